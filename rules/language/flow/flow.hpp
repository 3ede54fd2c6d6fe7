#pragma once

#include <optional>
#include <string>
#include <vector>

#include "rules/language/condition/condition.hpp"

namespace termijn::rules {

/// One line of a workflow: how a candidature gets from one stage to another.
///
///     received -> inadmissible  after deadline  when any requirement fails  adverse
///     decided  -> told          on communicate  by decision
///     told     -> final         after rebuttal  ends  undone by rebut
///     any except final -> withdrawn on withdraw ends
///
/// Clauses come in any order, each at most once. The words that begin one (`on`,
/// `when`, `after`, `by`, `within`, `ends`, `adverse`, `undone by`, and the Dutch
/// ones) end a condition, so a comparison in time stands in brackets there
/// (`when (arrival by deadline)`) or is written with `is` (`arrival is by
/// deadline`). `#` begins a comment.
struct Transition {
  std::string id;  ///< `received->inadmissible`; with `#2` … where two lines have the same ends.
  std::vector<std::string> from;  ///< At least one; `any` is written out.
  std::string to;
  std::optional<std::string> on;         ///< An act.
  std::optional<Condition> when;         ///< A condition that must hold.
  std::optional<std::string> after;      ///< A milestone whose last instant has passed.
  std::optional<std::string> by;         ///< A milestone by which the act is due.
  std::optional<std::string> within;     ///< A milestone during which the act must fall.
  bool ends = false;                     ///< The candidature ends at `to`.
  bool adverse = false;                  ///< To the applicant's disadvantage.
  std::optional<std::string> undone_by;  ///< The act that takes it back.
  Span span;                             ///< The whole line.
  Span from_span;
  Span to_span;

  /// Fires by itself: no act is needed.
  bool automatic() const { return !on; }
};

struct Flow {
  std::string start;  ///< The (first) `from` of the first line, which cannot be `any`.
  std::vector<Transition> transitions;
  /// Every stage in the order of first mention.
  std::vector<std::string> stages;
};

/// What the names in a flow may be.
struct FlowVocabulary {
  const Schema& schema;  ///< For conditions.
  std::vector<std::string> milestones;
  std::vector<std::string> acts;
};

/// Reads and checks each line by itself: names, types, clauses. The soundness of
/// the whole graph is the workflow's business. Faults are added, a line each;
/// empty when there is an error.
std::optional<Flow> compile_flow(const Excerpt& text, const FlowVocabulary& vocabulary,
                                 Language language, Diagnostics& diagnostics);

}  // namespace termijn::rules
