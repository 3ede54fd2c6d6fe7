#pragma once

#include <string>
#include <string_view>

#include "cli/environment.hpp"

namespace termijn::cli {

/// Puts `text` in the place of the file `path`, or makes the file: all of it or
/// nothing, so that a crash or a full disk leaves what was there. The file keeps
/// its permissions; of a symbolic link it is the file that it leads to. False, and
/// told on `err`, when that is not possible.
bool write_file(const std::string& path, std::string_view text, Environment& environment);

}  // namespace termijn::cli
