#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace termijn::rules {

/// A day of the Gregorian calendar, without zone or time.
using Date = std::chrono::year_month_day;

/// A point in time, in whole seconds of UTC. Fractions of a second are never
/// stored: an arrival that has one is refused where it is read.
using Instant = std::chrono::sys_seconds;

/// What a clock on the wall says, without a zone: days and seconds since
/// midnight. It becomes an instant only through a `Zone`.
struct LocalTime {
  Date date;
  std::chrono::seconds since_midnight{0};  ///< 0 … 86,400; 24:00 is the next day's 00:00.

  friend bool operator==(const LocalTime&, const LocalTime&) = default;
};

/// The day `days` later (earlier when negative).
Date add_days(Date date, std::int64_t days);

/// The same day number `months` later; where that month is shorter, its last
/// day (31 January + 1 month = 28 or 29 February; 28 February + 1 month = 28
/// March). Boost's own month arithmetic snaps to month ends and is not used.
Date add_months(Date date, std::int64_t months);

std::chrono::weekday weekday_of(Date date);

/// The Monday of the ISO 8601 week that holds `date`.
Date iso_week_start(Date date);

/// `2023-06-09`.
std::string to_string(Date date);
/// Reads `2023-06-09`; empty unless it is exactly a date that exists.
std::optional<Date> parse_iso_date(std::string_view text);

/// `Fri 9 June 2023`, for receipts and tables; the interface speaks English.
std::string spelled(Date date);
std::string_view weekday_name(std::chrono::weekday weekday);  ///< `Friday`
std::string_view month_name(std::chrono::month month);        ///< `June`

/// Easter Sunday of the Gregorian year (anonymous algorithm: Meeus, Astronomical
/// Algorithms, 1991, chapter 8).
Date easter(std::chrono::year year);

}  // namespace termijn::rules
