#include "rules/language/score/print.hpp"

#include "rules/language/detail/spell.hpp"
#include "rules/language/number.hpp"
#include "rules/language/score/detail/ast.hpp"

namespace termijn::rules {
namespace {

using score_syntax::Aggregate;
using score_syntax::DivergenceClause;
using score_syntax::Key;
using score_syntax::rank_names;
using score_syntax::RoundingClause;
using score_syntax::setting_words;
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

Printed printed_aggregate(const Aggregate& aggregate, Language to) {
  std::string text = spelled(aggregate.how, to);
  std::string shape = "(each " + word_shape(aggregate.how.word);
  if (aggregate.without) {
    text += " " + spelled(*aggregate.without, to);
    shape += " without";
  }
  if (aggregate.trimmed) {
    text += " " + std::string(aggregate.trimmed->text);
    shape += " " + lexis::shape_of('v', aggregate.trimmed->text);
  }
  if (aggregate.percent) {
    text += "%";
    shape += "%";
  }
  return {{std::move(text)}, shape + ")"};
}

std::string setting(int word, Language to) {
  return std::string(lexis::spelling(word, setting_words(), to));
}

/// `1 decimal`, `2 decimals`: of these the plural stands first.
std::string counted(const Token& number, int unit, Language to) {
  const bool one = parse_number(number.text) == Number(1);
  return std::string(number.text) + " " +
         (one ? std::string(lexis::last_spelling(unit, setting_words(), to)) : setting(unit, to));
}

Printed printed_rounding(const std::vector<RoundingClause>& clauses, Language to) {
  Printed rounding;
  for (const RoundingClause& clause : clauses) {
    const Language language = lexis::target(clause.direction, setting_words(), to);
    const bool whole = clause.decimals.kind == lexis::TokenKind::word;
    std::string text = rounding.parts.empty() ? "" : setting(score_syntax::and_, language) + " ";
    if (clause.target) text += setting(clause.target->word, language) + " ";
    text += setting(clause.direction.word, language) + " " +
            (language == Language::nl ? setting(score_syntax::op, language)
                                      : setting(score_syntax::to, language)) +
            " ";
    text += whole ? setting(clause.decimals.word, language)
                  : counted(clause.decimals, score_syntax::decimals, language);
    rounding.parts.push_back(std::move(text));
    rounding.shape += "(round " + (clause.target ? word_shape(clause.target->word) : "") + " " +
                      word_shape(clause.direction.word) + " " +
                      (whole ? "whole" : lexis::shape_of('v', clause.decimals.text)) + ")";
  }
  return rounding;
}

std::string unit_behind(const DivergenceClause& clause, Language to) {
  const std::string bound(clause.bound.text);
  if (!clause.unit) return bound;
  return clause.unit->word == score_syntax::percent
             ? bound + "%"
             : counted(clause.bound, score_syntax::points, to);
}

Printed printed_divergence(const std::vector<DivergenceClause>& clauses, Language to) {
  Printed divergence;
  for (const DivergenceClause& clause : clauses) {
    const Language language = lexis::target(clause.comparison, setting_words(), to);
    std::string text = divergence.parts.empty() ? "" : setting(score_syntax::or_, language) + " ";
    text += setting(clause.comparison.word, language) + " " + unit_behind(clause, language);
    divergence.shape += "(apart " + word_shape(clause.comparison.word) + " " +
                        lexis::shape_of('v', clause.bound.text) +
                        (clause.unit ? word_shape(clause.unit->word) : "");
    if (clause.on) {
      const bool any = clause.on->kind == lexis::TokenKind::word;
      text += " " +
              (language == Language::nl ? setting(score_syntax::op, language)
                                        : setting(score_syntax::on, language)) +
              " " + (any ? setting(clause.on->word, language) : std::string(clause.on->text));
      divergence.shape += any ? " any" : " " + name_shape(*clause.on);
    }
    divergence.shape += ")";
    divergence.parts.push_back(std::move(text));
  }
  return divergence;
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
      return how ? std::optional(printed_aggregate(*how, to)) : std::nullopt;
    }
    case ScoreRule::normalised: {
      const auto how = score_syntax::parse_normalisation(text, Language::any, diagnostics);
      if (!how) return std::nullopt;
      const Language language = lexis::target(*how, setting_words(), to);
      return Printed{{setting(how->word, language)}, word_shape(how->word)};
    }
    case ScoreRule::rounding: {
      const auto clauses = score_syntax::parse_rounding(text, Language::any, diagnostics);
      return clauses ? std::optional(printed_rounding(*clauses, to)) : std::nullopt;
    }
    case ScoreRule::divergence: {
      const auto clauses = score_syntax::parse_divergence(text, Language::any, diagnostics);
      return clauses ? std::optional(printed_divergence(*clauses, to)) : std::nullopt;
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
