#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "rules/characters.hpp"

namespace termijn::cli {

/// `text` as it may be printed: what is no character or would steer a terminal
/// is written out (`\n`, `\x1b`, `\u{202e}`). For everything from outside.
std::string visible(std::string_view text);
/// The same, with line ends kept: for texts of several lines of our own layout.
std::string visible_lines(std::string_view text);

/// The columns that `text` takes on a terminal: combining marks none, wide (East
/// Asian) characters two. Expects no control characters.
std::size_t columns(std::string_view text);

/// At most `most` columns of `text`, the last one `…` when something was left out.
std::string shortened(std::string_view text, std::size_t most);

/// `text` on lines of at most `width` columns, broken at blanks; a longer word has a line of its
/// own.
std::string wrapped(std::string_view text, std::size_t width);

/// `text` with blanks behind it up to `width` columns.
std::string padded(std::string_view text, std::size_t width);

}  // namespace termijn::cli
