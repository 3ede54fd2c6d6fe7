#include "rules/time/zone.hpp"

#include <algorithm>

namespace termijn::rules {

namespace {

// No place was ever further from Greenwich than this (RFC 9636 §3.2 allows
// 25 hours west, 26 east), so only changes this near can bear on a local time.
constexpr std::int64_t widest_offset = std::int64_t{26} * 3600;

}  // namespace

Zone Zone::fixed(std::string name, std::chrono::seconds offset) {
  Zone zone;
  zone.name_ = std::move(name);
  zone.first_offset_ = static_cast<std::int32_t>(offset.count());
  return zone;
}

std::size_t Zone::changes_until(std::int64_t second) const {
  const auto after =
      std::upper_bound(changes_.begin(), changes_.end(), second,
                       [](std::int64_t value, const Change& change) { return value < change.at; });
  return static_cast<std::size_t>(after - changes_.begin());
}

std::int32_t Zone::offset_after(std::size_t changes) const {
  return changes == 0 ? first_offset_ : changes_[changes - 1].offset;
}

std::chrono::seconds Zone::offset_at(Instant instant) const {
  return std::chrono::seconds{offset_after(changes_until(instant.time_since_epoch().count()))};
}

LocalTime Zone::local(Instant instant) const {
  const Instant on_the_wall = instant + offset_at(instant);
  const auto day = std::chrono::floor<std::chrono::days>(on_the_wall);
  return {Date{day}, on_the_wall - day};
}

LocalReading Zone::read(LocalTime local) const {
  const std::int64_t wall =
      (std::chrono::sys_days{local.date} + local.since_midnight).time_since_epoch().count();
  LocalReading reading{.kind = LocalReading::Kind::missing, .first = {}, .second = {}};
  bool found = false;
  const std::size_t first = changes_until(wall - widest_offset);
  const std::size_t last = changes_until(wall + widest_offset);
  for (std::size_t n = first; n <= last; ++n) {
    const std::int64_t second = wall - offset_after(n);
    const bool begun = n == 0 || second >= changes_[n - 1].at;
    const bool ended = n < changes_.size() && second >= changes_[n].at;
    const Instant instant{std::chrono::seconds{second}};
    if (begun && !ended) {
      reading.kind = found ? LocalReading::Kind::twice : LocalReading::Kind::unique;
      if (!found) reading.first = instant;
      reading.second = instant;
      found = true;
    } else if (!begun && !found && wall - offset_after(n - 1) >= changes_[n - 1].at) {
      // Past the end of the stretch before and short of this one: jumped over.
      reading.first = reading.second = Instant{std::chrono::seconds{changes_[n - 1].at}};
    }
  }
  return reading;
}

Instant Zone::start_of_day(Date date) const { return read({date, std::chrono::seconds{0}}).first; }

}  // namespace termijn::rules
