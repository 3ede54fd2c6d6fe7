#include "rules/time/detail/day_count.hpp"

#include <algorithm>
#include <cstdlib>

#include <fmt/format.h>

namespace termijn::rules::detail {

namespace {

namespace chr = std::chrono;

std::string_view weekend_name(Date date) {
  const auto weekday = weekday_of(date);
  if (weekday == chr::Saturday || weekday == chr::Sunday) return weekday_name(weekday);
  return {};
}

/// The last day of `months` counted from the day after the event up to the day
/// before the same number. Where the month has no such number, the days before
/// it run to the end of the month.
Date day_before_same_number(Date event, int months) {
  const Date first = add_days(event, 1);
  const Date target = add_months(first, months);
  return target.day() == first.day() ? add_days(target, -1) : target;
}

}  // namespace

DayCount::DayCount(Instant event, Period period, Direction direction, const Counting& counting,
                   std::vector<Suspension> suspended)
    : period_(period),
      direction_(direction),
      counting_(counting),
      suspensions_(std::move(suspended)),
      event_(counting.zone.local(event).date),
      before_first_(event_) {
  if (counting.regime.event_day_counts) before_first_ = add_days(event_, forward() ? -1 : 1);
  last_ = before_first_;
}

LimitResult DayCount::limit() {
  if (counting_.regime.event_day_counts) {
    add(event_, false, "the event; its day counts" + by("event-day"));
  } else {
    add(event_, false, "not counted: the day of the event" + by("event-day"));
  }
  count();
  hold_least_working_days();
  roll();
  if (fault_) return *fault_;
  return Limit{.closes = counting_.zone.start_of_day(add_days(last_, 1)),
               .inclusive = false,
               .steps = std::move(steps_)};
}

void DayCount::count() {
  switch (period_.unit) {
    case Unit::day:
      return count_days();
    case Unit::working_day:
      return count_working_days();
    case Unit::week:
      return count_weeks();
    case Unit::month:
      return count_months(period_.amount);
    case Unit::year:
      return count_months(period_.amount * 12);
    case Unit::hour:
      break;
  }
  std::abort();  // hours are counted elsewhere
}

Date DayCount::nth(std::int64_t count) const {
  return add_days(before_first_, forward() ? count : -count);
}

void DayCount::count_days() {
  std::int64_t n = 0;
  for (int counted = 1; counted <= period_.amount; ++counted) {
    n = past_suspension(n + 1);
    last_ = nth(n);
    add(last_, true, fmt::format("day {}{}", counted, remark(last_)));
  }
}

void DayCount::count_working_days() {
  int counted = 0;
  for (std::int64_t n = 1; counted < period_.amount && !fault_; ++n) {
    n = past_suspension(n);
    last_ = nth(n);
    const std::string why = off(last_, counting_.regime.not_working);
    if (why.empty()) {
      add(last_, true, fmt::format("working day {}", ++counted));
    } else {
      add(last_, false, fmt::format("not counted: {}{}", why, by("working-days")));
    }
  }
}

void DayCount::count_weeks() {
  last_ = nth(std::int64_t{7} * period_.amount);
  add_days_between(last_);
  add(last_, true,
      fmt::format("{}: the same weekday{}{}", to_string(period_), remark(last_), by("weeks")));
  run_on();
}

void DayCount::count_months(int months) {
  const bool day_before = counting_.regime.months == Regime::Months::day_before && forward();
  const Date same_number = add_months(before_first_, forward() ? months : -months);
  last_ = day_before ? day_before_same_number(before_first_, months) : same_number;
  add_days_between(last_);
  std::string how = "the same day number";
  if (day_before) {
    how = "the day before the number of the first day";
  } else if (same_number.day() != before_first_.day()) {
    how = fmt::format("this month has no day {}: its last day",
                      static_cast<unsigned>(before_first_.day()));
  }
  add(last_, true,
      fmt::format("{}: {}{}{}", to_string(period_), how, remark(last_), by("month-end")));
  run_on();
}

void DayCount::run_on() {
  if (suspensions_.empty()) return;
  std::int64_t left = 0;
  for (std::int64_t n = 1; nth(n) <= last_; ++n) left += suspended(nth(n)) != nullptr ? 1 : 0;
  if (left == 0) return;
  add(last_, false, fmt::format("{} of these days were suspended: so many run on after it", left));
  auto n = (chr::sys_days{last_} - chr::sys_days{before_first_}).count();
  for (std::int64_t day = 1; day <= left; ++day) {
    n = past_suspension(n + 1);
    last_ = nth(n);
    add(last_, true, fmt::format("day {} of the {} left{}", day, left, remark(last_)));
  }
}

const Suspension* DayCount::suspended(Date date) const {
  const auto found =
      std::find_if(suspensions_.begin(), suspensions_.end(),
                   [date](const Suspension& one) { return one.first <= date && date <= one.last; });
  return found == suspensions_.end() ? nullptr : &*found;
}

std::int64_t DayCount::past_suspension(std::int64_t n) {
  while (const Suspension* suspension = suspended(nth(n))) {
    const Date from = nth(n);
    const auto days = (chr::sys_days{suspension->last} - chr::sys_days{from}).count() + 1;
    add(from, false,
        days == 1 ? "not counted: suspended"
                  : fmt::format("{} days from here to {}: not counted, suspended", days,
                                spelled(suspension->last)));
    n += days;
  }
  return n;
}

bool DayCount::within_reach() const {
  const auto& reach = counting_.regime.reach;
  if (!reach) return true;
  switch (period_.unit) {
    case Unit::week:
      return period_.amount <= reach->weeks;
    case Unit::month:
      return period_.amount <= reach->months;
    case Unit::year:
      return period_.amount <= reach->years;
    default:
      return period_.amount <= reach->days;
  }
}

bool DayCount::must_hold_working_days() const {
  const Regime& regime = counting_.regime;
  if (!forward() || regime.least_working_days == 0 || !within_reach()) return false;
  auto length = (chr::sys_days{last_} - chr::sys_days{before_first_}).count();
  for (std::int64_t n = 1; !suspensions_.empty() && nth(n) < last_; ++n)
    length -= suspended(nth(n)) != nullptr ? 1 : 0;
  // In working days the count itself is what the law looks at.
  return (period_.unit == Unit::working_day ? period_.amount : length) >= regime.least_from_days;
}

void DayCount::hold_least_working_days() {
  if (fault_ || !must_hold_working_days()) return;
  const int least = counting_.regime.least_working_days;
  int inside = 0;
  for (std::int64_t n = 1; inside < least && nth(n) <= last_ && !fault_; ++n) {
    if (off(nth(n), counting_.regime.not_working).empty()) ++inside;
  }
  while (inside < least && !fault_) {
    last_ = add_days(last_, 1);
    const std::string why = off(last_, counting_.regime.not_working);
    if (why.empty()) ++inside;
    add(last_, why.empty(),
        why.empty() ? fmt::format("added: the period must hold {} working days{}", least,
                                  by("least-working-days"))
                    : fmt::format("not counted: {}{}", why, by("working-days")));
  }
}

void DayCount::roll() {
  const Regime::DaysOff& over = counting_.regime.rolls_over;
  if (fault_ || (!over.saturday && !over.sunday && !over.holidays)) return;
  if (!within_reach() || !(forward() || counting_.regime.rolls_backward_limits)) {
    if (remark(last_).empty()) return;  // nothing to move over
    steps_.back().why += within_reach()
                             ? "; does not move: counted backwards" + by("backward")
                             : "; does not move: so long a period is outside the law" + by("reach");
    return;
  }
  std::string why = off(last_, over);
  if (why.empty()) return;
  const Date nominal = last_;
  steps_.back().why += fmt::format("; the end moves: {}{}", why, by("roll"));
  while (!why.empty() && !fault_) {
    last_ = add_days(last_, forward() ? 1 : -1);
    why = off(last_, over);
    if (!why.empty()) add(last_, false, fmt::format("moved: {}{}", why, by("roll")));
  }
  add(last_, true, fmt::format("last day: moved from {}", spelled(nominal)));
}

std::string DayCount::off(Date date, Regime::DaysOff off) {
  const Calendar& calendar = counting_.calendar;
  if (off.holidays && !calendar.covers(date) && !fault_) {
    fault_ = LimitFault{LimitFault::Kind::not_covered,
                        fmt::format("the calendar '{}' covers the years {} to {}; {} lies outside",
                                    calendar.id(), static_cast<int>(calendar.first_year()),
                                    static_cast<int>(calendar.last_year()), to_string(date))};
  }
  if (suspended(date) != nullptr) return "suspended";
  if (calendar.declared_working(date)) return {};
  if (off.holidays) {
    if (const std::string* name = calendar.holiday(date)) return *name;
  }
  const auto weekday = weekday_of(date);
  const bool weekend =
      (off.saturday && weekday == chr::Saturday) || (off.sunday && weekday == chr::Sunday);
  return std::string(weekend ? weekend_name(date) : std::string_view{});
}

std::string DayCount::remark(Date date) const {
  if (const std::string* name = counting_.calendar.holiday(date)) return ", " + *name;
  const std::string_view weekend = weekend_name(date);
  return weekend.empty() ? "" : fmt::format(", {}", weekend);
}

std::string DayCount::by(std::string_view rule) const {
  return fmt::format(" ({})", counting_.regime.article(rule));
}

void DayCount::add(Date date, bool counted, std::string why) {
  steps_.push_back({date, counted, std::move(why)});
}

void DayCount::add_days_between(Date last) {
  const auto days = chr::abs(chr::sys_days{last} - chr::sys_days{before_first_}).count() - 1;
  if (days < 1) return;
  add(nth(1), true,
      fmt::format("{} days from here to {}: all counted, weekends and holidays too", days,
                  spelled(add_days(last, forward() ? -1 : 1))));
}

}  // namespace termijn::rules::detail
