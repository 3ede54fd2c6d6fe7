#include <set>

#include <boost/json/array.hpp>
#include <fmt/format.h>

#include "engine/candidature/detail/body.hpp"
#include "engine/candidature/detail/effects.hpp"
#include "engine/candidature/kinds.hpp"
#include "rules/rulebook/timeline.hpp"

namespace termijn::engine {
namespace {

namespace json = boost::json;

/// Where the decision that stands was taken, from the recorded moves.
struct Decided {
  std::uint64_t sequence = 0;
  std::string from;  ///< Empty where the flow does not wait for a decision.
  std::string to;
};

Decided last_decision(const std::vector<Event>& events) {
  std::set<std::int64_t> gone;
  for (const auto& event : events) {
    if (event.kind != kind::undone) continue;
    for (const auto number : body::wholes(event.body, "sequences")) gone.insert(number);
  }
  Decided found;
  bool moves = false;
  for (const auto& event : events) {
    if (gone.contains(static_cast<std::int64_t>(event.sequence))) continue;
    if (event.kind == kind::decided || event.kind == kind::superseded) {
      found.sequence = event.sequence;
      moves = event.kind == kind::decided;
    } else if (event.kind == kind::moved && moves) {
      found.from = body::text(event.body, "from");
      found.to = body::text(event.body, "to");
      moves = false;
    } else if (is_act(event)) {
      moves = false;
    }
  }
  return found;
}

/// The milestones whose personal limit counted from the telling that is now past.
json::array bound_to_telling(const State& state, const rules::Rulebook& rulebook) {
  auto untold = state.anchors;
  untold.erase("told");
  json::array milestones;
  for (const auto& [milestone, moved] : state.overrides) {
    if (!rulebook.milestone(milestone)) continue;
    const auto with = rules::milestone_window(rulebook, milestone, state.anchors);
    const auto without = rules::milestone_window(rulebook, milestone, untold);
    if (with.planned != without.planned) milestones.emplace_back(milestone);
  }
  return milestones;
}

/// The same decision again is none.
bool changes_nothing(const State& state, const Event& event) {
  if (std::string_view(event.body.at("outcome").as_string()) != state.outcome) return false;
  const auto& reasons = event.body.at("reasons").as_object();
  if (reasons.size() != state.reasons.size()) return false;
  for (const auto& [criterion, reason] : state.reasons) {
    if (!reasons.contains(criterion) || reasons.at(criterion) != json::value(reason)) return false;
  }
  return true;
}

std::optional<Refusal> check(const State& state) {
  if (state.withdrawn) {
    return refusal("A0118", fmt::format("'supersede' has no place in stage '{}'", state.stage),
                   "this candidature has come to its end");
  }
  if (state.anchors.contains("decided")) return std::nullopt;
  return refusal("A0147", "there is no decision to supersede",
                 "record 'decide'; an automatic refusal is answered by 'admit-late' or a rebuttal");
}

/// Back to where the decision waits to be told, by the rule under which it is taken.
std::optional<Refusal> move_back(Progress& progress, const Act& act, const Context& context,
                                 const Decided& decided) {
  if (decided.from.empty()) return std::nullopt;
  const auto sheet = gather_facts(context.procedure.rulebook, progress.state, context.earlier);
  const auto candidates = waiting(context.procedure.workflow, decided.from, "decide");
  if (candidates.empty()) {
    return refusal("A0118",
                   fmt::format("no decision is taken in stage '{}' any more", decided.from),
                   "mend the flow");
  }
  const auto choice = chosen(candidates, context, sheet);
  if (const auto* refused = std::get_if<Refusal>(&choice)) return *refused;
  const auto& transition = *std::get<const rules::Transition*>(choice);
  if (progress.state.stage == transition.to && !progress.state.ended) return std::nullopt;
  progress.add(move_event(progress.state, context, sheet,
                          {.transition = transition,
                           .trigger = Trigger::supersede,
                           .happened = act.at,
                           .actor = act.actor,
                           .due = {}}));
  return std::nullopt;
}

Decision supersede(const State& state, const Act& act, const Context& context) {
  if (auto refused = check(state)) return std::move(*refused);
  auto effect = decision(state, act, context);
  if (auto* refused = std::get_if<Refusal>(&effect)) return std::move(*refused);
  Event event = std::get<Event>(std::move(effect));
  if (changes_nothing(state, event)) {
    return refusal("A0148", "this is the decision that stands",
                   "give another outcome or other reasons");
  }
  const auto decided = last_decision(context.history ? context.history() : std::vector<Event>{});
  event.kind = kind::superseded;
  event.body["reason"] = reason_of(act);
  event.body["replaces"] = json::object{{"event", static_cast<std::int64_t>(decided.sequence)},
                                        {"outcome", state.outcome},
                                        {"told", state.anchors.contains("told")}};
  event.body["drops-overrides"] = bound_to_telling(state, context.procedure.rulebook);
  mark_act(event, act);
  Progress progress{.state = state, .events = {}};
  progress.add(std::move(event));
  if (auto refused = move_back(progress, act, context, decided)) return std::move(*refused);
  settle(progress, context, act.at);
  return Accepted{std::move(progress.events), std::move(progress.state)};
}

}  // namespace

Decision superseding(const State& state, const Act& act, const Context& context) {
  try {
    return supersede(state, act, context);
  } catch (const body::Malformed& malformed) {
    return refusal("A0106", fmt::format("{}: {}", act.kind, malformed.message));
  }
}

}  // namespace termijn::engine
