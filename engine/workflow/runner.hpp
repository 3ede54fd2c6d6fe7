#pragma once

#include <string>
#include <variant>
#include <vector>

#include "engine/candidature/act.hpp"
#include "engine/candidature/facts.hpp"
#include "engine/candidature/state.hpp"
#include "engine/workflow/procedure.hpp"

namespace termijn::engine {

/// What a decision is taken against, apart from the candidature itself.
struct Context {
  const Procedure& procedure;
  Instant now;  ///< What the clock that was handed in says.
  EarlierCandidatures earlier;
  /// The candidature's events so far, read only by acts that change what was recorded
  /// before (`undo`, `supersede`); without it those find nothing.
  std::function<std::vector<Event>()> history{};
};

/// What set a transition off, as stored in a `moved` event.
enum class Trigger { act, condition, limit, confirmation, undo, supersede };

/// The state and the events on the way to it: how every decision is built up.
struct Progress {
  State state;
  std::vector<Event> events;

  /// Adds an event and folds it in. Aborts when it does not fold: what is decided
  /// here must be what replay reads.
  void add(Event event);
};

/// Whether a transition's `when` holds now; one without `when` always does.
Verdict guard(const rules::Transition& transition, const rules::Rulebook& rulebook,
              const FactSheet& sheet);

/// The transitions out of a stage that run on by themselves and hold now.
std::vector<const rules::Transition*> enabled(const Context& context, const State& state,
                                              const FactSheet& sheet);

struct MoveRequest {
  const rules::Transition& transition;
  Trigger trigger = Trigger::condition;
  Instant happened;
  std::string actor;
  std::optional<Instant> due;  ///< Of the limit that fired.
};

/// The `moved` event for a transition, with the rule's place, the facts it looked at
/// and, for an adverse move, the requirements that fail.
Event move_event(const State& state, const Context& context, const FactSheet& sheet,
                 const MoveRequest& request);

/// Takes back the last move: to where it came from.
Event undo_event(const State& state, const Context& context, const std::string& why,
                 const std::string& actor, Instant happened);

/// The common part of an event about a candidature.
Event event_of(const State& state, const Context& context, std::string_view kind, Instant happened,
               std::string actor);

/// Lets the candidature run on by itself until it waits for an act or a limit. Two
/// transitions that hold at once park it: a person must mend the rulebook. So does a
/// score that a transition asks for and that cannot be computed.
void settle(Progress& progress, const Context& context, Instant happened);

std::string_view to_string(Trigger trigger);

}  // namespace termijn::engine
