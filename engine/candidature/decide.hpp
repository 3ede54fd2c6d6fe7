#pragma once

#include <variant>
#include <vector>

#include "engine/candidature/act.hpp"
#include "engine/candidature/state.hpp"
#include "engine/workflow/runner.hpp"

namespace termijn::engine {

/// An act that was accepted: the events to append, in order, and the state after them.
struct Accepted {
  std::vector<Event> events;
  State state;
};

using Decision = std::variant<Accepted, Refusal>;

/// What an act leads to. Pure: reads no clock, writes nothing, so that replay and dry
/// run are the same code. What an applicant sends too late is kept and marked late, never
/// refused; an act is refused when it is a repetition, out of order, not the business
/// of the stage, or incomplete. Codes A01xx; see docs/diagnostics/acts.md.
Decision decide(const State& state, const Act& act, const Context& context);

/// Which instant of a submission counts as its arrival by these rules: receipt, or where the
/// channel says so, dispatch. Of what is no submission, or a malformed one, when it happened.
Instant arrival_of(const Act& act, const rules::Rulebook& rulebook);

}  // namespace termijn::engine
