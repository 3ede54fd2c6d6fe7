#include "engine/workflow/runner.hpp"

#include <algorithm>
#include <cstdio>
#include <cstdlib>

#include <boost/json/array.hpp>
#include <fmt/format.h>

#include "engine/candidature/kinds.hpp"

namespace termijn::engine {
namespace {

namespace json = boost::json;
using rules::Transition;

// `check` refuses automatic cycles; this bounds what a rulebook from elsewhere could do.
constexpr int most_moves = 32;

json::object rule_place(const rules::Rulebook& rulebook, rules::Span span) {
  const auto place = rulebook.place(span);
  return {{"file", place.file}, {"line", place.line}, {"text", rulebook.words(span)}};
}

json::object facts_object(const std::vector<std::pair<std::string, std::string>>& facts) {
  json::object object;
  for (const auto& [name, value] : facts) object[name] = value;
  return object;
}

/// Why an applicant loses by this move: what fails, in the rulebook's own words.
json::array reasons(const FactSheet& sheet) {
  json::array reasons;
  for (const auto& requirement : sheet.requirements) {
    if (requirement.holds != false) continue;
    reasons.push_back(json::object{{"requirement", requirement.id},
                                   {"because", requirement.because},
                                   {"file", requirement.place.file},
                                   {"line", requirement.place.line}});
  }
  return reasons;
}

bool looked_at(const Verdict& verdict, std::string_view fact) {
  return std::any_of(verdict.facts.begin(), verdict.facts.end(),
                     [&](const auto& known) { return known.first == fact; });
}

std::string_view verdict_word(std::optional<bool> holds) {
  return !holds ? "unknown" : *holds ? "holds" : "fails";
}

/// What stands behind `every requirement holds`: each requirement with its line and facts.
json::array requirements(const rules::Rulebook& rulebook, const FactSheet& sheet) {
  json::array requirements;
  for (std::size_t i = 0; i < sheet.requirements.size(); ++i) {
    const auto& requirement = sheet.requirements[i];
    const auto looked = verdict(rulebook.requirements[i].rule, rulebook, sheet);
    requirements.push_back(json::object{{"requirement", requirement.id},
                                        {"verdict", verdict_word(requirement.holds)},
                                        {"file", requirement.place.file},
                                        {"line", requirement.place.line},
                                        {"facts", facts_object(looked.facts)}});
  }
  return requirements;
}

/// What stands behind `score passes`.
json::object score_ground(const rules::Rulebook& rulebook, const rules::Score& score) {
  json::object criteria;
  for (std::size_t i = 0; i < score.criteria.size(); ++i) {
    if (!score.criteria[i]) continue;
    criteria[rulebook.scoring.criteria[i].id] = rules::to_string(*score.criteria[i]);
  }
  json::object ground{{"criteria", criteria}};
  if (score.total) ground["total"] = rules::to_string(*score.total);
  json::array failed;
  for (const auto& clause : score.failed) failed.emplace_back(clause);
  ground["failed"] = std::move(failed);
  return ground;
}

/// The ground of a move at the level of the rules: its facts, and what stands behind those
/// that are rules themselves.
void add_ground(json::object& body, const Transition& transition, const rules::Rulebook& rulebook,
                const FactSheet& sheet) {
  const auto found = guard(transition, rulebook, sheet);
  body["facts"] = facts_object(found.facts);
  if (looked_at(found, "requirements.hold")) body["requirements"] = requirements(rulebook, sheet);
  if (looked_at(found, "score.passes")) body["score"] = score_ground(rulebook, sheet.score);
}

void park(Progress& progress, const Context& context, const std::string& reason, Instant happened) {
  Event event = event_of(progress.state, context, kind::parked, happened, "clock");
  event.body["reason"] = reason;
  progress.add(std::move(event));
}

/// Why a line that would run on by itself cannot be computed, for want of a score that
/// a person must look at; empty: none is.
std::string score_fault(const Context& context, const State& state, const FactSheet& sheet) {
  if (!sheet.score.fault) return "";
  for (const auto* transition : context.procedure.workflow.from(state.stage)) {
    if (!transition->automatic() || transition->after) continue;
    auto verdict = guard(*transition, context.procedure.rulebook, sheet);
    if (!verdict.fault.empty()) return std::move(verdict.fault);
  }
  return "";
}

}  // namespace

void Progress::add(Event event) {
  if (const auto fault = apply(state, event)) {
    std::fprintf(stderr, "termijn: an event that was just made does not fold: %s\n",
                 fault->message.c_str());
    std::abort();
  }
  events.push_back(std::move(event));
}

Verdict guard(const Transition& transition, const rules::Rulebook& rulebook,
              const FactSheet& sheet) {
  if (!transition.when) return {.holds = true, .missing = {}, .facts = {}, .fault = {}};
  return verdict(*transition.when, rulebook, sheet);
}

std::vector<const Transition*> enabled(const Context& context, const State& state,
                                       const FactSheet& sheet) {
  std::vector<const Transition*> found;
  for (const auto* transition : context.procedure.workflow.from(state.stage)) {
    if (!transition->automatic() || transition->after) continue;
    if (guard(*transition, context.procedure.rulebook, sheet).holds == true) {
      found.push_back(transition);
    }
  }
  return found;
}

Event event_of(const State& state, const Context& context, std::string_view kind, Instant happened,
               std::string actor) {
  return {.region = state.region,
          .sequence = 0,
          .candidature = state.id,
          .kind = std::string(kind),
          .happened = happened,
          .recorded = context.now,
          .actor = std::move(actor),
          .rulebook = state.rulebook,
          .body = {},
          .personal = {}};
}

Event move_event(const State& state, const Context& context, const FactSheet& sheet,
                 const MoveRequest& request) {
  const auto& transition = request.transition;
  const auto& rulebook = context.procedure.rulebook;
  Event event = event_of(state, context, kind::moved, request.happened, request.actor);
  event.body = {{"transition", transition.id},
                {"from", state.stage},
                {"to", transition.to},
                {"trigger", to_string(request.trigger)},
                {"automatic", transition.automatic()},
                {"adverse", transition.adverse},
                {"ends", transition.ends},
                {"rule", rule_place(rulebook, transition.span)}};
  add_ground(event.body, transition, rulebook, sheet);
  if (request.due) event.body["due"] = rules::rfc3339(*request.due);
  if (transition.adverse) event.body["reasons"] = reasons(sheet);
  return event;
}

Event undo_event(const State& state, const Context& context, const std::string& why,
                 const std::string& actor, Instant happened) {
  Event event = event_of(state, context, kind::moved, happened, actor);
  event.body = {{"from", state.stage},
                {"to", state.last_move->from},
                {"trigger", to_string(Trigger::undo)},
                {"automatic", false},
                {"adverse", false},
                {"ends", false},
                {"undoes", state.last_move->transition},
                {"why", why}};
  return event;
}

void settle(Progress& progress, const Context& context, Instant happened) {
  for (int moves = 0; moves < most_moves; ++moves) {
    if (!progress.state.parked.empty() || progress.state.ended) return;
    const auto sheet = gather_facts(context.procedure.rulebook, progress.state, context.earlier);
    const auto next = enabled(context, progress.state, sheet);
    if (next.empty()) {
      const auto fault = score_fault(context, progress.state, sheet);
      if (!fault.empty()) park(progress, context, "cannot be computed: " + fault, happened);
      return;
    }
    if (next.size() > 1) {
      park(progress, context, fmt::format("'{}' and '{}' hold at once", next[0]->id, next[1]->id),
           happened);
      return;
    }
    progress.add(move_event(progress.state, context, sheet,
                            {.transition = *next.front(),
                             .trigger = Trigger::condition,
                             .happened = happened,
                             .actor = "clock",
                             .due = {}}));
  }
  park(progress, context, "its rules run on without end", happened);
}

std::string_view to_string(Trigger trigger) {
  switch (trigger) {
    case Trigger::act:
      return "act";
    case Trigger::condition:
      return "condition";
    case Trigger::limit:
      return "limit";
    case Trigger::confirmation:
      return "confirmation";
    case Trigger::undo:
      return "undo";
    case Trigger::supersede:
      return "supersede";
  }
  return "act";
}

}  // namespace termijn::engine
