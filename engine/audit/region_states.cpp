#include "engine/audit/detail/region_states.hpp"

#include <tuple>

#include "engine/agenda/ledger.hpp"

namespace termijn::engine {

void RegionStates::settle(const std::string& candidature) {
  const State& state = states_[candidature];
  if (!state.exists()) return;
  Row& row = rows_[candidature];
  by_organisation_[row.organisation].erase(candidature);
  const auto derived = row_of(state);
  row = {derived.organisation, derived.standing != "withdrawn" && derived.standing != "refused",
         derived.arrival};
  by_organisation_[row.organisation].insert(candidature);
  auto& running = running_[candidature];
  for (const auto& due : running) queue_.erase(due);
  const auto limits = running_limits(procedures_.at(state.rulebook), state);
  const auto* found = std::get_if<std::vector<RunningLimit>>(&limits);
  running = found ? due_rows(state, *found) : std::vector<DueRow>{};
  queue_.insert(running.begin(), running.end());
}

EarlierCandidatures RegionStates::earlier() const {
  return [this](const State& state) {
    const Version* version = state.counting();
    const auto others = by_organisation_.find(folded_name(state.organisation));
    if (!version || others == by_organisation_.end()) return 0;
    int earlier = 0;
    for (const auto& id : others->second) {
      const Row& row = rows_.at(id);
      const bool before =
          row.arrival && std::tie(*row.arrival, id) < std::tie(version->arrival, state.id);
      if (id != state.id && row.stands && before) ++earlier;
    }
    return earlier;
  };
}

std::vector<DueRow> RegionStates::due(Instant now) const {
  std::vector<DueRow> rows;
  for (const auto& row : queue_) {
    if (row.due > now) break;
    rows.push_back(row);
  }
  return rows;
}

Refusals RegionStates::refusals(Instant now) const {
  Refusals refusals;
  for (const auto& row : due(now)) {
    if (row.limit.starts_with("owed:")) continue;
    const auto opened = open_case(states_.at(row.candidature), procedures_);
    const auto* found = std::get_if<Case>(&opened);
    if (!found || !found->state.parked.empty()) continue;
    const Context context{.procedure = *found->procedure, .now = now, .earlier = earlier()};
    if (is_refusal(*found, row, context)) ++refusals[found->state.rulebook];
  }
  return refusals;
}

}  // namespace termijn::engine
