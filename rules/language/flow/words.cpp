#include <algorithm>

#include "rules/language/detail/condition_words.hpp"
#include "rules/language/flow/detail/ast.hpp"

namespace termijn::rules::flow_syntax {
namespace {

constexpr Language nl = Language::nl;
constexpr Language en = Language::en;
constexpr Language both = Language::any;

constexpr lexis::Spelling spellings[] = {
    {any, en, "any"},
    {any, nl, "elke"},
    {any, nl, "alle"},
    {except, en, "except"},
    {except, nl, "behalve"},
    {arrow, both, "->"},
    {arrow, both, "→"},
    {on, en, "on"},
    {on, nl, "op"},
    {when, en, "when"},
    {when, nl, "wanneer"},
    {when, nl, "als"},
    {after, en, "after"},
    {after, nl, "na"},
    {by, en, "by"},
    {by, nl, "uiterlijk"},
    {within, en, "within"},
    {within, nl, "binnen"},
    {undone_by, en, "undone by"},
    {undone_by, nl, "ongedaan door"},
    {ends, en, "ends"},
    {ends, nl, "einde"},
    {adverse, en, "adverse"},
    {adverse, nl, "nadelig"},
};

bool begins_a_clause(int word) { return word >= on; }

}  // namespace

lexis::Lexicon words() { return spellings; }

std::string_view without_comment(std::string_view line) {
  for (std::size_t at = 0; at < line.size();) {
    if (line[at] == '#') return line.substr(0, at);
    at += std::max<std::size_t>(1, lexis::scan_text(line.substr(at)));
  }
  return line;
}

std::size_t condition_length(std::string_view text, Language language) {
  int depth = 0;
  std::size_t end = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::string_view rest = text.substr(at);
    const lexis::Match clause = lexis::match_word(rest, words(), language);
    // `ends with` and `is by` are longer than the clause words in them, so they
    // belong to the condition.
    const std::size_t own = lexis::condition_word(rest, language);
    const bool stops = clause.length > 0 && begins_a_clause(clause.word) && clause.length >= own;
    if (depth == 0 && stops) break;
    std::size_t length = std::max({own, lexis::scan_text(rest), lexis::scan_name(rest)});
    if (length == 0) {
      if (rest[0] == '(' || rest[0] == '[') ++depth;
      if ((rest[0] == ')' || rest[0] == ']') && depth > 0) --depth;
      length = 1;
    }
    const bool blank = lexis::is_blank(rest[0]);
    at += length;
    if (!blank) end = at;
  }
  return end;
}

}  // namespace termijn::rules::flow_syntax
