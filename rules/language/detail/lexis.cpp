#include "rules/language/detail/lexis.hpp"

#include <algorithm>
#include <iterator>

namespace termijn::rules::lexis {
namespace {

bool is_digit(char byte) { return byte >= '0' && byte <= '9'; }

char small(char byte) {
  return byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte - 'A' + 'a') : byte;
}

unsigned code(char byte) { return static_cast<unsigned char>(byte); }

bool continues(char byte) { return (code(byte) & 0xC0U) == 0x80U; }

/// Whether a word goes on behind `at`: a hyphen or point only when a letter or
/// digit follows it.
bool word_goes_on(std::string_view text, std::size_t at) {
  if (at >= text.size()) return false;
  if (in_a_word(text[at]) || text[at] == '_') return true;
  const bool joint = text[at] == '-' || text[at] == '.';
  return joint && at + 1 < text.size() && in_a_word(text[at + 1]);
}

std::size_t digits_at(std::string_view text, std::size_t at) {
  std::size_t count = 0;
  while (at + count < text.size() && is_digit(text[at + count])) ++count;
  return count;
}

/// The length of `spelling` at the start of `text`, 0 when it is not there.
std::size_t match_spelling(std::string_view text, std::string_view spelling) {
  std::size_t at = 0;
  for (const char byte : spelling) {
    if (byte == ' ') {
      if (at >= text.size() || !is_blank(text[at])) return 0;
      while (at < text.size() && is_blank(text[at])) ++at;
    } else if (at < text.size() && small(text[at]) == byte) {
      ++at;
    } else {
      return 0;
    }
  }
  return in_a_word(spelling.back()) && word_goes_on(text, at) ? 0 : at;
}

/// U+00C0-U+00DE (without the multiplication sign) and the capitals of Latin
/// Extended-A, which stand at even code points up to U+0137 and from U+014A to
/// U+0177, and at odd ones between and behind.
unsigned folded_code(unsigned point) {
  if (point >= 0xC0 && point <= 0xDE && point != 0xD7) return point + 0x20;
  if (point == 0x178) return 0xFF;
  const bool even_capitals =
      (point >= 0x100 && point <= 0x137 && point != 0x130) || (point >= 0x14A && point <= 0x177);
  if (even_capitals) return point | 1U;
  const bool odd_capitals =
      (point >= 0x139 && point <= 0x148) || (point >= 0x179 && point <= 0x17E);
  return odd_capitals ? point + (point & 1U) : point;
}

/// The small letters U+00E0-U+00FF as base and combining mark (U+0300 and on);
/// no mark: the letter does not come apart (Unicode Character Database).
struct Parts {
  char base;
  unsigned mark;
};
constexpr Parts letters[] = {
    {'a', 0x300}, {'a', 0x301}, {'a', 0x302}, {'a', 0x303}, {'a', 0x308}, {'a', 0x30A},
    {'a', 0},     {'c', 0x327}, {'e', 0x300}, {'e', 0x301}, {'e', 0x302}, {'e', 0x308},
    {'i', 0x300}, {'i', 0x301}, {'i', 0x302}, {'i', 0x308}, {'d', 0},     {'n', 0x303},
    {'o', 0x300}, {'o', 0x301}, {'o', 0x302}, {'o', 0x303}, {'o', 0x308}, {'o', 0},
    {'o', 0},     {'u', 0x300}, {'u', 0x301}, {'u', 0x302}, {'u', 0x308}, {'y', 0x301},
    {'t', 0},     {'y', 0x308},
};

/// The letter that `base` and the mark behind it make; 0 when they make none.
unsigned composed(char base, std::string_view behind) {
  if (behind.size() < 2 || code(behind[0]) != 0xCCU || !continues(behind[1])) return 0;
  const unsigned mark = 0x300U + (code(behind[1]) & 0x3FU);
  const auto* found =
      std::find_if(std::begin(letters), std::end(letters),
                   [&](const Parts& letter) { return letter.base == base && letter.mark == mark; });
  return found == std::end(letters) ? 0 : 0xE0U + static_cast<unsigned>(found - letters);
}

void append_letter(std::string& text, unsigned point) {
  text += static_cast<char>(0xC0U | (point >> 6U));
  text += static_cast<char>(0x80U | (point & 0x3FU));
}

}  // namespace

