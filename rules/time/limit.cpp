#include "rules/time/limit.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "rules/time/detail/day_count.hpp"
#include "rules/time/detail/hour_count.hpp"

namespace termijn::rules {

namespace {

constexpr std::int64_t most_days = 100'000;

/// No fewer days than the period can have, weekends and holidays apart.
std::int64_t longest_in_days(Period period) {
  const std::int64_t amount = period.amount;
  switch (period.unit) {
    case Unit::hour:
      return amount / 24;
    case Unit::week:
      return amount * 7;
    case Unit::month:
      return amount * 31;
    case Unit::year:
      return amount * 366;
    case Unit::day:
    case Unit::working_day:
      break;
  }
  return amount;
}

std::optional<LimitFault> out_of_range(Instant event, Period period) {
  // Years 1 to 9999, as in RFC 3339.
  constexpr Instant first = std::chrono::sys_days{std::chrono::year{1} / 1 / 1};
  constexpr Instant last = std::chrono::sys_days{std::chrono::year{9999} / 12 / 31};
  if (event < first || event > last) {
    return LimitFault{LimitFault::Kind::out_of_range, "the event lies outside the years 1 to 9999"};
  }
  if (period.amount < 1 || longest_in_days(period) > most_days) {
    return LimitFault{
        LimitFault::Kind::out_of_range,
        fmt::format("a period of {} cannot be counted; it is from one to 100,000 days long",
                    to_string(period))};
  }
  return std::nullopt;
}

}  // namespace

LimitResult count_limit(Instant event, Period period, Direction direction,
                        const Counting& counting) {
  return count_limit(event, period, direction, counting, {});
}

LimitResult count_limit(Instant event, Period period, Direction direction, const Counting& counting,
                        std::vector<Suspension> suspended) {
  if (auto fault = out_of_range(event, period)) return *fault;
  if (!suspended.empty() && (period.unit == Unit::hour || direction == Direction::before)) {
    return LimitFault{LimitFault::Kind::out_of_range,
                      "a limit in hours or counted backwards cannot be suspended"};
  }
  if (period.unit == Unit::hour) {
    return detail::count_hours(event, period.amount, direction, counting);
  }
  return detail::DayCount(event, period, direction, counting, std::move(suspended)).limit();
}

bool meets(Instant at, Instant closes, bool inclusive) {
  return inclusive ? at <= closes : at < closes;
}

}  // namespace termijn::rules
