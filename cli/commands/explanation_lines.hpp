#pragma once

#include <string>

#include "cli/commands/explanation.hpp"

namespace termijn::cli {

// The lines that an explanation is made of. What people wrote is made visible.

std::string line(int indent, const std::string& text);

/// `[call.toml:19]`
std::string place_words(const rules::RulePlace& place);

/// `name = value`, a line each, instants as people say them.
std::string facts_words(int indent, const FactTexts& facts, const rules::Zone& zone);

/// The parts of a rule below it, each with how it came out, what it looked at and, where
/// that is another line than the rule's, where it stands.
std::string parts_words(int indent, const rules::Reason& reason, const rules::Rulebook& rulebook);

/// What a rule that is one part looked at, with its parts below.
std::string reason_words(int indent, const rules::Reason& reason, const rules::Rulebook& rulebook);

std::string score_words(const Explanation& explanation);
std::string date_words(const ExplainedDate& date, const rules::Rulebook& rulebook);
std::string rank_words(const ExplainedRank& rank, const rules::Zone& zone);
/// What would make a step's condition hold; `stage` is where it leads.
std::string change_words(const ExplainedTransition& step, const Explanation& explanation);

}  // namespace termijn::cli
