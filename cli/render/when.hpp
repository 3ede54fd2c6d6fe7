#pragma once

#include <string>
#include <string_view>

#include "rules/language/value.hpp"
#include "rules/time/zone.hpp"

namespace termijn::cli {

/// `Fri 9 June 2023 23:59` on the clock of `zone`; with seconds where they are not zero.
std::string spoken(rules::Instant instant, const rules::Zone& zone);

/// `the end of Fri 9 June 2023` where midnight closes the day, otherwise the instant,
/// which is still in time when `inclusive`.
std::string spoken(const rules::Deadline& closes, const rules::Zone& zone);

/// A limit by the first instant at which it has lapsed: `end of Fri 14 July 2023`, or its
/// last good second.
std::string spoken_end(rules::Instant lapses, const rules::Zone& zone);

/// A fact's value with every instant in it (`…Z`) as people say it; a value that quotes
/// a text stays as it is.
std::string with_spoken_times(std::string_view value, const rules::Zone& zone);
/// The same, for machines: RFC 3339 in the zone's offset.
std::string with_local_times(std::string_view value, const rules::Zone& zone);

/// Each line of a text further to the right.
std::string indented(std::string_view lines, std::size_t by);

}  // namespace termijn::cli
