#include "engine/agenda/record.hpp"

#include <unordered_set>

#include <fmt/format.h>

#include "engine/agenda/amendment.hpp"
#include "engine/agenda/ledger.hpp"
#include "engine/candidature/kinds.hpp"

namespace termijn::engine {
namespace {

constexpr const char* recorded_before = "A0103";
// Keeping the line would bring back what was erased.
constexpr const char* from_before_an_erasure = "A0154";
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

/// The rules that a new candidature is born under, by when it arrives.
std::variant<BirthRules, Refusal> birth_of(const Store& store, Procedures& procedures,
                                           const Act& act) {
  auto rules = birth_rules(store, act.region, act.at);
  if (!rules.digest.empty()) {
    const auto arrival = arrival_of(act, procedures.at(rules.digest).rulebook);
    return arrival == act.at ? rules : birth_rules(store, act.region, arrival);
  }
  std::vector<std::string> known;
  for (const auto& row : store.regions()) known.push_back(row.region);
  const auto near = rules::nearest(act.region, known);
  return refused(
      "A0122", fmt::format("no rulebook is in force for region '{}'", act.region),
      near.empty() ? "adopt one: termijn adopt FILE" : fmt::format("did you mean '{}'?", near));
}

/// One act on one candidature: the decisions that it takes, each written down with its own rules.
class Deed {
 public:
  Deed(const Store& store, Procedures& procedures, const Act& act, Instant now)
      : store_(store), procedures_(procedures), act_(act), now_(now), earlier_(earlier_in(store)) {}

  /// Why it is refused. Nothing has been written then.
  std::optional<Refusal> decide(State state) {
    if (!act_.candidature.starts_with(act_.region + "/")) {
      return refused("A0123",
                     fmt::format("candidature '{}' does not belong to region '{}'",
                                 act_.candidature, act_.region),
                     fmt::format("begin its id with '{}/'", act_.region));
    }
    BirthRules birth;
    if (!state.exists()) {
      auto found = birth_of(store_, procedures_, act_);
      if (auto* refusal = std::get_if<Refusal>(&found)) return std::move(*refusal);
      birth = std::get<BirthRules>(found);
    } else if (const auto amendment = overtaken_by(store_, state, act_.at, now_)) {
      change(std::move(state), *amendment);
      state = steps_.back().state;
    }
    const auto& digest = state.exists() ? state.rulebook : birth.digest;
    const Context context = context_of(digest);
    auto decision = engine::decide(state, act_, context);
    if (auto* refusal = std::get_if<Refusal>(&decision)) return std::move(*refusal);
    decided_ = steps_.size();
    steps_.push_back(std::get<Accepted>(std::move(decision)));
    if (!state.exists()) catch_up(birth);
    return std::nullopt;
  }

  Recorded write(Transaction& transaction) {
    Recorded recorded{.region = act_.region,
                      .candidature = act_.candidature,
                      .act = act_.kind,
                      .kinds = {},
                      .stage = {},
                      .remark = remark_of(steps_[decided_].events)};
    for (auto& step : steps_) {
      for (const auto& event : step.events) recorded.kinds.push_back(event.kind);
      const auto digest = step.state.rulebook;
      recorded.stage = write_down(transaction, context_of(digest), std::move(step)).stage;
    }
    return recorded;
  }

 private:
  Context context_of(const std::string& digest) const {
    return {
        .procedure = procedures_.at(digest), .now = now_, .earlier = earlier_, .history = [this] {
          return history();
        }};
  }

  /// What is written down, and what this deed did before the act.
  std::vector<Event> history() const {
    auto events = events_of(store_, act_.region, act_.candidature);
    for (const auto& step : steps_) {
      for (Event event : step.events) {
        event.sequence = events.empty() ? 1 : events.back().sequence + 1;
        events.push_back(std::move(event));
      }
    }
    return events;
  }

  void change(const State& state, const Amendment& amendment) {
    steps_.push_back(change_rules(state, {.amendment = amendment,
                                          .from = procedures_.at(state.rulebook),
                                          .to = procedures_.at(amendment.to),
                                          .now = now_,
                                          .earlier = earlier_}));
  }

  /// What arrived before an amendment and is recorded after it goes through it like the others.
  void catch_up(const BirthRules& birth) {
    for (const auto& amendment : missed_amendments(store_, act_.region, birth)) {
      const State state = steps_.back().state;
      if (state.is_open() && state.rulebook != amendment.to) change(state, amendment);
    }
  }

  const Store& store_;
  Procedures& procedures_;
  const Act& act_;
  Instant now_;
  EarlierCandidatures earlier_;
  std::vector<Accepted> steps_;
  std::size_t decided_ = 0;
};

std::variant<Recorded, Refusal> record_act(Store& store, Procedures& procedures,
                                           Transaction& transaction, const Act& act, Instant now) {
  auto loaded = load_state(store, act.region, act.candidature);
  if (const auto* fault = std::get_if<FoldFault>(&loaded)) {
    throw StoreError(
        fmt::format("the history of '{}' cannot be read at event {}: {}; run: termijn "
                    "audit verify",
                    act.candidature, fault->sequence, fault->message));
  }
  Deed deed(store, procedures, act, now);
  if (auto refusal = deed.decide(std::get<State>(std::move(loaded)))) return std::move(*refusal);
  return deed.write(transaction);
}

/// Whether a refusal tells anything. A line that was refused, met again when its file is
/// recorded anew after a crash, is mostly out of order by then: that is no news of it.
class News {
 public:
  explicit News(const Store& store) : store_(store) {}

  bool is_in(const Refusal& refusal, const std::string& line) {
    if (refusal.code == recorded_before || refusal.code == from_before_an_erasure) return false;
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
