#include "rules/time/spoken.hpp"

#include <fmt/format.h>

namespace termijn::rules {
namespace {

using std::chrono::seconds;

std::string clock_of(seconds since_midnight) {
  const auto count = since_midnight.count();
  const std::string minutes = fmt::format("{:02}:{:02}", count / 3600, count / 60 % 60);
  return count % 60 == 0 ? minutes : fmt::format("{}:{:02}", minutes, count % 60);
}

std::string at(const LocalTime& time) {
  return fmt::format("{}, {}", spelled(time.date), clock_of(time.since_midnight));
}

/// Where a window ends. A whole day's end is told by that day, since nobody reads
/// `00:00` of the next day as this one.
struct End {
  LocalTime time;
  bool closes_a_day = false;
};

End end_of(const Window& window, const Zone& zone) {
  const LocalTime until = zone.local(*window.until);
  if (window.until_inclusive || until.since_midnight != seconds{0}) return {until, false};
  return {{add_days(until.date, -1), std::chrono::hours{24}}, true};
}

std::string until_words(const Window& window, const Zone& zone) {
  const End end = end_of(window, zone);
  if (end.closes_a_day) return "until the end of " + spelled(end.time.date);
  return window.until_inclusive ? fmt::format("until {} inclusive", at(end.time))
                                : "before " + at(end.time);
}

std::string between_words(const Window& window, const Zone& zone) {
  const LocalTime from = zone.local(*window.from);
  const End end = end_of(window, zone);
  const bool whole_days = from.since_midnight == seconds{0} && end.closes_a_day;
  const std::string closing = window.until_inclusive ? " inclusive" : "";
  if (whole_days && from.date == end.time.date) return spelled(from.date);
  if (whole_days) return fmt::format("{} – {}", spelled(from.date), spelled(end.time.date));
  if (from.date == end.time.date) {
    return fmt::format("{}–{}{}", at(from), clock_of(end.time.since_midnight), closing);
  }
  if (end.closes_a_day) return fmt::format("{} – the end of {}", at(from), spelled(end.time.date));
  return fmt::format("{} – {}{}", at(from), at(end.time), closing);
}

std::string stretch(const Window& window, const Zone& zone) {
  if (window.from && window.until) return between_words(window, zone);
  if (window.until) return until_words(window, zone);
  if (!window.from) return "at any time";
  const LocalTime from = zone.local(*window.from);
  const bool whole_day = from.since_midnight == seconds{0};
  return "from " + (whole_day ? spelled(from.date) : at(from));
}

}  // namespace

std::string spoken(const Window& window, const Zone& zone) {
  switch (window.certainty) {
    case Certainty::firm:
      return stretch(window, zone);
    case Certainty::reserve:
      return stretch(window, zone) + " (in reserve)";
    case Certainty::alternative:
      return stretch(window, zone) + " (one of the alternatives)";
  }
  return stretch(window, zone);
}

}  // namespace termijn::rules
