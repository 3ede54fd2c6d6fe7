#pragma once

#include <optional>
#include <string>
#include <vector>

#include <boost/json/value.hpp>

#include "engine/agenda/board.hpp"
#include "engine/audit/change.hpp"
#include "engine/candidature/effective.hpp"
#include "engine/candidature/facts.hpp"
#include "engine/journal/event.hpp"
#include "engine/workflow/procedure.hpp"
#include "engine/workflow/runner.hpp"
#include "rules/language/condition/explain.hpp"

namespace termijn::cli {

using FactTexts = std::vector<std::pair<std::string, std::string>>;

/// One requirement with what it looked at.
struct ExplainedRequirement {
  engine::RequirementVerdict verdict;
  std::string rule;  ///< In the rulebook's own words.
  FactTexts facts;
  rules::Reason why;  ///< Part by part.
};

/// One way on from a stage, and what it waits for.
struct ExplainedTransition {
  const rules::Transition* transition = nullptr;
  rules::RulePlace place;
  engine::Verdict guard;  ///< Holds where there is no condition.
  std::optional<rules::Reason> why;
  std::string milestone;  ///< Of `after`, `by` or `within`; empty: no limit.
  std::optional<engine::EffectiveLimit> limit;
  std::string fault;  ///< Why the limit cannot be computed.
  /// Of a step that is asked about: what would make its condition hold. Empty where it holds
  /// or there is none.
  std::optional<engine::NeededChange> change;
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

/// What one reviewer gave.
struct ExplainedScorecard {
  std::string reviewer;
  std::vector<std::optional<std::string>> scores;  ///< One a criterion; empty: an abstention.
  bool counts = true;                              ///< Not with a conflict of interest.
};

struct ExplainedScore {
  rules::Score score;
  std::vector<ExplainedScorecard> scorecards;
  std::vector<std::optional<rules::Number>> contributions;  ///< To the total, one a criterion.
  std::optional<rules::Reason> pass;                        ///< Why it passes or not.
};

/// An act by which a person moved a limit for one candidature.
struct MovedLimit {
  std::string kind;  ///< `extended` or `admitted-late`
  std::string actor;
  std::string reason;
  rules::Instant happened;
  std::optional<rules::Deadline> before;
};

/// When a milestone closes for one candidature, and how that was found.
struct ExplainedDate {
  const rules::Milestone* milestone = nullptr;
  std::optional<engine::EffectiveLimit> limit;
  std::string fault;  ///< Why there is none.
  /// The event that it counts from; empty where it stands on the calendar.
  std::string anchor;
  std::optional<rules::Instant> happened;  ///< Empty: it has yet to happen.
  std::string planned_at;                  ///< The milestone that stands in for it until then.
  std::vector<MovedLimit> moved;
};

/// One key of the rank rule, with what it looked at; instants as RFC 3339 in UTC.
struct ExplainedKey {
  std::string key;
  std::string value;
  std::string above;  ///< Of the candidature above; empty: there is none.
  std::string below;
};

/// Where a candidature stands in its region's ranking.
struct ExplainedRank {
  std::optional<engine::BoardRow> row;  ///< Empty: it has no rank.
  std::optional<engine::BoardRow> above;
  std::optional<engine::BoardRow> below;
  std::size_t ranked = 0;  ///< How many there are.
  std::vector<ExplainedKey> keys;
  rules::RulePlace place;  ///< Of the first key.
};

/// Everything that explains where a candidature stands.
struct Explanation {
  const engine::Procedure& procedure;
  const engine::State& state;
  ExplainedScore score;
  std::vector<ExplainedRequirement> requirements;
  std::vector<ExplainedTransition> ways;  ///< Out of the present stage.
  std::optional<WhyNot> why_not;
  rules::Instant now;  ///< By the clock that was handed in: which limits have passed.
  std::optional<ExplainedDate> date;  ///< Where one was asked for.
  std::optional<ExplainedRank> rank;  ///< Where it was asked for.
};

/// Refers to `procedure` and `state`, which must outlive it. `stage`, where not empty, is
/// one of the flow's; `visited` are the stages that the candidature was in, in order, the
/// present one last.
Explanation explain(const engine::Procedure& procedure, const engine::State& state,
                    const engine::EarlierCandidatures& earlier, const std::string& stage,
                    const std::vector<std::string>& visited, rules::Instant now);

ExplainedScore explain_score(const rules::Rulebook& rulebook, const engine::State& state,
                             const rules::Score& score);

/// `milestone` is one of the rulebook's; `events` are the candidature's own.
ExplainedDate explain_date(const rules::Rulebook& rulebook, const engine::State& state,
                           const std::string& milestone, const std::vector<engine::Event>& events);

/// `rows` are those of the candidatures that are judged by the same rulebook.
ExplainedRank explain_rank(const rules::Rulebook& rulebook, const std::string& candidature,
                           std::vector<engine::BoardRow> rows);

/// The whole, or only the date or the rank where that was asked for.
std::string in_words(const Explanation& explanation);
boost::json::value json_of(const Explanation& explanation);

}  // namespace termijn::cli
