#pragma once

#include <string>
#include <variant>
#include <vector>

#include "engine/candidature/effective.hpp"
#include "engine/journal/store.hpp"
#include "engine/workflow/procedure.hpp"

namespace termijn::engine {

/// A limit that runs for a candidature in its present stage.
struct RunningLimit {
  std::string id;  ///< The transition's id; `owed:` before it for what people owe.
  const rules::Transition* transition = nullptr;
  std::string milestone;
  bool owed = false;  ///< A person is to act by then; otherwise the clock acts after it.
  EffectiveLimit limit;
  Instant due;  ///< The first instant at which it has lapsed.
};

/// The limits that run: of each `after` out of the present stage, and of each `by` that
/// binds the organiser. A limit whose anchor has not happened does not run. The text says
/// why one cannot be computed.
std::variant<std::vector<RunningLimit>, std::string> running_limits(const Procedure& procedure,
                                                                    const State& state);

std::vector<DueRow> due_rows(const State& state, const std::vector<RunningLimit>& limits);
/// The rows of the limits that run; none where one cannot be computed: such a candidature
/// is parked.
std::vector<DueRow> due_rows(const Procedure& procedure, const State& state);

/// What is owed and by whom, for people: `decide (coordinator)`.
std::string owes(const rules::Transition& transition);

}  // namespace termijn::engine
