#pragma once

#include <string>
#include <vector>

#include "rules/time/limit.hpp"
#include "rules/time/window.hpp"
#include "rules/time/zone.hpp"

namespace termijn::cli {

/// A stretch of time in words that can be held against an addendum, on the clock
/// of `zone`: `Fri 9 June 2023`, `Mon 12 June 2023 – Sun 18 June 2023`,
/// `Wed 14 June 2023, 13:00–17:00`, `until the end of Fri 14 July 2023`.
std::string words_of(const rules::Window& window, const rules::Zone& zone);

/// A working, a line a day: what was counted (`+`) or not (`-`), and why.
std::string words_of(const std::vector<rules::Step>& steps);

/// `einddatum + 14 days`, in English: `14 days after 'einddatum'`.
std::string words_of(const rules::Period& period, rules::Direction direction,
                     const std::string& anchor);

}  // namespace termijn::cli
