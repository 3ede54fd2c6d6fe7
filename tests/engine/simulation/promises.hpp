#pragma once

#include <vector>

#include "engine/candidature/state.hpp"
#include "engine/journal/store.hpp"
#include "engine/workflow/adoption.hpp"
#include "player.hpp"

namespace termijn::simulation {

/// What the simulator itself says about a candidature, from the call as it was made up and
/// the facts that were recorded: not from the rulebook that the engine compiled.
class Answers {
 public:
  Answers(const Call& call, const engine::State& state) : call_(call), state_(state) {}

  /// A requirement by its id; empty: not known. `one-per-organisation` is not asked here.
  std::optional<bool> holds(std::string_view requirement) const;
  /// The first instant past this candidature's own deadline.
  Instant too_late() const;
  /// The first instant past the rebuttal, where it is counted plainly.
  std::optional<Instant> rebuttal_over() const;

 private:
  const Call& call_;
  const engine::State& state_;
};

/// What stands before a night: who must be moved on by it, who must not.
class Expected {
 public:
  Expected(const engine::Store& store, engine::Procedures& procedures, States& states,
           const Calls& calls, Instant now);

  Breach held_against(const engine::Store& store, const engine::NightReport& report) const;

 private:
  struct One {
    engine::State before;
    std::optional<Instant> due{};
    std::string to{};      ///< Where it must go; empty: it must stay.
    bool either = false;   ///< It hangs on what becomes of others in this very night.
    bool adverse = false;  ///< It counts for the brake.
    int brake = 0;
  };
  One judged(const engine::Store& store, const Call& call, engine::State state) const;
  Breach check(const engine::Store& store, const engine::NightReport& report, const One& one) const;

  Instant now_;
  std::vector<One> all_;
  std::map<std::string, int> adverse_;  ///< By rulebook.
};

/// One history from its beginning: what each event says against what was known before it.
Breach check_history(const engine::Store& store, engine::Procedures& procedures, const Calls& calls,
                     const std::string& region, const std::string& id);

}  // namespace termijn::simulation
