#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace termijn::engine {

/// RFC 4648 section 4, with padding and without line ends.
std::string base64(std::string_view bytes);
/// Reads exactly what `base64` writes: one text for the same bytes. Empty for anything else,
/// also where the bits that padding leaves over are not zero.
std::optional<std::string> from_base64(std::string_view text);

/// Lower-case hexadecimal digits, two a byte.
std::string hex_of(std::string_view bytes);
/// Reads exactly what `hex_of` writes.
std::optional<std::string> from_hex(std::string_view text);

}  // namespace termijn::engine
