#pragma once

#include <string>
#include <vector>

#include "rules/time/limit.hpp"

namespace termijn::cli {

/// A working, a line a day: what was counted (`+`) or not (`-`), and why.
std::string words_of(const std::vector<rules::Step>& steps);

/// `einddatum + 14 days`, in English: `14 days after 'einddatum'`.
std::string words_of(const rules::Period& period, rules::Direction direction,
                     const std::string& anchor);

}  // namespace termijn::cli
