#pragma once

#include <string>
#include <variant>
#include <vector>

#include "rules/time/calendar.hpp"
#include "rules/time/regime.hpp"
#include "rules/time/zone.hpp"

namespace termijn::rules {

enum class Unit { hour, day, working_day, week, month, year };
enum class Direction { after, before };

/// So many of one unit. Months and days never mix: no number of days is a month.
struct Period {
  int amount = 0;
  Unit unit = Unit::day;

  friend bool operator==(const Period&, const Period&) = default;
};

/// One line of a working: what was done with a day and by which rule.
struct Step {
  Date date;
  bool counted = false;
  std::string why;  ///< `day 3`, `not counted: Whit Monday`, `moved: Sunday (art. 1.7 §4)`, …

  friend bool operator==(const Step&, const Step&) = default;
};

/// Days, the first and the last included, on which a limit does not run.
struct Suspension {
  Date first;
  Date last;

  friend bool operator==(const Suspension&, const Suspension&) = default;
};

/// Where a time limit ends. `closes` is the last good instant when `inclusive`
/// (clock times, hours) and otherwise the first instant that is too late.
struct Limit {
  Instant closes;
  bool inclusive = false;
  std::vector<Step> steps;
};

/// The law a limit is counted by, and where.
struct Counting {
  const Regime& regime;
  const Calendar& calendar;
  const Zone& zone;
};

/// Why no limit could be counted: the calendar does not reach so far, a clock
/// time that does not exist, an amount past the bounds (100,000 days), or a
/// suspension of what cannot be suspended.
struct LimitFault {
  enum class Kind { not_covered, out_of_range };
  Kind kind;
  std::string message;
};

using LimitResult = std::variant<Limit, LimitFault>;

/// The limit of `period` counted from `event`, forwards or backwards. Pure. The
/// steps account for every day from the event to the end, the days over which
/// the end moved included.
LimitResult count_limit(Instant event, Period period, Direction direction,
                        const Counting& counting);

/// The same limit while it is suspended: the count stands still on those days and
/// what was left of it runs on afterwards, so a day of suspension that lies in the
/// period is a day added to its end. Weeks, months and years run to their nominal
/// end and then as many days on as were suspended. No last day falls or moves onto
/// a suspended day under a regime that moves last days. Limits in hours and limits
/// counted backwards cannot be suspended.
LimitResult count_limit(Instant event, Period period, Direction direction, const Counting& counting,
                        std::vector<Suspension> suspended);

/// Whether an act at `at` meets a limit. The one comparison in the program.
bool meets(Instant at, Instant closes, bool inclusive);

/// `17 days`, `1 working day`: English, for people.
std::string to_string(Period period);
std::string_view to_string(Unit unit);  ///< As in JSON: `hour`, `day`, `working-day`, …
/// Reads `14 days`, `10 working days`, `1 month`, `48 hours` (English only: the
/// program's own options); empty for anything else.
std::optional<Period> parse_period(std::string_view text);

/// The receipt an applicant may get: a line a step, then the end in words.
std::string receipt(const Limit& limit, const Counting& counting);

}  // namespace termijn::rules
