#include "engine/agenda/limits.hpp"

#include "engine/candidature/act.hpp"

namespace termijn::engine {
namespace {

std::optional<std::string> add(std::vector<RunningLimit>& limits, const Procedure& procedure,
                               const State& state, const rules::Transition& transition, bool owed) {
  const auto& milestone = owed ? *transition.by : *transition.after;
  const auto limit = effective_limit(procedure.rulebook, state, milestone);
  if (const auto* why = std::get_if<std::string>(&limit)) return *why;
  const auto& found = std::get<EffectiveLimit>(limit);
  if (found.planned) return std::nullopt;
  limits.push_back({.id = owed ? "owed:" + transition.id : transition.id,
                    .transition = &transition,
                    .milestone = milestone,
                    .owed = owed,
                    .limit = found,
                    .due = lapses_at(found.closes)});
  return std::nullopt;
}

}  // namespace

std::variant<std::vector<RunningLimit>, std::string> running_limits(const Procedure& procedure,
                                                                    const State& state) {
  std::vector<RunningLimit> limits;
  if (state.ended) return limits;
  for (const auto* transition : procedure.workflow.from(state.stage)) {
    const bool binds_organiser = !transition->on || !is_applicants(*transition->on);
    if (transition->after) {
      if (auto why = add(limits, procedure, state, *transition, false)) return *why;
    } else if (transition->by && binds_organiser) {
      if (auto why = add(limits, procedure, state, *transition, true)) return *why;
    }
  }
  return limits;
}

std::vector<DueRow> due_rows(const State& state, const std::vector<RunningLimit>& limits) {
  std::vector<DueRow> rows;
  rows.reserve(limits.size());
  for (const auto& limit : limits) {
    rows.push_back({limit.due, state.region, state.id, limit.id});
  }
  return rows;
}

std::vector<DueRow> due_rows(const Procedure& procedure, const State& state) {
  const auto limits = running_limits(procedure, state);
  const auto* running = std::get_if<std::vector<RunningLimit>>(&limits);
  return running ? due_rows(state, *running) : std::vector<DueRow>{};
}

std::string owes(const rules::Transition& transition) {
  if (transition.on) return *transition.on + " (coordinator)";
  return "what '" + transition.to + "' waits for (reviewers)";
}

}  // namespace termijn::engine
