#pragma once

#include "rules/language/detail/lexis.hpp"

namespace termijn::rules::syntax {

/// The keywords of the rule language, in whatever language they are written.
enum Word : int {
  // Logic.
  or_,
  and_,
  not_,
  true_,
  false_,
  // Comparison.
  equal,
  unequal,
  less,
  at_most,
  greater,
  at_least,
  between,
  // Time.
  by,
  before,
  after,
  // Membership and texts.
  in,
  not_in,
  contains,
  starts_with,
  ends_with,
  matches,
  // Knowledge.
  is_known,
  is_unknown,
  // Arithmetic.
  plus,
  minus,
  times,
  over,
  // Quantifiers.
  any,
  every,
  none,
  has,
  // Exceptions.
  except_when,
  because,
  // Sentences of the procedure.
  requirements_hold,
  requirement_fails,
  score_passes,
  // Only where a unit, a function or a filler may stand.
  percent,
  euro,
  day,
  working_day,
  week,
  month,
  year,
  hour,
  count,
  total,
  smallest,
  largest,
  mean,
  median,
  of,
};

/// Words that no name may be.
lexis::Lexicon reserved_words();
/// Words that mean something only behind or before a number: units, currencies.
lexis::Lexicon unit_words();
/// Functions, which an opening bracket follows, and fillers.
lexis::Lexicon other_words();

}  // namespace termijn::rules::syntax
