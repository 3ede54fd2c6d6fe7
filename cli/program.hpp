#pragma once

#include <span>
#include <string>

#include "cli/environment.hpp"

namespace termijn::cli {

/// Reads the arguments (without the program's own name) and runs the command
/// they name. Wrong usage is told on `environment.err`. What the world does to us
/// comes out as an exception: `main` turns it into an exit code.
Exit run_program(std::span<const std::string> arguments, Environment& environment);

}  // namespace termijn::cli
