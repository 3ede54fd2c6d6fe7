#pragma once

#include <string>
#include <string_view>

namespace termijn::cli {

enum class Tint { plain, strong, dim, red, green, yellow, blue };

/// `text` in a tint (ECMA-48 select graphic rendition), or as it is when the
/// stream takes no colour.
std::string tinted(std::string_view text, Tint tint, bool colour);

}  // namespace termijn::cli
