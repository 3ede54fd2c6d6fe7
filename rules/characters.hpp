#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace termijn::rules {

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

/// How many characters `text` has. A byte that belongs to none counts as one, a
/// stray continuation byte as none: as columns are counted (`Source::place`).
std::size_t count_characters(std::string_view text);

}  // namespace termijn::rules
