#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rules/time/date.hpp"

namespace termijn::rules {

/// What a local time means in a zone. In spring an hour does not exist, in
/// autumn one exists twice.
struct LocalReading {
  enum class Kind { unique, missing, twice };

  Kind kind = Kind::unique;
  Instant first;   ///< The instant; the earlier of two; for `missing`, the moment the clock jumps.
  Instant second;  ///< The later of two; otherwise the same as `first`.
};

/// The clock changes of one place, read from a TZif file (RFC 9636). A value:
/// the bytes can come from the machine or from a store, so that a history can
/// be judged again under the zone data of its own time.
class Zone {
 public:
  /// `Europe/Brussels`
  const std::string& name() const { return name_; }
  /// Seconds east of Greenwich.
  std::chrono::seconds offset_at(Instant instant) const;
  LocalTime local(Instant instant) const;
  LocalReading read(LocalTime local) const;
  /// The instant at which `date` begins: its midnight (the earlier of two), or
  /// where midnight is jumped over, the first instant of the day.
  Instant start_of_day(Date date) const;
  /// The TZif bytes it was read from; empty for a fixed offset.
  const std::string& bytes() const { return bytes_; }

  /// A zone that never changes its clock, such as Anywhere on Earth (UTC-12).
  static Zone fixed(std::string name, std::chrono::seconds offset);

 private:
  friend std::optional<Zone> read_zone(std::string name, std::string bytes);

  struct Change {
    std::int64_t at;      ///< Seconds since 1970, UTC.
    std::int32_t offset;  ///< Seconds east from then on.
  };

  /// How many changes have happened by `second`.
  std::size_t changes_until(std::int64_t second) const;
  /// The offset once so many changes have happened.
  std::int32_t offset_after(std::size_t changes) const;

  std::string name_;
  std::string bytes_;
  std::int32_t first_offset_ = 0;
  std::vector<Change> changes_;  ///< Sorted; the rule of the footer is written out to 2100
                                 ///< (the last offset holds from then on).
};

/// Reads a TZif file, version 2 or later; empty when the bytes are not one, or
/// when it counts leap seconds (the `right/` zones), which instants do not.
std::optional<Zone> read_zone(std::string name, std::string bytes);

/// Where zones come from: a name of the IANA database to its zone, or null.
using ZoneSource = std::function<std::shared_ptr<const Zone>(std::string_view name)>;

/// The zones of a folder of TZif files, as in `/usr/share/zoneinfo`. Each is
/// read when first asked for and kept. Names with `..` or a leading `/` are
/// unknown. One source is for one thread.
ZoneSource zones_in_folder(std::string folder = "/usr/share/zoneinfo");

/// `2023-06-09T22:00:00+02:00` (RFC 3339) in the zone's offset at that instant.
std::string rfc3339(Instant instant, const Zone& zone);
/// `2023-06-09T20:00:00Z`.
std::string rfc3339(Instant instant);
/// Reads RFC 3339 with an offset or `Z`; empty for anything else, also for a
/// fraction of a second, a leap second or a date that does not exist.
std::optional<Instant> parse_rfc3339(std::string_view text);

}  // namespace termijn::rules
