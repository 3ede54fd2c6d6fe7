#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "rules/language/words.hpp"
#include "rules/source.hpp"

namespace termijn::rules::lexis {

/// What a token is. A `word` is a keyword of a lexicon.
enum class TokenKind { word, name, number, text, date, address, raw };

/// The least piece of a rule that means something, where it stands.
struct Token {
  Span span;
  TokenKind kind = TokenKind::word;
  int word = -1;  ///< Which keyword: a value of the grammar's own enumeration.
  std::string_view text;
};

/// One way to write a keyword. Blanks in it stand for any run of blanks.
struct Spelling {
  int word;
  Language language;  ///< `any`: the same in every language.
  std::string_view text;
};

using Lexicon = std::span<const Spelling>;

struct Match {
  int word = -1;
  std::size_t length = 0;
};

/// The longest keyword at the start of `text`, letters in either case; no length
/// when there is none. A keyword that ends in a letter ends where a word ends.
Match match_word(std::string_view text, Lexicon lexicon, Language language);

/// The English (or only) spelling of a keyword, for messages.
std::string_view spelled(int word, Lexicon lexicon);

// Each gives the length of such a token at the start of `text`, 0 for none.

/// `region.name`, `earlier-candidatures`: letters, digits, `-` and `.` inside.
std::size_t scan_name(std::string_view text);
/// Digits, with a point or comma and more digits behind it.
std::size_t scan_number(std::string_view text);
/// `2023-06-09`, whether or not the calendar has it.
std::size_t scan_date(std::string_view text);
/// `"…"` or `'…'`, closed on the same line.
std::size_t scan_text(std::string_view text);

/// Whether the byte can stand in a name: an ASCII letter or digit, or a byte of
/// an accented Latin letter.
bool in_a_word(char byte);
bool is_blank(char byte);

/// `text` with capitals made small (ASCII and the Latin letters up to U+017F) and
/// with the accented letters of Latin-1 as one character: some machines name
/// files with a letter and a combining accent.
std::string folded(std::string_view text);

/// The word, or the single character, that stands first: what a message shows.
std::string_view first_piece(std::string_view text);

/// The least span that holds both.
Span join(Span a, Span b);

}  // namespace termijn::rules::lexis
