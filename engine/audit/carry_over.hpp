#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/candidature/effective.hpp"
#include "engine/workflow/procedure.hpp"

namespace termijn::engine {

/// A limit that stays for one candidature though the rules change: it is written into the
/// event as an override of its own.
struct KeptLimit {
  std::string milestone;
  rules::Deadline closes;
  std::string reason;
};

/// A limit that an amendment would make close earlier, to the applicant's disadvantage.
struct EarlierLimit {
  std::string candidature;
  std::string milestone;
  rules::Deadline was;
  rules::Deadline is;
};

/// What an amendment cannot take away: a window for rebuttal that was told never shrinks, and
/// what arrived in time stays in time. None where a personal extension stands already.
std::vector<KeptLimit> kept_limits(const State& state, const Procedure& from, const Procedure& to);

/// The candidature as it is under other rules: the kept limits as overrides, its versions
/// judged again, where one that was on time stays so.
State carried_over(State state, const Procedure& to, const std::vector<KeptLimit>& kept);

/// The limits that run at `when`, bind the applicant and close earlier after the change: the
/// deadline, those by which an applicant acts or after which the clock does, and those that a
/// requirement asks for. One that still counts from what has not happened does not run.
std::vector<EarlierLimit> earlier_limits(const State& state, const State& carried,
                                         const Procedure& from, const Procedure& to, Instant when);

/// Whether a window for rebuttal that was told still runs at `when` and the new rules have none.
bool loses_rebuttal(const State& state, const Procedure& from, const Procedure& to, Instant when);

/// Where a milestone closes by these rules; empty where it has no such limit.
std::optional<EffectiveLimit> limit_under(const rules::Rulebook& rulebook, const State& state,
                                          const std::string& milestone);

}  // namespace termijn::engine
