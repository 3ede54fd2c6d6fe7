#pragma once

#include <optional>
#include <vector>

#include <boost/optional.hpp>

#include "rules/diagnostic.hpp"
#include "rules/language/detail/lexis.hpp"

namespace termijn::rules::score_syntax {

using lexis::Token;

/// The keywords of scores and ranks.
enum Word : int {
  percent,
  of,
  plus,
  median,
  mean,
  then,
  highest,
  lowest,
  earliest,
  latest,
  total,
  arrival,
  organisation,
  lot,
  id,
  trimmed_mean,
  without_extremes,
  // Of `rounding`, `divergence` and `normalised`: see `setting_words`.
  the_total,
  the_criteria,
  half_up,
  half_even,
  down,
  up,
  rounded_,
  to,
  op,  ///< The Dutch word for both `to` and `on`.
  decimals,
  whole_number,
  and_,
  or_,
  spread,
  more_than,
  at_least,
  points,
  on,
  any_criterion,
  asks_one_more,
  by_mean,
  by_mean_and_spread,
  z_score,
};

/// `percent`, `of`, `then`, `highest`, …: what stands between names.
lexis::Lexicon words();
/// What can be ranked by besides criteria: `total`, `arrival`, …
lexis::Lexicon rank_names();
/// The keywords of `rounding`, `divergence` and `normalised`, where no names of
/// criteria are reserved for them.
lexis::Lexicon setting_words();

/// `40% partnership`
struct Term {
  Span span;
  Token weight;
  boost::optional<Token> percent;
  Token criterion;
};

/// `earliest arrival`
struct Key {
  Span span;
  boost::optional<Token> direction;
  Token name;
};

/// `trimmed mean 20%`, `trimmed mean without the highest and the lowest`
struct Aggregate {
  Span span;
  Token how;
  boost::optional<Token> without;
  boost::optional<Token> trimmed;
  boost::optional<Token> percent;
};

/// `total half-up to 1 decimal`
struct RoundingClause {
  Span span;
  boost::optional<Token> target;
  Token direction;
  Token decimals;  ///< A number, or the word for a whole one.
};

/// `more than 3 points on any criterion`
struct DivergenceClause {
  Span span;
  Token comparison;
  Token bound;
  boost::optional<Token> unit;
  boost::optional<Token> on;  ///< A criterion's name, or the word for any.
};

std::optional<std::vector<Term>> parse_total(const Excerpt& text, Language language,
                                             Diagnostics& diagnostics);
std::optional<std::vector<Key>> parse_rank(const Excerpt& text, Language language,
                                           Diagnostics& diagnostics);
/// How reviewers' scores become one.
std::optional<Aggregate> parse_aggregation(const Excerpt& text, Language language,
                                           Diagnostics& diagnostics);
/// Several are read, so that the second can be refused with both places.
std::optional<std::vector<RoundingClause>> parse_rounding(const Excerpt& text, Language language,
                                                          Diagnostics& diagnostics);
std::optional<std::vector<DivergenceClause>> parse_divergence(const Excerpt& text,
                                                              Language language,
                                                              Diagnostics& diagnostics);
/// The word for how scores are normalised.
std::optional<Token> parse_normalisation(const Excerpt& text, Language language,
                                         Diagnostics& diagnostics);

}  // namespace termijn::rules::score_syntax
