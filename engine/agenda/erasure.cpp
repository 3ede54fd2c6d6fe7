#include "engine/agenda/erasure.hpp"

#include <set>

#include <boost/json/array.hpp>
#include <fmt/format.h>

#include "engine/agenda/ledger.hpp"
#include "engine/candidature/authority.hpp"
#include "engine/candidature/kinds.hpp"

namespace termijn::engine {
namespace {

namespace json = boost::json;

bool over(const std::string& standing) { return standing == "ended" || standing == "withdrawn"; }

/// Whose refused line it is; of a line that could not be read, whoever's id stands in it.
bool is_of(const std::string& line, const std::string& candidature) {
  const auto parsed = parse_act(line);
  if (const auto* act = std::get_if<Act>(&parsed)) return act->candidature == candidature;
  return line.find('"' + candidature + '"') != std::string::npos;
}

std::vector<std::uint64_t> refused_of(const Store& store, const std::string& candidature) {
  std::vector<std::uint64_t> numbers;
  const auto refusals = store.refusals();
  for (std::size_t i = 0; i < refusals.size(); ++i) {
    if (!refusals[i].line.empty() && is_of(refusals[i].line, candidature)) numbers.push_back(i + 1);
  }
  return numbers;
}

std::vector<std::uint64_t> personal_of(const Store& store, const std::string& region,
                                       const std::string& candidature) {
  std::vector<std::uint64_t> sequences;
  for (const auto& stored : store.history(region, candidature)) {
    if (!stored.personal.empty()) sequences.push_back(stored.sequence);
  }
  return sequences;
}

Refusal refused(std::string code, std::string message, std::string help) {
  return {.code = std::move(code),
          .message = std::move(message),
          .help = std::move(help),
          .rule = {},
          .facts = {}};
}

std::optional<Refusal> check(const State& state, const rules::Rulebook& rulebook,
                             const ErasureOrder& order) {
  if (auto no = check_actor(&rulebook, order.actor, "erase")) return no;
  if (state.ended || state.withdrawn || order.even_open) return std::nullopt;
  return refused("A0155",
                 fmt::format("'{}' is in stage '{}' and has not ended", state.id, state.stage),
                 "what an applicant sent may still be needed; --even-open erases it all the same");
}

/// A candidature that has ended so long ago that its data may be due; folding tells.
bool may_be_due(const CandidatureRow& row, const rules::Rulebook& rulebook, Instant now) {
  if (!over(row.standing) || !rulebook.retention_months || !row.arrival) return false;
  // It ended no earlier than it arrived, and no month is shorter than 28 days.
  return *row.arrival + std::chrono::days{28} * *rulebook.retention_months <= now;
}

State folded(const Store& store, const std::string& region, const std::string& candidature) {
  auto loaded = load_state(store, region, candidature);
  if (const auto* fault = std::get_if<FoldFault>(&loaded)) {
    throw StoreError(
        fmt::format("the history of '{}' cannot be read at event {}: {}; run: termijn "
                    "audit verify",
                    candidature, fault->sequence, fault->message));
  }
  return std::get<State>(std::move(loaded));
}

void write_event(const Store& store, Procedures& procedures, Transaction& transaction,
                 const State& state, const ErasureOrder& order, Erased& erased) {
  json::array sequences;
  for (const auto number : erased.sequences) {
    sequences.emplace_back(static_cast<std::int64_t>(number));
  }
  const Context context{
      .procedure = procedures.at(state.rulebook), .now = order.now, .earlier = earlier_in(store)};
  Event event = event_of(state, context, kind::personal_erased, order.now, order.actor);
  event.body = {{"sequences", std::move(sequences)},
                {"refused", static_cast<std::int64_t>(erased.refused)},
                {"reason", order.reason}};
  Progress progress{.state = state, .events = {}};
  progress.add(std::move(event));
  erased.event = write_down(transaction, context,
                            {.events = std::move(progress.events), .state = progress.state})
                     .last_sequence;
}

}  // namespace

std::optional<Instant> retention_end(const rules::Rulebook& rulebook, const State& state) {
  const bool ended = state.ended || state.withdrawn;
  if (!ended || !state.last_move || !rulebook.retention_months) return std::nullopt;
  const auto day = rulebook.zone->local(state.last_move->happened).date;
  const auto last = rules::add_months(day, *rulebook.retention_months);
  return rulebook.zone->start_of_day(rules::add_days(last, 1));
}

std::vector<ErasureDue> erasures_due(const Store& store, Procedures& procedures, Instant now) {
  std::vector<ErasureDue> due;
  for (const auto& region : store.regions()) {
    for (const auto& row : store.candidatures(region.region)) {
      const auto& rulebook = procedures.at(row.rulebook).rulebook;
      if (!may_be_due(row, rulebook, now)) continue;
      if (personal_of(store, row.region, row.id).empty()) continue;
      const auto state = folded(store, row.region, row.id);
      const auto end = retention_end(rulebook, state);
      if (end && *end <= now) {
        due.push_back({row.region, row.id, state.last_move->happened, *end});
      }
    }
  }
  return due;
}

std::variant<Erased, Refusal> erase(const Store& store, Procedures& procedures,
                                    Transaction& transaction, const ErasureOrder& order) {
  const auto state = folded(store, order.region, order.candidature);
  if (auto no = check(state, procedures.at(state.rulebook).rulebook, order)) return std::move(*no);
  Erased erased{.sequences = personal_of(store, order.region, order.candidature)};
  for (const auto sequence : erased.sequences) transaction.erase_personal(order.region, sequence);
  for (const auto number : refused_of(store, order.candidature)) {
    if (transaction.erase_refusal(number)) ++erased.refused;
  }
  if (!erased.sequences.empty() || erased.refused > 0) {
    write_event(store, procedures, transaction, state, order, erased);
  }
  return erased;
}

}  // namespace termijn::engine
