#include "rules/time/detail/hour_count.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace termijn::rules::detail {

namespace {

namespace chr = std::chrono;

std::string clock(Instant instant, const Zone& zone) {
  const chr::hh_mm_ss time{zone.local(instant).since_midnight};
  return fmt::format("{:02}:{:02}:{:02}", time.hours().count(), time.minutes().count(),
                     time.seconds().count());
}

std::string spelled_length(chr::seconds length) {
  const chr::hh_mm_ss time{length};
  std::string text = fmt::format("{} h", time.hours().count());
  if (time.minutes().count() != 0) text += fmt::format(" {} min", time.minutes().count());
  if (time.seconds().count() != 0) text += fmt::format(" {} s", time.seconds().count());
  return text;
}

/// Where the hours begin to run: at the event, or where its hour, which is not
/// counted, ends (forwards) or began (backwards).
Instant run_from(Instant event, Direction direction, const Counting& counting) {
  if (counting.regime.hours == Regime::Hours::elapsed) return event;
  constexpr chr::seconds hour = chr::hours{1};
  const auto past = counting.zone.local(event).since_midnight % hour;
  return direction == Direction::after ? event - past + hour : event - past;
}

Step event_step(Instant event, Instant from, const Counting& counting) {
  const auto article = counting.regime.article("hours");
  const std::string at = clock(event, counting.zone);
  const Date day = counting.zone.local(event).date;
  if (counting.regime.hours == Regime::Hours::elapsed) {
    return {day, false, fmt::format("the hours run from the event at {} ({})", at, article)};
  }
  return {day, false,
          fmt::format("not counted: the hour of the event at {}; the hours run from {} ({})", at,
                      clock(from, counting.zone), article)};
}

/// What of `day` lies in the stretch, in words; a clock change in it is said.
Step day_step(Date day, Instant from, Instant until, const Zone& zone) {
  const Instant start = zone.start_of_day(day);
  const Instant end = zone.start_of_day(add_days(day, 1));
  const Instant begin = std::max(start, from);
  const Instant stop = std::min(end, until);
  std::string why = fmt::format("{} counted", spelled_length(stop - begin));
  const auto before = zone.offset_at(begin);
  const auto after = zone.offset_at(stop);
  if (before != after) {
    why += fmt::format("; the clock goes {} by {} on this day", after < before ? "back" : "forward",
                       spelled_length(chr::abs(after - before)));
  }
  return {day, true, std::move(why)};
}

}  // namespace

Limit count_hours(Instant event, int amount, Direction direction, const Counting& counting) {
  const Instant run = run_from(event, direction, counting);
  const bool forward = direction == Direction::after;
  const Instant end = forward ? run + chr::hours{amount} : run - chr::hours{amount};
  Limit limit{.closes = end, .inclusive = true, .steps = {event_step(event, run, counting)}};

  const Instant from = std::min(run, end);
  const Instant until = std::max(run, end);
  const Date last = counting.zone.local(until - chr::seconds{1}).date;
  for (Date day = counting.zone.local(from).date; day <= last; day = add_days(day, 1)) {
    limit.steps.push_back(day_step(day, from, until, counting.zone));
  }
  if (!forward) std::reverse(limit.steps.begin() + 1, limit.steps.end());
  limit.steps.back().why += fmt::format("; ends at {}", clock(end, counting.zone));
  return limit;
}

}  // namespace termijn::rules::detail
