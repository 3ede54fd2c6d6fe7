#include "engine/agenda/record.hpp"

#include <unordered_set>

#include <fmt/format.h>

#include "engine/agenda/ledger.hpp"
#include "engine/candidature/kinds.hpp"

namespace termijn::engine {
namespace {

constexpr const char* recorded_before = "A0103";
constexpr const char* out_of_order = "A0117";

Refusal refused(std::string code, std::string message, std::string help) {
  return {.code = std::move(code),
          .message = std::move(message),
          .help = std::move(help),
          .rule = {},
          .facts = {}};
}

std::string remark_of(const std::vector<Event>& events) {
  std::string remark;
  const auto say = [&](const std::string& text) { remark += (remark.empty() ? "" : "; ") + text; };
  for (const auto& event : events) {
    if (event.body.contains("late-by")) {
      say(fmt::format("late by {}", std::string_view(event.body.at("late-by").as_string())));
    }
    if (event.body.contains("late") && event.body.at("late").as_bool()) {
      say("too late: kept, changes nothing");
    }
    if (event.kind == kind::undone) {
      say(fmt::format("took back '{}'", std::string_view(event.body.at("undoes").as_string())));
    }
    if (event.kind == kind::scored_after) say("after the decision: kept, changes nothing");
    if (event.kind == kind::version_corrected &&
        event.body.at("on-time") != event.body.at("before").at("on-time")) {
      say(event.body.at("on-time").as_bool() ? "on time after all" : "late after all");
    }
    if (event.kind == kind::parked) {
      say(fmt::format("parked: {}", std::string_view(event.body.at("reason").as_string())));
    }
  }
  return remark;
}

/// The rulebook that a candidature is judged by: of its birth, or for a new one the
/// region's present one.
std::variant<std::string, Refusal> rulebook_of(const Store& store, const State& state,
                                               const Act& act) {
  if (!act.candidature.starts_with(act.region + "/")) {
    return refused(
        "A0123",
        fmt::format("candidature '{}' does not belong to region '{}'", act.candidature, act.region),
        fmt::format("begin its id with '{}/'", act.region));
  }
  if (state.exists()) return state.rulebook;
  const auto region = store.region(act.region);
  if (region && !region->rulebook.empty()) return region->rulebook;
  std::vector<std::string> known;
  for (const auto& row : store.regions()) known.push_back(row.region);
  const auto near = rules::nearest(act.region, known);
  return refused(
      "A0122", fmt::format("no rulebook is in force for region '{}'", act.region),
      near.empty() ? "adopt one: termijn adopt FILE" : fmt::format("did you mean '{}'?", near));
}

std::variant<Recorded, Refusal> record_act(Store& store, Procedures& procedures,
                                           Transaction& transaction, const Act& act, Instant now) {
  auto loaded = load_state(store, act.region, act.candidature);
  if (const auto* fault = std::get_if<FoldFault>(&loaded)) {
    throw StoreError(
        fmt::format("the history of '{}' cannot be read at event {}: {}; run: termijn "
                    "audit verify",
                    act.candidature, fault->sequence, fault->message));
  }
  const auto& state = std::get<State>(loaded);
  auto rulebook = rulebook_of(store, state, act);
  if (auto* refusal = std::get_if<Refusal>(&rulebook)) return std::move(*refusal);
  const Context context{.procedure = procedures.at(std::get<std::string>(rulebook)),
                        .now = now,
                        .earlier = earlier_in(store),
                        .history = [&] { return events_of(store, act.region, act.candidature); }};
  auto decision = decide(state, act, context);
  if (auto* refusal = std::get_if<Refusal>(&decision)) return std::move(*refusal);
  auto accepted = std::get<Accepted>(std::move(decision));
  Recorded recorded{.region = act.region,
                    .candidature = act.candidature,
                    .act = act.kind,
                    .kinds = {},
                    .stage = {},
                    .remark = remark_of(accepted.events)};
  for (const auto& event : accepted.events) recorded.kinds.push_back(event.kind);
  recorded.stage = write_down(transaction, context, std::move(accepted)).stage;
  return recorded;
}

/// Whether a refusal tells anything. A line that was refused, met again when its file is
/// recorded anew after a crash, is mostly out of order by then: that is no news of it.
class News {
 public:
  explicit News(const Store& store) : store_(store) {}

  bool is_in(const Refusal& refusal, const std::string& line) {
    if (refusal.code == recorded_before) return false;
    return refusal.code != out_of_order || !refused_before(line);
  }

 private:
  bool refused_before(const std::string& line) {
    if (!lines_) {
      lines_.emplace();
      for (auto& refused : store_.refusals()) lines_->insert(std::move(refused.line));
    }
    return lines_->contains(line);
  }

  const Store& store_;
  std::optional<std::unordered_set<std::string>> lines_;  ///< Read when first asked for.
};

}  // namespace

std::vector<LineResult> record(Store& store, Procedures& procedures,
                               std::span<const std::string> lines, const RecordingClock& clock,
                               std::size_t batch, const Kept& kept) {
  std::vector<LineResult> results;
  std::unique_ptr<Transaction> transaction;
  News news(store);
  std::size_t told = 0;
  const auto keep = [&] {
    transaction->commit();
    transaction.reset();
    if (kept) kept(std::span(results).subspan(told));
    told = results.size();
  };
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (lines[i].find_first_not_of(" \t\r") == std::string::npos) continue;
    if (!transaction) transaction = store.begin();
    const auto parsed = parse_act(lines[i]);
    const auto* act = std::get_if<Act>(&parsed);
    const Instant now = clock(act);
    LineResult line{i + 1, Refusal{}};
    if (act) {
      line.result = record_act(store, procedures, *transaction, *act, now);
    } else {
      line.result = std::get<Refusal>(parsed);
    }
    const auto* refusal = std::get_if<Refusal>(&line.result);
    if (refusal && news.is_in(*refusal, lines[i])) {
      transaction->put_refusal({now, lines[i], refusal->code, to_string(*refusal)});
    }
    results.push_back(std::move(line));
    if (results.size() % batch == 0) keep();
  }
  if (transaction) keep();
  return results;
}

}  // namespace termijn::engine
