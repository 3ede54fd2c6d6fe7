#pragma once

#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/candidature/state.hpp"
#include "rules/rulebook/rulebook.hpp"

namespace termijn::engine {

/// What came of one requirement for one candidature.
struct RequirementVerdict {
  std::string id;
  std::optional<bool> holds;         ///< Empty: unknown.
  std::vector<std::string> missing;  ///< The facts to record when unknown.
  std::string because;               ///< The rulebook's words for the applicant.
  rules::RulePlace place;
};

/// Everything that rules may ask about a candidature, gathered once.
struct FactSheet {
  rules::Facts facts;  ///< By the slots of `Rulebook::facts`.
  std::vector<RequirementVerdict> requirements;
  rules::Score score;
};

/// How many earlier candidatures of the same organisation in the region still stand.
using EarlierCandidatures = std::function<int(const State&)>;

FactSheet gather_facts(const rules::Rulebook& rulebook, const State& state,
                       const EarlierCandidatures& earlier);

/// The verdict of a rule over a fact sheet, with what it looked at.
struct Verdict {
  std::optional<bool> holds;
  std::vector<std::string> missing;                        ///< What to record to get an answer.
  std::vector<std::pair<std::string, std::string>> facts;  ///< Name and value of each fact asked.
  std::string fault;  ///< Why it cannot be computed at all; then a person must look.
};

Verdict verdict(const rules::Condition& rule, const rules::Rulebook& rulebook,
                const FactSheet& sheet);

/// The scorecards that count: of reviewers without a conflict of interest.
std::vector<rules::Scorecard> counting_scorecards(const rules::Rulebook& rulebook,
                                                  const State& state);

/// Reads a recorded fact as its declared type; empty when it is none.
std::optional<rules::Value> read_fact(const rules::FactDeclaration& declaration,
                                      std::string_view text);

}  // namespace termijn::engine
