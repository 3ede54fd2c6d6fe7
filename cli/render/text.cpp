#include "cli/render/text.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace termijn::cli {
namespace {

struct Range {
  std::uint32_t first;
  std::uint32_t last;
};

// Unicode 15: combining marks that occur in Latin text, and joiners.
constexpr Range no_width[] = {
    {0x0300, 0x036F}, {0x1AB0, 0x1AFF}, {0x1DC0, 0x1DFF}, {0x200B, 0x200D},
    {0x20D0, 0x20FF}, {0xFE00, 0xFE0F}, {0xFE20, 0xFE2F}, {0xFEFF, 0xFEFF},
};

// Unicode Standard Annex 11: the blocks that are wide throughout.
constexpr Range double_width[] = {
    {0x1100, 0x115F}, {0x2E80, 0x303E}, {0x3041, 0xA4CF},   {0xAC00, 0xD7A3},   {0xF900, 0xFAFF},
    {0xFE30, 0xFE4F}, {0xFF00, 0xFF60}, {0x1F300, 0x1FAFF}, {0x20000, 0x3FFFD},
};

template <std::size_t Size>
bool in(std::uint32_t code, const Range (&ranges)[Size]) {
  return std::any_of(std::begin(ranges), std::end(ranges),
                     [&](const Range& range) { return code >= range.first && code <= range.last; });
}

std::size_t width_of(std::uint32_t code) {
  if (in(code, no_width)) return 0;
  return in(code, double_width) ? 2 : 1;
}

std::string escaped(const rules::Character& character) {
  if (character.code == '\n') return "\\n";
  if (character.code == '\r') return "\\r";
  if (character.code == '\t') return "\\t";
  if (!character.valid || character.code < 0x80) return fmt::format("\\x{:02x}", character.code);
  return fmt::format("\\u{{{:04x}}}", character.code);
}

std::string shown(std::string_view text, bool keep_line_ends) {
  std::string out;
  while (!text.empty()) {
    const rules::Character character = rules::first_character(text);
    const bool kept = keep_line_ends && character.code == '\n';
    if (!kept && (!character.valid || rules::is_control(character.code))) {
      out += escaped(character);
    } else {
      out += text.substr(0, character.length);
    }
    text.remove_prefix(character.length);
  }
  return out;
}

}  // namespace

std::string visible(std::string_view text) { return shown(text, false); }

std::string visible_lines(std::string_view text) { return shown(text, true); }

std::size_t columns(std::string_view text) {
  std::size_t width = 0;
  while (!text.empty()) {
    const rules::Character character = rules::first_character(text);
    width += width_of(character.code);
    text.remove_prefix(character.length);
  }
  return width;
}

std::string shortened(std::string_view text, std::size_t most) {
  if (columns(text) <= most) return std::string(text);
  if (most == 0) return "";
  std::string out;
  std::size_t width = 0;
  while (!text.empty()) {
    const rules::Character character = rules::first_character(text);
    width += width_of(character.code);
    if (width > most - 1) break;
    out += text.substr(0, character.length);
    text.remove_prefix(character.length);
  }
  return out + "…";
}

std::string wrapped(std::string_view text, std::size_t width) {
  std::string out;
  std::size_t taken = 0;
  while (!text.empty()) {
    const auto end = std::min(text.find(' '), text.size());
    const auto word = text.substr(0, end);
    const std::size_t wide = columns(word);
    const bool fits = taken == 0 || taken + 1 + wide <= width;
    if (taken > 0) out += fits ? ' ' : '\n';
    out += word;
    taken = (fits && taken > 0 ? taken + 1 : 0) + wide;
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

std::string padded(std::string_view text, std::size_t width) {
  const std::size_t taken = columns(text);
  return std::string(text) + std::string(width > taken ? width - taken : 0, ' ');
}

}  // namespace termijn::cli
