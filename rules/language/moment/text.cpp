#include "rules/language/moment/detail/text.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace termijn::rules::moment {
namespace {

struct Character {
  char32_t code = 0;
  std::size_t bytes = 1;
};

constexpr char32_t no_text = 0xFFFFFFFF;

/// The character at `at`. Bytes that are no UTF-8 count one by one.
Character decode(std::string_view text, std::size_t at) {
  const auto lead = static_cast<unsigned char>(text[at]);
  if (lead < 0x80U) return {lead, 1};
  const std::size_t length = lead >= 0xF0U ? 4 : lead >= 0xE0U ? 3 : lead >= 0xC2U ? 2 : 0;
  if (length == 0 || at + length > text.size()) return {no_text, 1};
  char32_t code = lead & (0xFFU >> (length + 1));
  for (std::size_t i = 1; i < length; ++i) {
    const auto next = static_cast<unsigned char>(text[at + i]);
    if ((next & 0xC0U) != 0x80U) return {no_text, 1};
    code = (code << 6U) | (next & 0x3FU);
  }
  return {code, length};
}

struct Fold {
  char32_t first;
  char32_t last;
  std::string_view plain;
};

// Sorted. What typing programs make of a plain sign, and the accented letters of
// the languages that calls are written in.
constexpr std::array folds = {
    Fold{0x60, 0x60, "'"},     Fold{0x7E, 0x7E, "\x01"},    Fold{0x7F, 0x7F, "\x01"},
    Fold{0xA0, 0xA0, " "},     Fold{0xAB, 0xAB, "\""},      Fold{0xAD, 0xAD, ""},
    Fold{0xB4, 0xB4, "'"},     Fold{0xBB, 0xBB, "\""},      Fold{0xC0, 0xC5, "a"},
    Fold{0xC7, 0xC7, "c"},     Fold{0xC8, 0xCB, "e"},       Fold{0xCC, 0xCF, "i"},
    Fold{0xD1, 0xD1, "n"},     Fold{0xD2, 0xD6, "o"},       Fold{0xD7, 0xD7, "\x01"},
    Fold{0xD9, 0xDC, "u"},     Fold{0xDD, 0xDD, "y"},       Fold{0xE0, 0xE5, "a"},
    Fold{0xE7, 0xE7, "c"},     Fold{0xE8, 0xEB, "e"},       Fold{0xEC, 0xEF, "i"},
    Fold{0xF1, 0xF1, "n"},     Fold{0xF2, 0xF6, "o"},       Fold{0xF7, 0xF7, "\x01"},
    Fold{0xF9, 0xFC, "u"},     Fold{0xFD, 0xFD, "y"},       Fold{0xFF, 0xFF, "y"},
    Fold{0x100, 0x131, "~"},   Fold{0x132, 0x133, "ij"},    Fold{0x134, 0x24F, "~"},
    Fold{0x300, 0x36F, ""},    Fold{0x2000, 0x200A, " "},   Fold{0x200B, 0x200D, ""},
    Fold{0x2010, 0x2015, "-"}, Fold{0x2018, 0x201B, "'"},   Fold{0x201C, 0x201F, "\""},
    Fold{0x2022, 0x2022, " "}, Fold{0x2026, 0x2026, "..."}, Fold{0x202F, 0x202F, " "},
    Fold{0x2032, 0x2032, "'"}, Fold{0x205F, 0x205F, " "},   Fold{0x2212, 0x2212, "-"},
    Fold{0xFEFF, 0xFEFF, ""},
};

std::string_view plain_form(char32_t code) {
  const auto fold = std::find_if(folds.begin(), folds.end(), [code](const Fold& candidate) {
    return code >= candidate.first && code <= candidate.last;
  });
  if (fold != folds.end()) return fold->plain;
  const bool letter = code >= 0xC0 && code <= 0x24F;
  return letter ? "~" : "\x01";
}

bool is_blank(char32_t code) { return code == ' ' || (code >= '\t' && code <= '\r'); }

}  // namespace

Text::Text(const Excerpt& phrase) : file_(phrase.file), source_(phrase.span.source) {
  const std::string_view text = phrase.text();
  for (std::size_t at = 0; at < text.size();) {
    const Character character = decode(text, at);
    const std::size_t from = phrase.span.begin + at;
    at += character.bytes;
    const char32_t code = character.code;
    if (is_blank(code)) {
      put(" ", from, phrase.span.begin + at);
    } else if (code >= ' ' && code < 0x7E && code != 0x60) {
      const char letter = static_cast<char>(code);
      const char lower = letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter + 32) : letter;
      put({&lower, 1}, from, phrase.span.begin + at);
    } else {
      put(plain_form(code), from, phrase.span.begin + at);
    }
  }
  while (folded_.ends_with(' ')) folded_.pop_back();
}

void Text::put(std::string_view plain, std::size_t from, std::size_t until) {
  for (const char byte : plain) {
    if (byte == ' ' && (folded_.empty() || folded_.back() == ' ')) continue;
    folded_ += byte;
    begins_.push_back(static_cast<std::uint32_t>(from));
    ends_.push_back(static_cast<std::uint32_t>(until));
  }
}

Span Text::span(const char* first, const char* last) const {
  if (first == nullptr || first >= end()) {
    const std::uint32_t after = folded_.empty() ? 0 : ends_[folded_.size() - 1];
    return {source_, after, after};
  }
  while (last > first + 1 && last[-1] == ' ') --last;
  const auto from = static_cast<std::size_t>(first - begin());
  const auto until = static_cast<std::size_t>(std::max(last, first + 1) - begin());
  return {source_, begins_[from], ends_[until - 1]};
}

}  // namespace termijn::rules::moment
