#pragma once

#include <string>
#include <variant>
#include <vector>

#include "engine/agenda/limits.hpp"
#include "engine/candidature/decide.hpp"
#include "engine/journal/store.hpp"
#include "engine/workflow/adoption.hpp"

namespace termijn::engine {

/// A candidature as the night sees it: folded, with its rulebook and its running limits.
struct Case {
  State state;
  const Procedure* procedure = nullptr;
  std::vector<RunningLimit> limits;

  /// The limit of a row; null when it does not run, or no longer.
  const RunningLimit* limit_of(const DueRow& row) const;
};

/// The case of a state; or why its limits cannot be computed.
std::variant<Case, std::string> open_case(State state, Procedures& procedures);

/// Whether the brake counts this limit: it would move the candidature to its disadvantage now.
bool is_refusal(const Case& found, const DueRow& row, const Context& context);

/// What the night decides about one limit that is due.
struct Firing {
  enum class What {
    nothing,  ///< It does not run, or no longer.
    parked_before,
    held_before,
    overdue,
    fired,
    held,
    parked,     ///< Two transitions hold at once.
    stuck,      ///< No rule holds; a person must look.
    elsewhere,  ///< Another limit that is due, too, moves it on.
  };
  What what = What::nothing;
  Accepted accepted;   ///< The events to write; none where nothing is decided.
  std::string reason;  ///< For people.
};

/// Decides about a limit that has lapsed at `context.now`. `refusals`: how many fall due tonight
/// under the same rulebook; above its brake they are held. Pure: the nightly run writes down what
/// it says, and the audit holds it against what was written.
Firing fire_limit(const Case& found, const DueRow& row, const Context& context, int refusals);

}  // namespace termijn::engine
