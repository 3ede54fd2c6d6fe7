#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace termijn::cli {

/// One character of UTF-8. A byte that belongs to none comes back by itself,
/// marked as not valid.
struct Character {
  std::uint32_t code = 0;  ///< The code point; the byte when not valid.
  std::size_t length = 0;  ///< In bytes; 0 at the end of the text.
  bool valid = true;
};

/// The character at the start of `text`. Overlong forms and surrogates are not valid.
Character first_character(std::string_view text);

/// Whether a terminal would act on the character instead of showing it: control
/// characters (C0, DEL, C1) and those that turn the direction of writing.
bool is_control(std::uint32_t code);

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

/// `text` with blanks behind it up to `width` columns.
std::string padded(std::string_view text, std::size_t width);

}  // namespace termijn::cli
