#include "engine/agenda/ledger.hpp"

#include <tuple>

#include "engine/agenda/limits.hpp"
#include "engine/candidature/kinds.hpp"

namespace termijn::engine {

std::variant<State, FoldFault> load_state(const Store& store, const std::string& region,
                                          const std::string& candidature) {
  State state;
  for (const auto& stored : store.history(region, candidature)) {
    const auto event = decode(stored);
    if (const auto* why = std::get_if<std::string>(&event)) return FoldFault{stored.sequence, *why};
    if (auto fault = apply(state, std::get<Event>(event))) return *fault;
  }
  return state;
}

std::vector<Event> events_of(const Store& store, const std::string& region,
                             const std::string& candidature) {
  std::vector<Event> events;
  for (const auto& stored : store.history(region, candidature)) {
    auto event = decode(stored);
    if (const auto* why = std::get_if<std::string>(&event)) throw StoreError(*why);
    events.push_back(std::get<Event>(std::move(event)));
  }
  return events;
}

CandidatureRow row_of(const State& state) {
  const Version* version = state.counting();
  return {.region = state.region,
          .id = state.id,
          .organisation = folded_name(state.organisation),
          .stage = state.stage,
          .rulebook = state.rulebook,
          .standing = std::string(to_string(state.standing())),
          .arrival = version ? std::optional(version->arrival) : std::nullopt,
          .last_sequence = state.last_sequence};
}

State write_down(Transaction& transaction, const Context& context, Accepted accepted) {
  State state = std::move(accepted.state);
  for (Event& event : accepted.events) {
    state.last_sequence = transaction.append(std::move(event)).sequence;
  }
  const auto limits = running_limits(context.procedure, state);
  if (const auto* why = std::get_if<std::string>(&limits); why && state.parked.empty()) {
    Progress progress{.state = state, .events = {}};
    Event parked = event_of(state, context, kind::parked, context.now, "clock");
    parked.body["reason"] = *why;
    progress.add(std::move(parked));
    state = progress.state;
    state.last_sequence = transaction.append(progress.events.front()).sequence;
  }
  const auto* running = std::get_if<std::vector<RunningLimit>>(&limits);
  transaction.put_candidature(row_of(state));
  transaction.put_due(state.region, state.id,
                      running ? due_rows(state, *running) : std::vector<DueRow>{});
  return state;
}

EarlierCandidatures earlier_in(const Store& store) {
  return [&store](const State& state) {
    const Version* version = state.counting();
    if (!version) return 0;
    int earlier = 0;
    for (const auto& row : store.candidatures_of(state.region, folded_name(state.organisation))) {
      const bool stands = row.standing != "withdrawn" && row.standing != "refused";
      const bool before =
          row.arrival && std::tie(*row.arrival, row.id) < std::tie(version->arrival, state.id);
      if (row.id != state.id && stands && before) ++earlier;
    }
    return earlier;
  };
}

}  // namespace termijn::engine
