#pragma once

#include <variant>

#include "engine/candidature/act.hpp"
#include "engine/candidature/state.hpp"
#include "engine/workflow/runner.hpp"

namespace termijn::engine {

/// The event that an act is written down as, before anything follows from it; or what is
/// wrong with its body.
using Effect = std::variant<Event, Refusal>;

Effect effect_of(const State& state, const Act& act, const Context& context);

/// Those that are long enough for a file of their own.
Effect submission(const State& state, const Act& act, const Context& context);
Effect communication(const State& state, const Act& act, const Context& context);

/// Whether the act's limit had passed: the `by` of the transition that waits for it.
std::variant<bool, Refusal> is_late(const State& state, const Act& act, const Context& context,
                                    const rules::Transition& transition);

/// `27 s`, `3 h 2 min`, `2 days`: how late, for people.
std::string how_long(std::chrono::seconds span);

Refusal refusal(std::string code, std::string message, std::string help = {});

}  // namespace termijn::engine
