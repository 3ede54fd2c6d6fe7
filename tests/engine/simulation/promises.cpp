#include "promises.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "engine/agenda/ledger.hpp"
#include "engine/candidature/effective.hpp"
#include "engine/candidature/kinds.hpp"

namespace termijn::simulation {
namespace {

using namespace engine;

Instant lapse(Instant closes, bool inclusive) {
  return inclusive ? closes + std::chrono::seconds{1} : closes;
}

std::vector<std::string> requirements_of(const Call& call) {
  std::vector<std::string> ids{"on-time", "right-channel"};
  if (call.asks_challenge) ids.emplace_back("known-challenge");
  if (call.asks_documents) ids.emplace_back("documents");
  if (call.asks_statutes) ids.emplace_back("statutes");
  return ids;
}

std::string text_in(const Event& event, std::string_view key) {
  const auto* value = event.body.if_contains(key);
  return value && value->is_string() ? std::string(value->get_string()) : std::string();
}

bool fired_by_limit(const Event& event) {
  return event.kind == kind::moved && text_in(event, "trigger") == "limit";
}

/// Where the limit runs that takes a candidature out of this stage; empty: none runs.
std::optional<Instant> due_of(const Call& call, const State& state) {
  const Answers answers(call, state);
  if (state.stage == "received") return answers.too_late();
  const bool window = state.stage == "rebuttal-window" || state.stage == "refusal-told";
  return window ? answers.rebuttal_over() : std::nullopt;
}

}  // namespace

std::optional<bool> Answers::holds(std::string_view requirement) const {
  const Version* version = state_.counting();
  if (requirement == "statutes") {
    const auto found = state_.facts.find("statutes");
    return found == state_.facts.end() ? std::nullopt : std::optional(found->second == "true");
  }
  if (!version) return std::nullopt;
  if (requirement == "on-time") return state_.admitted_late || version->arrival < too_late();
  if (requirement == "right-channel") return version->channel == "mail";
  if (requirement == "documents") return !version->documents.empty();
  const auto& named = version->challenges;
  return std::find(named.begin(), named.end(), 1) != named.end();
}

Instant Answers::too_late() const {
  const auto moved = state_.overrides.find("deadline");
  if (moved == state_.overrides.end()) return call_.too_late;
  return lapse(moved->second.closes, moved->second.inclusive);
}

std::optional<Instant> Answers::rebuttal_over() const {
  const auto moved = state_.overrides.find("rebuttal");
  if (moved != state_.overrides.end()) {
    return lapse(moved->second.closes, moved->second.inclusive);
  }
  const auto told = state_.anchors.find("told");
  if (!call_.plain_rebuttal || told == state_.anchors.end()) return std::nullopt;
  const Date day = brussels().local(told->second).date;
  return brussels().start_of_day(rules::add_days(day, *call_.plain_rebuttal + 1));
}

Expected::Expected(const Store& store, Procedures& procedures, States& states, const Calls& calls,
                   Instant now)
    : now_(now) {
  for (const auto& region : store.regions()) {
    for (const auto& row : store.candidatures(region.region)) {
      const State* state = states.of(row);
      if (!state || !state->exists() || state->ended) continue;
      const auto call = calls.find(state->rulebook);
      if (call == calls.end()) continue;
      One one = judged(store, *call->second, *state);
      // Where the simulator has no count of its own, the engine's must do.
      const bool counted =
          one.before.stage == "rebuttal-window" || one.before.stage == "refusal-told";
      if (counted && !one.due) {
        const auto limit =
            effective_limit(procedures.at(one.before.rulebook).rulebook, one.before, "rebuttal");
        if (const auto* found = std::get_if<EffectiveLimit>(&limit)) {
          one.due = lapses_at(found->closes);
        }
      }
      if (counted && one.due && *one.due <= now_ && one.before.parked.empty()) {
        one.to = one.before.stage == "refusal-told" ? "closed" : "final";
      }
      if (one.adverse) ++adverse_[one.before.rulebook];
      all_.push_back(std::move(one));
    }
  }
}

Expected::One Expected::judged(const Store& store, const Call& call, State state) const {
  One one{.before = std::move(state),
          .due = {},
          .to = {},
          .either = false,
          .adverse = false,
          .brake = call.brake};
  const State& before = one.before;
  one.due = due_of(call, before);
  if (before.stage != "received" || *one.due > now_ || !before.parked.empty()) return one;
  bool all = true;
  bool fails = false;
  for (const auto& id : requirements_of(call)) {
    const auto holds = Answers(call, before).holds(id);
    all = all && holds == true;
    fails = fails || holds == false;
  }
  const bool another = call.one_per_organisation && earlier_in(store)(before) > 0;
  one.either = another && !fails;
  one.adverse = (fails || another) && before.held.empty();
  if (!before.held.empty()) {
    one.to = all && !another ? call.first_stage : std::string();
  } else if (fails) {
    one.to = "inadmissible";
  } else if (all && !another) {
    one.to = call.first_stage;
  }
  return one;
}

Breach Expected::held_against(const Store& store, const NightReport& report) const {
  for (const One& one : all_) {
    if (auto broken = check(store, report, one)) {
      broken->how = fmt::format("{} in '{}' at {}: {}", one.before.id, one.before.stage,
                                rules::rfc3339(now_), broken->how);
      return broken;
    }
  }
  return {};
}

Breach Expected::check(const Store& store, const NightReport& report, const One& one) const {
  std::vector<Event> fired;
  bool held = !one.before.held.empty();
  const auto row = store.candidature(one.before.region, one.before.id);
  const bool same = row && row->last_sequence == one.before.last_sequence;
  const auto events =
      same ? std::vector<Event>() : events_of(store, one.before.region, one.before.id);
  for (const Event& event : events) {
    if (event.sequence <= one.before.last_sequence) continue;
    if (fired_by_limit(event)) fired.push_back(event);
    held = held || event.kind == kind::held;
  }
  const auto of_rulebook = adverse_.find(one.before.rulebook);
  const int adverse = of_rulebook == adverse_.end() ? 0 : of_rulebook->second;
  const bool braked = one.adverse && one.brake > 0 && adverse > one.brake;
  if (one.either && !braked) return {};
  if (braked) {
    if (!fired.empty() && text_in(fired.front(), "to") == "inadmissible") {
      return Broken{"the brake holds all", "it was refused"};
    }
    return held || one.either ? Breach() : Broken{"the brake holds all", "it is not held"};
  }
  if (one.to.empty()) {
    return fired.empty() ? Breach()
                         : Broken{"a limit fires when it has fallen due",
                                  "nothing was due, or "
                                  "an answer is unknown"};
  }
  if (held && one.before.held.empty()) return Broken{"the brake holds all", "held below it"};
  if (fired.size() != 1) {
    return Broken{
        "a limit fires once, at the next run",
        fmt::format("{} moves; it fell due at {}", fired.size(), rules::rfc3339(*one.due))};
  }
  const Event& move = fired.front();
  if (text_in(move, "to") != one.to || text_in(move, "due") != rules::rfc3339(*one.due)) {
    return Broken{"a limit fires when it has fallen due",
                  fmt::format("to '{}' due {}, not '{}' due {}", text_in(move, "to"),
                              text_in(move, "due"), one.to, rules::rfc3339(*one.due))};
  }
  const bool told = std::any_of(report.fired.begin(), report.fired.end(), [&](const Fired& all) {
    return all.candidature == one.before.id && all.region == one.before.region;
  });
  return told ? Breach() : Broken{"a limit fires once, at the next run", "the report is silent"};
}

}  // namespace termijn::simulation
