#pragma once

#include <string>
#include <vector>

#include "rules/language/value.hpp"
#include "rules/time/limit.hpp"
#include "rules/time/zone.hpp"

namespace termijn::cli {

/// `Fri 9 June 2023 23:59` on the clock of `zone`; with seconds where they are not zero.
std::string spoken(rules::Instant instant, const rules::Zone& zone);

/// `the end of Fri 9 June 2023` where midnight closes the day, otherwise the instant,
/// which is still in time when `inclusive`.
std::string spoken(const rules::Deadline& closes, const rules::Zone& zone);

/// The working of a time limit, a line a day: the date, `+` where the day counts, why.
std::string working(const std::vector<rules::Step>& steps, const std::string& indent);

}  // namespace termijn::cli
