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
};

/// `percent`, `of`, `then`, `highest`, …: what stands between names.
lexis::Lexicon words();
/// What can be ranked by besides criteria: `total`, `arrival`, …
lexis::Lexicon rank_names();

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

std::optional<std::vector<Term>> parse_total(const Excerpt& text, Language language,
                                             Diagnostics& diagnostics);
std::optional<std::vector<Key>> parse_rank(const Excerpt& text, Language language,
                                           Diagnostics& diagnostics);
/// The word for how reviewers' scores become one.
std::optional<Token> parse_aggregation(const Excerpt& text, Language language,
                                       Diagnostics& diagnostics);

}  // namespace termijn::rules::score_syntax
