#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rules/time/limit.hpp"

namespace termijn::rules::detail {

/// One limit in days, working days, weeks, months or years being counted: the
/// nominal last day first, then what the law adds to it. Every day on the way is
/// written down.
class DayCount {
 public:
  DayCount(Instant event, Period period, Direction direction, const Counting& counting,
           std::vector<Suspension> suspended);

  LimitResult limit();

 private:
  void count();
  void count_days();
  void count_working_days();
  void count_weeks();
  void count_months(int months);
  /// Lets what the suspensions took from a period in weeks or months run on.
  void run_on();
  void hold_least_working_days();
  void roll();

  bool forward() const { return direction_ == Direction::after; }
  /// Whether the law adjusts a period of this length at all.
  bool within_reach() const;
  bool must_hold_working_days() const;
  /// The day number `count` of the period.
  Date nth(std::int64_t count) const;

  /// Why `date` is off by `off` (`Sunday`, a holiday's name); empty when it is
  /// not. Notes it when the calendar does not reach so far.
  std::string off(Date date, Regime::DaysOff off);
  /// The suspension that `date` lies in; null when the limit runs on it.
  const Suspension* suspended(Date date) const;
  /// Where `nth(n)` is suspended: a line for the stretch, and the first number after it.
  std::int64_t past_suspension(std::int64_t n);
  /// `, Sunday` or `, Whit Monday` for a day that is counted all the same.
  std::string remark(Date date) const;
  std::string by(std::string_view rule) const;
  void add(Date date, bool counted, std::string why);
  /// One line for the days that lie between the event and `last`.
  void add_days_between(Date last);

  const Period period_;
  const Direction direction_;
  const Counting& counting_;
  const std::vector<Suspension> suspensions_;
  Date event_;
  Date before_first_;  ///< The day from which day 1 is one away.
  Date last_;
  std::vector<Step> steps_;
  std::optional<LimitFault> fault_;
};

}  // namespace termijn::rules::detail
