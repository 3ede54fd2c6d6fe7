#include "engine/candidature/decide.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "engine/candidature/authority.hpp"
#include "engine/candidature/detail/effects.hpp"
#include "engine/candidature/effective.hpp"
#include "engine/candidature/kinds.hpp"
#include "rules/rulebook/timeline.hpp"

namespace termijn::engine {
namespace {

using rules::Transition;

/// What is asked of any act before looking at what it says.
std::optional<Refusal> check_order(const State& state, const Act& act, const Context& context) {
  const auto told = [&](rules::Instant at) {
    return rules::rfc3339(at, *context.procedure.rulebook.zone);
  };
  if (state.acts.contains(act.digest)) {
    return refusal("A0103", "this act was recorded before", "nothing needs to be done");
  }
  // Its digest went with the personal data: nothing tells whether it was recorded before.
  if (state.erased && act.at <= *state.erased) {
    return refusal("A0154",
                   fmt::format("personal data of this candidature was erased at {}: no act from "
                               "before is taken in",
                               told(*state.erased)),
                   "nothing needs to be done; the line is not kept");
  }
  if (act.at > context.now) {
    return refusal("A0104",
                   fmt::format("the act is dated {}, which has yet to come", told(act.at)));
  }
  if (!state.exists() && act.kind != "submit") {
    return refusal(
        "A0105",
        fmt::format("there is no candidature '{}' in region '{}'", act.candidature, act.region),
        "record its 'submit' first");
  }
  // A submission counts by its arrival, in whatever order mails are recorded.
  if (act.kind != "submit" && act.at < state.last_act) {
    return refusal("A0117",
                   fmt::format("the act is dated {}, before the last one of {}", told(act.at),
                               told(state.last_act)),
                   "record acts in the order in which they happened");
  }
  return std::nullopt;
}

/// The transition that was last taken, when this act takes it back.
const Transition* undone_by(const State& state, const Workflow& workflow, const std::string& act) {
  if (!state.last_move || state.last_move->to != state.stage) return nullptr;
  const auto* last = workflow.transition(state.last_move->transition);
  return last && last->undone_by == act ? last : nullptr;
}

Refusal not_here(const State& state, const Act& act, const Workflow& workflow) {
  std::vector<std::string> acts;
  for (const auto* transition : workflow.from(state.stage)) {
    if (transition->on) acts.push_back(*transition->on);
  }
  auto refused =
      refusal("A0118", fmt::format("'{}' has no place in stage '{}'", act.kind, state.stage),
              acts.empty() ? "this candidature has come to its end"
                           : fmt::format("what it waits for: {}", fmt::join(acts, ", ")));
  return refused;
}

Refusal guarded(const Transition& transition, const Verdict& verdict,
                const rules::Rulebook& rulebook) {
  const auto words = rulebook.words(transition.when->span());
  auto refused = refusal("A0119", fmt::format("the rule does not hold: {}", words));
  if (!verdict.holds) {
    refused = refusal("A0120", fmt::format("the rule is unknown: {}", words),
                      fmt::format("record first: {}", fmt::join(verdict.missing, ", ")));
  }
  if (!verdict.fault.empty()) {
    refused =
        refusal("A0120", fmt::format("the rule cannot be computed: {}", words), verdict.fault);
  }
  refused.rule = rulebook.place(transition.span);
  refused.facts = verdict.facts;
  return refused;
}

/// An arrival within its limit that was recorded after the limit had fired: the automatic
/// move is taken back, or where people have acted on it since, a person must decide.
void reopen(Progress& progress, const Context& context, const Act& act, const std::string& why) {
  const State& state = progress.state;
  const auto& start = context.procedure.workflow.start();
  if (state.stage == start) return;
  if (state.last_move && state.last_move->automatic && state.last_move->from == start) {
    progress.add(undo_event(state, context, why, act.actor, act.at));
    return;
  }
  Event event = event_of(state, context, kind::parked, act.at, "clock");
  event.body["reason"] =
      fmt::format("{} while in stage '{}': a person must decide", why, state.stage);
  progress.add(std::move(event));
}

/// How the version that counts was judged.
bool counted_on_time(const State& state) { return state.counting()->on_time; }

bool verdicts_changed(const State& before, const State& after) {
  for (std::size_t i = 0; i < before.versions.size(); ++i) {
    if (before.versions[i].on_time != after.versions[i].on_time) return true;
  }
  return false;
}

/// Acts that no transition waits for: they change what is known, and then the candidature
/// runs on by itself.
Decision free_act(Progress progress, const Act& act, const Context& context, Event effect) {
  const State before = progress.state;
  const auto* undone = undone_by(before, context.procedure.workflow, act.kind);
  if (before.ended && !undone) return not_here(before, act, context.procedure.workflow);
  progress.add(std::move(effect));
  if (undone) {
    progress.add(undo_event(progress.state, context, act.kind, act.actor, act.at));
  } else if (act.kind == "submit" && before.exists() && progress.state.versions.back().on_time) {
    reopen(progress, context, act, "a version that arrived on time was recorded");
  } else if (act.kind == "extend" && verdicts_changed(before, progress.state)) {
    reopen(progress, context, act, "an extension made a version on time");
  } else if (act.kind == "correct" && counted_on_time(before) != counted_on_time(progress.state)) {
    reopen(progress, context, act, "a correction changed whether the candidature is on time");
  }
  if (act.kind == "confirm") {
    const auto* held = context.procedure.workflow.transition(*before.held.begin());
    const auto& rulebook = context.procedure.rulebook;
    const auto sheet = gather_facts(rulebook, progress.state, context.earlier);
    const auto verdict = held ? guard(*held, rulebook, sheet) : Verdict{};
    if (!held) return refusal("A0116", "the transition that was held is not in the rulebook");
    if (verdict.holds != true) return guarded(*held, verdict, rulebook);
    progress.add(move_event(progress.state, context, sheet,
                            {.transition = *held,
                             .trigger = Trigger::confirmation,
                             .happened = act.at,
                             .actor = act.actor,
                             .due = {}}));
  }
  settle(progress, context, act.at);
  return Accepted{std::move(progress.events), std::move(progress.state)};
}

/// A late version, and a late rebuttal, are kept and change nothing.
Decision kept_as_late(Progress progress, Event effect) {
  effect.body["late"] = true;
  progress.add(std::move(effect));
  return Accepted{std::move(progress.events), std::move(progress.state)};
}

/// An act that must fall within a milestone, before that opens; the organiser's also after it has
/// closed, where an applicant's is kept as late.
std::optional<Refusal> outside(const State& state, const Act& act, const Context& context,
                               const Transition& transition) {
  if (!transition.within) return std::nullopt;
  const auto& rulebook = context.procedure.rulebook;
  const auto window = rules::milestone_window(rulebook, *transition.within, state.anchors);
  if (!window.fault.empty()) return refusal("A0113", window.fault);
  const auto opens = window.sessions.empty() ? std::nullopt : window.sessions.front().from;
  if (opens && act.at < *opens) {
    return refusal("A0124",
                   fmt::format("'{}' is for within '{}', which opens at {}", act.kind,
                               *transition.within, rules::rfc3339(*opens, *rulebook.zone)),
                   "record it once that has begun");
  }
  const auto limit = effective_limit(rulebook, state, *transition.within);
  const auto* found = std::get_if<EffectiveLimit>(&limit);
  if (!found || is_applicants(act.kind) ||
      rules::meets(act.at, found->closes.closes, found->closes.inclusive)) {
    return std::nullopt;
  }
  return refusal(
      "A0124",
      fmt::format("'{}' is for within '{}', which closed at {}", act.kind, *transition.within,
                  rules::rfc3339(found->closes.closes, *rulebook.zone)),
      "record 'extend' for that milestone first");
}

/// What the guard of an act's own transition sees: the outcome that the act decides
/// stands already, so that a rule may say which outcomes are open.
FactSheet facts_of_act(const State& state, const Event& effect, const Context& context) {
  const auto& rulebook = context.procedure.rulebook;
  const auto* outcome = effect.body.if_contains("outcome");
  if (!outcome) return gather_facts(rulebook, state, context.earlier);
  State decided = state;
  decided.outcome = std::string(outcome->as_string());
  return gather_facts(rulebook, decided, context.earlier);
}

/// An act that a transition waits for, here or in the stage that the act leads back to.
Decision flow_act(Progress progress, const Act& act, const Context& context, Event effect) {
  const auto& workflow = context.procedure.workflow;
  const State& state = progress.state;
  auto candidates = waiting(workflow, state.stage, act.kind);
  const Transition* undone = candidates.empty() ? undone_by(state, workflow, act.kind) : nullptr;
  if (undone) candidates = waiting(workflow, state.last_move->from, act.kind);
  if (candidates.empty()) return not_here(state, act, workflow);

  if (auto refused = outside(state, act, context, *candidates.front())) return *refused;
  const auto late = is_late(state, act, context, *candidates.front());
  if (const auto* refused = std::get_if<Refusal>(&late)) return *refused;
  if (std::get<bool>(late)) return kept_as_late(std::move(progress), std::move(effect));

  if (undone) {
    progress.add(undo_event(state, context, fmt::format("'{}'{}", act.kind, in_time_after_all),
                            act.actor, act.at));
  }
  const auto sheet = facts_of_act(progress.state, effect, context);
  const auto choice = chosen(candidates, context, sheet);
  if (const auto* refused = std::get_if<Refusal>(&choice)) return *refused;
  progress.add(std::move(effect));
  progress.add(move_event(progress.state, context, sheet,
                          {.transition = *std::get<const Transition*>(choice),
                           .trigger = Trigger::act,
                           .happened = act.at,
                           .actor = act.actor,
                           .due = {}}));
  settle(progress, context, act.at);
  return Accepted{std::move(progress.events), std::move(progress.state)};
}

/// A review that comes after the decision is kept and changes nothing by itself.
Decision kept_after_decision(Progress progress, const Act& act, const Context& context,
                             Event effect) {
  if (progress.state.withdrawn) return not_here(progress.state, act, context.procedure.workflow);
  progress.add(std::move(effect));
  return Accepted{std::move(progress.events), std::move(progress.state)};
}

}  // namespace

std::vector<const Transition*> waiting(const Workflow& workflow, const std::string& stage,
                                       const std::string& act) {
  std::vector<const Transition*> found;
  for (const auto* transition : workflow.from(stage)) {
    if (transition->on == act) found.push_back(transition);
  }
  return found;
}

std::variant<const Transition*, Refusal> chosen(const std::vector<const Transition*>& candidates,
                                                const Context& context, const FactSheet& sheet) {
  const auto& rulebook = context.procedure.rulebook;
  const Transition* found = nullptr;
  std::optional<Refusal> why;
  for (const auto* transition : candidates) {
    const auto verdict = guard(*transition, rulebook, sheet);
    if (verdict.holds != true) {
      if (!why) why = guarded(*transition, verdict, rulebook);
      continue;
    }
    if (found) {
      return refusal(
          "A0121",
          fmt::format("the act would set off both '{}' and '{}'", found->id, transition->id),
          "mend the flow: their conditions must exclude each other");
    }
    found = transition;
  }
  if (found) return found;
  return *why;
}

void mark_act(Event& event, const Act& act) {
  if (event.personal.empty()) {
    event.body["act"] = act.digest;
    return;
  }
  event.body["act"] = true;
  event.personal["act"] = act.digest;
}

Refusal refusal(std::string code, std::string message, std::string help) {
  return {.code = std::move(code),
          .message = std::move(message),
          .help = std::move(help),
          .rule = {},
          .facts = {}};
}

std::string how_long(std::chrono::seconds span) {
  const auto seconds = span.count();
  if (seconds < 60) return fmt::format("{} s", seconds);
  if (seconds < 3600) return fmt::format("{} min {} s", seconds / 60, seconds % 60);
  if (seconds < 86400) return fmt::format("{} h {} min", seconds / 3600, seconds % 3600 / 60);
  return fmt::format("{} d {} h", seconds / 86400, seconds % 86400 / 3600);
}

std::variant<bool, Refusal> is_late(const State& state, const Act& act, const Context& context,
                                    const Transition& transition) {
  // What the organiser does too late is still done; the night reports it as overdue.
  if (!is_applicants(act.kind)) return false;
  for (const auto& milestone : {transition.by, transition.within}) {
    if (!milestone) continue;
    const auto limit = effective_limit(context.procedure.rulebook, state, *milestone);
    if (const auto* why = std::get_if<std::string>(&limit)) return refusal("A0113", *why);
    const auto& closes = std::get<EffectiveLimit>(limit).closes;
    if (!rules::meets(act.at, closes.closes, closes.inclusive)) return true;
  }
  return false;
}

Decision decide(const State& state, const Act& act, const Context& context) {
  if (auto refused = check_order(state, act, context)) return *refused;
  if (auto refused = check_authority(context.procedure.rulebook, act)) return *refused;
  if (act.kind == "undo") return undoing(state, act, context);
  if (act.kind == "supersede") return superseding(state, act, context);
  auto effect = effect_of(state, act, context);
  if (auto* refused = std::get_if<Refusal>(&effect)) return std::move(*refused);
  Event event = std::get<Event>(std::move(effect));
  mark_act(event, act);
  Progress progress{.state = state, .events = {}};
  if (event.kind == kind::scored_after) {
    return kept_after_decision(std::move(progress), act, context, std::move(event));
  }
  return context.procedure.workflow.names_act(act.kind)
             ? flow_act(std::move(progress), act, context, std::move(event))
             : free_act(std::move(progress), act, context, std::move(event));
}

}  // namespace termijn::engine
