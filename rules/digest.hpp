#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace termijn::rules {

/// A SHA-256 value (FIPS 180-4).
using Digest = std::array<std::uint8_t, 32>;

Digest sha256(std::string_view bytes);
/// The digest of the concatenation, without making it.
Digest sha256(std::string_view first, std::string_view second, std::string_view third = {});

/// 64 lower-case hexadecimal digits.
std::string hex(const Digest& digest);

}  // namespace termijn::rules
