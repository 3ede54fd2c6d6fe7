#include <fmt/format.h>

#include "rules/time/limit.hpp"

namespace termijn::rules {

namespace {

namespace chr = std::chrono;

std::string ending(const Limit& limit, const Zone& zone) {
  if (limit.inclusive) {
    const LocalTime end = zone.local(limit.closes);
    const chr::hh_mm_ss time{end.since_midnight};
    return fmt::format(
        "The limit ends on {} at {:02}:{:02}:{:02} in {} ({}); that second is still in time.\n",
        spelled(end.date), time.hours().count(), time.minutes().count(), time.seconds().count(),
        zone.name(), rfc3339(limit.closes, zone));
  }
  const Date last = zone.local(limit.closes - chr::seconds{1}).date;
  return fmt::format("The limit ends at the end of {} ({}); from {} it is too late.\n",
                     spelled(last), zone.name(), rfc3339(limit.closes, zone));
}

}  // namespace

std::string receipt(const Limit& limit, const Counting& counting) {
  std::string text;
  for (const Step& step : limit.steps) {
    text += fmt::format("{:<21}  {}  {}\n", spelled(step.date), step.counted ? '+' : '-', step.why);
  }
  text += ending(limit, counting.zone);
  text += fmt::format("Counted by {}: {}.\n", counting.regime.id, counting.regime.law);
  if (!counting.calendar.id().empty()) {
    text += fmt::format("Holidays of {}: {}.\n", counting.calendar.id(), counting.calendar.law());
  }
  return text;
}

}  // namespace termijn::rules
