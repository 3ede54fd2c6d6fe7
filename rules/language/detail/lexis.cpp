#include "rules/language/detail/lexis.hpp"

#include <algorithm>

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
    const bool pair = code(text[i]) >= 0xC3U && code(text[i]) <= 0xC5U && i + 1 < text.size() &&
                      continues(text[i + 1]);
    if (!pair) {
      result += small(text[i]);
      continue;
    }
    const unsigned point = ((code(text[i]) & 0x1FU) << 6U) | (code(text[i + 1]) & 0x3FU);
    const unsigned low = folded_code(point);
    result += static_cast<char>(0xC0U | (low >> 6U));
    result += static_cast<char>(0x80U | (low & 0x3FU));
    ++i;
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
