#pragma once

#include <functional>
#include <iosfwd>
#include <string>
#include <string_view>

#include "cli/environment.hpp"

namespace termijn::cli {

/// Puts `text` in the place of the file `path`, or makes the file: all of it or
/// nothing, so that a crash or a full disk leaves what was there. The file keeps
/// its permissions; of a symbolic link it is the file that it leads to. False, and
/// told on `err`, when that is not possible.
bool write_file(const std::string& path, std::string_view text, Environment& environment);

/// Who may read a file that did not exist before.
enum class Readers { usual, owner };

/// The same for what is written bit by bit: `fill` writes it. What `fill` throws goes on, and
/// nothing was changed then.
bool write_file(const std::string& path, const std::function<void(std::ostream&)>& fill,
                Readers readers, Environment& environment);

}  // namespace termijn::cli