bool is_blank(char byte) {
  return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r' || byte == '\v' ||
         byte == '\f';
}

bool in_a_word(char byte) {
  const char letter = small(byte);
  // Bytes 0xC3-0xC9 begin the accented Latin letters; the signs one writes in a
  // rule (the euro, "at most" as one sign) begin with 0xE2.
  return (letter >= 'a' && letter <= 'z') || is_digit(byte) || continues(byte) ||
         (code(byte) >= 0xC3U && code(byte) <= 0xC9U);
}

Match match_word(std::string_view text, Lexicon lexicon, Language language) {
  Match best;
  for (const Spelling& spelling : lexicon) {
    const bool spoken = language == Language::any || spelling.language == Language::any ||
                        spelling.language == language;
    if (!spoken) continue;
    const std::size_t length = match_spelling(text, spelling.text);
    if (length > best.length) best = {spelling.word, length};
  }
  return best;
}

std::string_view spelled(int word, Lexicon lexicon) {
  const auto found = std::find_if(lexicon.begin(), lexicon.end(), [&](const Spelling& spelling) {
    return spelling.word == word && spelling.language != Language::nl;
  });
  return found == lexicon.end() ? std::string_view("a word") : found->text;
}

std::size_t scan_name(std::string_view text) {
  if (text.empty() || !in_a_word(text[0]) || is_digit(text[0]) || continues(text[0])) return 0;
  std::size_t at = 1;
  while (word_goes_on(text, at)) ++at;
  return at;
}

std::size_t scan_number(std::string_view text) {
  const std::size_t whole = digits_at(text, 0);
  if (whole == 0) return 0;
  const bool mark = whole < text.size() && (text[whole] == '.' || text[whole] == ',');
  const std::size_t rest = mark ? digits_at(text, whole + 1) : 0;
  return rest > 0 ? whole + 1 + rest : whole;
}

std::size_t scan_date(std::string_view text) {
  const bool shaped = digits_at(text, 0) == 4 && text.size() >= 10 && text[4] == '-' &&
                      digits_at(text, 5) == 2 && text[7] == '-' && digits_at(text, 8) == 2;
  return shaped ? 10 : 0;
}

std::size_t scan_text(std::string_view text) {
  if (text.empty() || (text[0] != '"' && text[0] != '\'')) return 0;
  const std::size_t close = text.find_first_of(text[0] == '"' ? "\"\n" : "'\n", 1);
  return close == std::string_view::npos || text[close] == '\n' ? 0 : close + 1;
}

std::string folded(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const std::string_view behind = text.substr(i + 1);
    if (const unsigned letter = composed(small(text[i]), behind)) {
      append_letter(result, letter);
      i += 2;
    } else if (code(text[i]) >= 0xC3U && code(text[i]) <= 0xC5U && !behind.empty() &&
               continues(behind[0])) {
      append_letter(result,
                    folded_code(((code(text[i]) & 0x1FU) << 6U) | (code(behind[0]) & 0x3FU)));
      ++i;
    } else {
      result += small(text[i]);
    }
  }
  return result;
}

std::string_view first_piece(std::string_view text) {
  if (text.empty()) return text;
  if (const std::size_t length = scan_name(text); length > 0) return text.substr(0, length);
  if (const std::size_t length = scan_number(text); length > 0) return text.substr(0, length);
  std::size_t length = 1;
  while (length < text.size() && continues(text[length])) ++length;
  return text.substr(0, length);
}

Span join(Span a, Span b) { return {a.source, std::min(a.begin, b.begin), std::max(a.end, b.end)}; }

}  // namespace termijn::rules::lexis
