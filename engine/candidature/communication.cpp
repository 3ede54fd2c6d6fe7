#include <boost/json/array.hpp>
#include <fmt/format.h>

#include "engine/candidature/detail/body.hpp"
#include "engine/candidature/detail/effects.hpp"
#include "engine/candidature/effective.hpp"
#include "engine/candidature/kinds.hpp"

namespace termijn::engine {
namespace {

namespace json = boost::json;

/// The milestone by which an applicant may answer: the `by` of the first transition that
/// waits for a rebuttal.
std::optional<std::string> rebuttal_milestone(const rules::Flow& flow) {
  for (const auto& transition : flow.transitions) {
    if (transition.on == "rebut" && transition.by) return transition.by;
  }
  return std::nullopt;
}

json::array working(const std::vector<rules::Step>& steps) {
  json::array lines;
  for (const auto& step : steps) {
    lines.push_back(json::object{
        {"date", rules::to_string(step.date)}, {"counted", step.counted}, {"why", step.why}});
  }
  return lines;
}

/// Where a rebuttal goes and until when, counted from this very act, with its working.
std::optional<json::object> rebuttal_block(const State& state, const Act& act,
                                           const rules::Rulebook& rulebook) {
  const auto milestone = rebuttal_milestone(rulebook.flow);
  if (!milestone) return std::nullopt;
  State told = state;
  told.anchors["told"] = act.at;
  const auto limit = effective_limit(rulebook, told, *milestone);
  const auto* found = std::get_if<EffectiveLimit>(&limit);
  if (!found) return std::nullopt;
  json::object block{{"closes", rules::rfc3339(found->closes.closes, *rulebook.zone)},
                     {"inclusive", found->closes.inclusive},
                     {"working", working(found->steps)}};
  if (!rulebook.channels.empty()) block["where"] = rulebook.channels.front().address;
  return block;
}

/// Why: of the decision by criterion, or where it never came to one the requirements that fail;
/// where none fails any more, or none was asked, the rule that refused.
json::object reasons_of(const State& state, const FactSheet& sheet, const Procedure& procedure) {
  json::object reasons;
  for (const auto& [criterion, reason] : state.reasons) reasons[criterion] = reason;
  if (state.anchors.contains("decided")) return reasons;
  for (const auto& requirement : sheet.requirements) {
    if (requirement.holds != false) continue;
    reasons[requirement.id] = fmt::format("{} [{}:{}]", requirement.because, requirement.place.file,
                                          requirement.place.line);
  }
  if (!reasons.empty() || !state.last_move || !state.last_move->adverse) return reasons;
  if (const auto* rule = procedure.workflow.transition(state.last_move->transition)) {
    const auto place = procedure.rulebook.place(rule->span);
    reasons[rule->id] = fmt::format("refused by the rule: {} [{}:{}]",
                                    procedure.rulebook.words(rule->span), place.file, place.line);
  }
  return reasons;
}

/// What the applicant is told: the outcome with its reasons, and after a rebuttal what came
/// of that.
json::object decision_block(const State& state, const FactSheet& sheet,
                            const Procedure& procedure) {
  json::object block{{"outcome", state.outcome.empty() ? "inadmissible" : state.outcome},
                     {"reasons", reasons_of(state, sheet, procedure)}};
  if (!state.reassessment.empty()) block["reassessment"] = state.reassessment;
  if (!state.supersedes.empty()) block["supersedes"] = state.supersedes;
  return block;
}

}  // namespace

Effect communication(const State& state, const Act& act, const Context& context) {
  const auto& rulebook = context.procedure.rulebook;
  const auto sheet = gather_facts(rulebook, state, context.earlier);
  Event event = event_of(state, context, kind::told, act.at, act.actor);
  event.body = {{"decision", decision_block(state, sheet, context.procedure)}};
  // A second telling, after a reassessment, is final: it opens no new window here.
  if (!state.anchors.contains("reassessed")) {
    if (auto block = rebuttal_block(state, act, rulebook)) event.body["rebuttal"] = *block;
  }
  return event;
}

}  // namespace termijn::engine
