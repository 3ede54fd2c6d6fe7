#include "engine/journal/base64.hpp"

#include <cstdint>

namespace termijn::engine {
namespace {

constexpr std::string_view letters =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::string_view digits = "0123456789abcdef";

std::uint32_t byte_at(std::string_view bytes, std::size_t index) {
  return index < bytes.size() ? static_cast<unsigned char>(bytes[index]) : 0U;
}

/// How many of the four letters that begin at `start` are padding; more than two: none may be.
std::size_t padding_of(std::string_view text, std::size_t start) {
  if (start + 4 != text.size() || text.back() != '=') return 0;
  return text[text.size() - 2] == '=' ? 2 : 1;
}

}  // namespace

std::string base64(std::string_view bytes) {
  std::string out;
  out.reserve((bytes.size() + 2) / 3 * 4);
  for (std::size_t at = 0; at < bytes.size(); at += 3) {
    const std::uint32_t group =
        byte_at(bytes, at) << 16U | byte_at(bytes, at + 1) << 8U | byte_at(bytes, at + 2);
    const std::size_t left = bytes.size() - at;
    out += letters[group >> 18U];
    out += letters[group >> 12U & 63U];
    out += left > 1 ? letters[group >> 6U & 63U] : '=';
    out += left > 2 ? letters[group & 63U] : '=';
  }
  return out;
}

std::optional<std::string> from_base64(std::string_view text) {
  if (text.size() % 4 != 0) return std::nullopt;
  std::string out;
  out.reserve(text.size() / 4 * 3);
  for (std::size_t at = 0; at < text.size(); at += 4) {
    const std::size_t padding = padding_of(text, at);
    std::uint32_t group = 0;
    for (std::size_t index = 0; index < 4; ++index) {
      const bool padded = index >= 4 - padding;
      const std::size_t value = padded ? 0 : letters.find(text[at + index]);
      if (value == std::string_view::npos) return std::nullopt;
      group = group << 6U | static_cast<std::uint32_t>(value);
    }
    if ((group & ((1U << 8U * padding) - 1U)) != 0) return std::nullopt;
    for (std::size_t index = 0; index < 3 - padding; ++index) {
      out += static_cast<char>(group >> (16U - 8U * index) & 0xFFU);
    }
  }
  return out;
}

std::string hex_of(std::string_view bytes) {
  std::string out;
  out.reserve(bytes.size() * 2);
  for (std::size_t index = 0; index < bytes.size(); ++index) {
    const std::uint32_t byte = byte_at(bytes, index);
    out += digits[byte >> 4U];
    out += digits[byte & 15U];
  }
  return out;
}

std::optional<std::string> from_hex(std::string_view text) {
  if (text.size() % 2 != 0) return std::nullopt;
  std::string out;
  for (std::size_t at = 0; at < text.size(); at += 2) {
    const std::size_t high = digits.find(text[at]);
    const std::size_t low = digits.find(text[at + 1]);
    if (high == std::string_view::npos || low == std::string_view::npos) return std::nullopt;
    out += static_cast<char>(high << 4U | low);
  }
  return out;
}

}  // namespace termijn::engine
