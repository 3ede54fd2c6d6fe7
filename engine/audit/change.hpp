#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/candidature/facts.hpp"
#include "rules/language/condition/cases.hpp"

namespace termijn::engine {

/// A fact that would have to be otherwise.
struct NeededFact {
  std::string name;
  rules::Value from;  ///< Unknown: it would have to be recorded.
  rules::Value to;
  bool milestone = false;  ///< It is where a milestone closes for this candidature.
};

/// One criterion that would have to be scored higher, all others as they are.
struct NeededScore {
  std::string criterion;
  rules::Number from;
  rules::Number to;
  rules::Number total;  ///< What the total then is.
};

/// The least that would have to be otherwise for a rule to hold.
struct NeededChange {
  /// `none`: no change of facts makes it hold; `gave_up`: none of three facts or fewer was
  /// found. With `found` and nothing needed it holds already.
  rules::Search search = rules::Search::none;
  std::vector<NeededFact> facts;
  bool score = false;                ///< The score would have to pass …
  std::optional<NeededScore> raise;  ///< … which this, the smallest on its scale, would do;
                                     ///< empty: no one criterion by itself suffices.
};

/// What would have to change for `guard` to hold. `every requirement holds` is taken back to
/// the facts behind each requirement and `score passes` to the scores. What has happened and
/// cannot change is left as it is: who applied, when it arrived, to which address. So a
/// candidature that was late needs another deadline. Pure.
NeededChange smallest_change(const rules::Rulebook& rulebook, const rules::Condition& guard,
                             const FactSheet& sheet);

/// The smallest increase of one criterion, on its own scale, with which the score passes.
/// Empty where it has no total, passes already, or no one criterion suffices.
std::optional<NeededScore> smallest_increase(const rules::Scoring& scoring,
                                             const rules::Score& score);

}  // namespace termijn::engine
