#include "rules/language/score/print.hpp"

#include "rules/language/detail/spell.hpp"
#include "rules/language/score/detail/ast.hpp"

namespace termijn::rules {
namespace {

using score_syntax::Key;
using score_syntax::rank_names;
using score_syntax::Term;
using score_syntax::Token;
using score_syntax::words;

std::string word_shape(int word) { return "w" + std::to_string(word); }

std::string name_shape(const Token& name) { return lexis::shape_of('n', name.text); }

std::string spelled(const Token& word, Language to) {
  return std::string(lexis::spelled_in(word, words(), to));
}

Printed printed_total(const std::vector<Term>& terms) {
  Printed total;
  for (const Term& term : terms) {
    const std::string weight(term.weight.text);
    const std::string text =
        weight + (term.percent ? "%" : "") + " " + std::string(term.criterion.text);
    total.parts.push_back((total.parts.empty() ? "" : "+ ") + text);
    total.shape += "(weight " + lexis::shape_of('v', weight) + (term.percent ? "%" : "") + " " +
                   name_shape(term.criterion) + ")";
  }
  return total;
}

/// `total`, `arrival`, … have a name in each language; criteria have their id.
struct RankName {
  std::string text;
  std::string shape;
};

RankName rank_name(const Token& name, Language to) {
  const lexis::Match match = lexis::match_word(name.text, rank_names(), Language::any);
  if (match.length != name.text.size()) return {std::string(name.text), name_shape(name)};
  const Token known{name.span, lexis::TokenKind::word, match.word, name.text};
  return {std::string(lexis::spelled_in(known, rank_names(), to)), word_shape(match.word)};
}

Printed printed_rank(const std::vector<Key>& keys, Language to, Language between) {
  Printed rank;
  const std::string then(lexis::spelling(score_syntax::then, words(), between));
  for (std::size_t i = 0; i < keys.size(); ++i) {
    const RankName name = rank_name(keys[i].name, to);
    const auto& direction = keys[i].direction;
    std::string text = i > 0 ? then + " " : "";
    if (direction) text += spelled(*direction, to) + " ";
    rank.parts.push_back(text + name.text + (i + 1 < keys.size() ? "," : ""));
    rank.shape += "(key " + (direction ? word_shape(direction->word) : "") + " " + name.shape + ")";
  }
  return rank;
}

}  // namespace

std::optional<Printed> print_score(ScoreRule which, const Excerpt& text, Language to,
                                   Diagnostics& diagnostics) {
  switch (which) {
    case ScoreRule::total: {
      const auto terms = score_syntax::parse_total(text, Language::any, diagnostics);
      return terms ? std::optional(printed_total(*terms)) : std::nullopt;
    }
    case ScoreRule::per_reviewer: {
      const auto how = score_syntax::parse_aggregation(text, Language::any, diagnostics);
      if (!how) return std::nullopt;
      return Printed{{spelled(*how, to)}, word_shape(how->word)};
    }
    case ScoreRule::rank:
      break;
  }
  const auto keys = score_syntax::parse_rank(text, Language::any, diagnostics);
  if (!keys) return std::nullopt;
  const Language between =
      to == Language::any ? lexis::mostly_in(text.text(), {words(), rank_names()}) : to;
  return printed_rank(*keys, to, between);
}

}  // namespace termijn::rules
