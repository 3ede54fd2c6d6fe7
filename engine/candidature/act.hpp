#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include <boost/json/object.hpp>

#include "rules/rulebook/rulebook.hpp"

namespace termijn::engine {

using rules::Instant;

/// Something a person did, as they report it: a line of ACTS.jsonl.
struct Act {
  Instant at;  ///< When it happened; for a submission, the instant that counts as arrival.
  std::string region;
  std::string candidature;
  std::string kind;  ///< One of `rules::recordable_acts()`.
  std::string actor;
  boost::json::object body;
  std::string digest;  ///< SHA-256 of its canonical JSON, hex: the same act twice is one.
};

/// Why an act was not accepted. A value: nothing is written to the journal.
struct Refusal {
  std::string code;                      ///< Stable: `A0101` …; see docs/diagnostics/acts.md.
  std::string message;                   ///< One line, lower case, no full stop.
  std::string help;                      ///< What to do instead; may be empty.
  std::optional<rules::RulePlace> rule;  ///< The rule that says no.
  std::vector<std::pair<std::string, std::string>> facts;  ///< What it looked at.
};

/// Reads one line of ACTS.jsonl: strictly, no key unknown, no fraction of a
/// second, whole numbers only. At most 1 MiB.
std::variant<Act, Refusal> parse_act(std::string_view line);

/// Acts by which an applicant speaks; all others are the organiser's.
bool is_applicants(std::string_view act);

/// `code: message (help)` on one line.
std::string to_string(const Refusal& refusal);

}  // namespace termijn::engine
