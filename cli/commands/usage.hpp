#pragma once

#include <string>
#include <string_view>

#include "cli/environment.hpp"

namespace termijn::cli {

/// Tells on `err` what is wrong with what was asked, and what to write instead
/// (unless empty). For `return wrong_usage(…)`.
Exit wrong_usage(Environment& environment, std::string_view message, std::string_view help = {});

/// The end of a command's help: an example and what its exit codes mean.
std::string example_and_exits(std::string_view example, std::string_view exits);

/// `a, b, c`
std::string listed(const std::vector<std::string>& words);

}  // namespace termijn::cli
