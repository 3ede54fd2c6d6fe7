#include "rules/language/detail/spell.hpp"

#include <algorithm>

namespace termijn::rules::lexis {
namespace {

bool spoken(const Spelling& spelling, Language language) {
  return language == Language::any || spelling.language == Language::any ||
         spelling.language == language;
}

bool is_written_in(const Token& token, Lexicon lexicon, Language language) {
  const Match match = match_word(token.text, lexicon, language);
  return match.word == token.word && match.length == token.text.size();
}

}  // namespace

bool is_sign(std::string_view spelling) { return !in_a_word(spelling.front()); }

Language language_of(const Token& token, Lexicon lexicon) {
  const bool en = is_written_in(token, lexicon, Language::en);
  const bool nl = is_written_in(token, lexicon, Language::nl);
  if (en == nl) return Language::any;
  return en ? Language::en : Language::nl;
}

std::string_view spelling(int word, Lexicon lexicon, Language language, bool sign) {
  std::string_view first;
  for (const Spelling& one : lexicon) {
    if (one.word != word || !spoken(one, language)) continue;
    if (is_sign(one.text) == sign) return one.text;
    if (first.empty()) first = one.text;
  }
  return first;
}

std::string_view last_spelling(int word, Lexicon lexicon, Language language) {
  std::string_view last;
  for (const Spelling& one : lexicon) {
    if (one.word == word && spoken(one, language)) last = one.text;
  }
  return last;
}

Language target(const Token& token, Lexicon lexicon, Language to) {
  return to == Language::any ? language_of(token, lexicon) : to;
}

std::string_view spelled_in(const Token& token, Lexicon lexicon, Language to) {
  return spelling(token.word, lexicon, target(token, lexicon, to), is_sign(token.text));
}

Language mostly_in(std::string_view text, std::initializer_list<Lexicon> lexicons) {
  int dutch = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::string_view rest = text.substr(at);
    std::size_t length = std::max<std::size_t>({1, scan_text(rest), scan_name(rest)});
    for (const Lexicon lexicon : lexicons) {
      const std::size_t en = match_word(rest, lexicon, Language::en).length;
      const std::size_t nl = match_word(rest, lexicon, Language::nl).length;
      if (nl > en) ++dutch;
      if (en > nl) --dutch;
      length = std::max({length, en, nl});
    }
    at += length;
  }
  return dutch > 0 ? Language::nl : Language::en;
}

std::string plain(std::string_view text) {
  std::string out;
  for (const char byte : text) {
    if (!is_blank(byte)) {
      out += byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte - 'A' + 'a') : byte;
    } else if (!out.empty() && out.back() != ' ') {
      out += ' ';
    }
  }
  if (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

std::string shape_of(char kind, std::string_view text) {
  return kind + std::to_string(text.size()) + ":" + std::string(text);
}

}  // namespace termijn::rules::lexis
