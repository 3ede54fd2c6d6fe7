#pragma once

#include <variant>

#include "engine/candidature/act.hpp"
#include "engine/candidature/decide.hpp"
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

Effect correction(const State& state, const Act& act, const Context& context);
Effect decision(const State& state, const Act& act, const Context& context);

/// The acts that change what was recorded before. They need the context's history.
Decision undoing(const State& state, const Act& act, const Context& context);
Decision superseding(const State& state, const Act& act, const Context& context);

/// Why the act was done; it must say so.
std::string reason_of(const Act& act);

/// The channel a message came through, or null when the region has no such channel.
const rules::Channel* channel_of(const rules::Rulebook& rulebook, const std::string& medium,
                                 const std::string& address);

/// The transitions that wait for an act in a stage, and the one of them that it sets off, or
/// why there is none.
std::vector<const rules::Transition*> waiting(const Workflow& workflow, const std::string& stage,
                                              const std::string& act);
std::variant<const rules::Transition*, Refusal> chosen(
    const std::vector<const rules::Transition*>& candidates, const Context& context,
    const FactSheet& sheet);

/// Makes an act's event know the act again: by its digest, which for an act with personal
/// data is itself personal, since a guess at the data could be tried against it.
void mark_act(Event& event, const Act& act);

/// Ends the reason of a move back that stands before its act's own event: the act came within
/// a limit that had fired before the act was recorded. Stored.
inline constexpr std::string_view in_time_after_all = " within its limit";

/// Whether the act's limit had passed: the `by` of the transition that waits for it.
std::variant<bool, Refusal> is_late(const State& state, const Act& act, const Context& context,
                                    const rules::Transition& transition);

/// `27 s`, `3 h 2 min`, `2 days`: how late, for people.
std::string how_long(std::chrono::seconds span);

Refusal refusal(std::string code, std::string message, std::string help = {});

}  // namespace termijn::engine
