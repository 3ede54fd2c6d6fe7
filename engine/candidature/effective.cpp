#include "engine/candidature/effective.hpp"

#include "rules/rulebook/timeline.hpp"

namespace termijn::engine {

std::variant<EffectiveLimit, std::string> effective_limit(const rules::Rulebook& rulebook,
                                                          const State& state,
                                                          std::string_view milestone) {
  const auto moved = state.overrides.find(std::string(milestone));
  if (moved != state.overrides.end()) {
    return EffectiveLimit{.closes = {moved->second.closes, moved->second.inclusive},
                          .planned = false,
                          .overridden = true,
                          .steps = {}};
  }
  const auto window = rules::milestone_window(rulebook, milestone, state.anchors);
  if (!window.fault.empty()) return window.fault;
  if (!window.closes) return "milestone '" + std::string(milestone) + "' never closes";
  return EffectiveLimit{.closes = *window.closes,
                        .planned = window.planned,
                        .overridden = false,
                        .steps = window.steps};
}

rules::Instant lapses_at(const rules::Deadline& deadline) {
  return deadline.inclusive ? deadline.closes + std::chrono::seconds{1} : deadline.closes;
}

std::variant<bool, std::string> on_time(const rules::Rulebook& rulebook, const State& state,
                                        rules::Instant arrival) {
  if (!rulebook.milestone(submission_deadline)) return true;
  const auto limit = effective_limit(rulebook, state, submission_deadline);
  if (const auto* why = std::get_if<std::string>(&limit)) return *why;
  const auto& closes = std::get<EffectiveLimit>(limit).closes;
  return rules::meets(arrival, closes.closes, closes.inclusive);
}

}  // namespace termijn::engine
