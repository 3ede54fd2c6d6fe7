#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "engine/candidature/state.hpp"
#include "rules/rulebook/rulebook.hpp"

namespace termijn::engine {

/// The milestone by which submissions are judged on time.
inline constexpr std::string_view submission_deadline = "deadline";

/// When a milestone closes for one candidature, and how that was found.
struct EffectiveLimit {
  rules::Deadline closes;
  bool planned = false;     ///< Its anchor has not happened yet: the planned milestone stands in.
  bool overridden = false;  ///< A personal extension or late admission outranks the region's date.
  std::vector<rules::Step> steps;
};

/// The one way to compute an effective deadline: screens, nightly run, replay and
/// explanation all call this. A function of the rulebook, the recorded anchors and the
/// overrides, nothing else. The text says why there is none: no such milestone, or the
/// calendar does not reach so far.
std::variant<EffectiveLimit, std::string> effective_limit(const rules::Rulebook& rulebook,
                                                          const State& state,
                                                          std::string_view milestone);

/// The first instant that is too late.
rules::Instant lapses_at(const rules::Deadline& deadline);

/// Whether an arrival is on time for this candidature.
std::variant<bool, std::string> on_time(const rules::Rulebook& rulebook, const State& state,
                                        rules::Instant arrival);

}  // namespace termijn::engine
