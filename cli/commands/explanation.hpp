#pragma once

#include <optional>
#include <string>
#include <vector>

#include <boost/json/value.hpp>

#include "engine/candidature/effective.hpp"
#include "engine/candidature/facts.hpp"
#include "engine/workflow/procedure.hpp"
#include "engine/workflow/runner.hpp"

namespace termijn::cli {

/// One requirement with what it looked at.
struct ExplainedRequirement {
  engine::RequirementVerdict verdict;
  std::string rule;  ///< In the rulebook's own words.
  std::vector<std::pair<std::string, std::string>> facts;
};

/// One way on from a stage, and what it waits for.
struct ExplainedTransition {
  const rules::Transition* transition = nullptr;
  rules::RulePlace place;
  engine::Verdict guard;  ///< Holds where there is no condition.
  std::string milestone;  ///< Of `after`, `by` or `within`; empty: no limit.
  std::optional<engine::EffectiveLimit> limit;
  std::string fault;  ///< Why the limit cannot be computed.
};

/// Why a candidature is not in a stage.
struct WhyNot {
  std::string stage;
  bool been_there = false;  ///< It was in that stage and left it.
  /// The shortest way there from the present stage, or where none leads there, from the
  /// last stage before it from which one does. Empty when there is none.
  std::vector<std::string> path;
  std::vector<ExplainedTransition> steps;  ///< The ways to take the first step of it.
};

/// Everything that explains where a candidature stands.
struct Explanation {
  const engine::Procedure& procedure;
  const engine::State& state;
  rules::Score score;
  std::vector<ExplainedRequirement> requirements;
  std::vector<ExplainedTransition> ways;  ///< Out of the present stage.
  std::optional<WhyNot> why_not;
};

/// Refers to `procedure` and `state`, which must outlive it. `stage`, where not empty, is
/// one of the flow's; `visited` are the stages that the candidature was in, in order, the
/// present one last.
Explanation explain(const engine::Procedure& procedure, const engine::State& state,
                    const engine::EarlierCandidatures& earlier, const std::string& stage,
                    const std::vector<std::string>& visited);

std::string in_words(const Explanation& explanation);
boost::json::value json_of(const Explanation& explanation);

}  // namespace termijn::cli
