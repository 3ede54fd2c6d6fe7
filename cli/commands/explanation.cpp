#include "cli/commands/explanation.hpp"

#include <algorithm>
#include <deque>
#include <map>

namespace termijn::cli {
namespace {

using engine::FactSheet;
using engine::Procedure;
using engine::State;

ExplainedTransition explained(const rules::Transition& transition, const Procedure& procedure,
                              const State& state, const FactSheet& sheet) {
  const auto& rulebook = procedure.rulebook;
  ExplainedTransition way{.transition = &transition,
                          .place = rulebook.place(transition.span),
                          .guard = engine::guard(transition, rulebook, sheet),
                          .why = {},
                          .milestone = {},
                          .limit = {},
                          .fault = {},
                          .change = {}};
  if (transition.when) {
    way.why = rules::explain(*transition.when, sheet.facts, rulebook.facts, *rulebook.sources);
  }
  for (const auto& milestone : {transition.after, transition.by, transition.within}) {
    if (milestone) way.milestone = *milestone;
  }
  if (way.milestone.empty()) return way;
  auto limit = engine::effective_limit(rulebook, state, way.milestone);
  if (auto* why = std::get_if<std::string>(&limit)) {
    way.fault = std::move(*why);
  } else {
    way.limit = std::get<engine::EffectiveLimit>(std::move(limit));
  }
  return way;
}

/// Breadth first over the flow, so that the way found is a shortest one.
std::vector<std::string> path_between(const engine::Workflow& workflow, const std::string& from,
                                      const std::string& to) {
  std::map<std::string, std::string> came_from{{from, ""}};
  std::deque<std::string> open{from};
  while (!open.empty()) {
    const auto stage = open.front();
    open.pop_front();
    for (const auto* transition : workflow.from(stage)) {
      if (came_from.emplace(transition->to, stage).second) open.push_back(transition->to);
    }
  }
  std::vector<std::string> path;
  if (!came_from.contains(to)) return path;
  for (std::string at = to; !at.empty(); at = came_from.at(at)) path.push_back(at);
  std::reverse(path.begin(), path.end());
  return path;
}

WhyNot why_not(const Explanation& explanation, const std::string& stage, const FactSheet& sheet,
               const std::vector<std::string>& visited) {
  const auto& procedure = explanation.procedure;
  WhyNot found{.stage = stage, .been_there = false, .path = {}, .steps = {}};
  if (explanation.state.stage == stage) return found;
  found.been_there = std::find(visited.begin(), visited.end(), stage) != visited.end();
  for (auto at = visited.rbegin(); at != visited.rend() && found.path.empty(); ++at) {
    if (*at != stage && !procedure.workflow.is_end(*at)) {
      found.path = path_between(procedure.workflow, *at, stage);
    }
  }
  if (found.path.empty()) return found;
  for (const auto* transition : procedure.workflow.from(found.path[0])) {
    if (transition->to != found.path[1]) continue;
    auto step = explained(*transition, procedure, explanation.state, sheet);
    if (transition->when && step.guard.holds != true) {
      step.change = engine::smallest_change(procedure.rulebook, *transition->when, sheet);
    }
    found.steps.push_back(std::move(step));
  }
  return found;
}

}  // namespace

Explanation explain(const Procedure& procedure, const State& state,
                    const engine::EarlierCandidatures& earlier, const std::string& stage,
                    const std::vector<std::string>& visited, rules::Instant now) {
  const auto& rulebook = procedure.rulebook;
  const auto sheet = engine::gather_facts(rulebook, state, earlier);
  Explanation explanation{.procedure = procedure,
                          .state = state,
                          .score = explain_score(rulebook, state, sheet.score),
                          .requirements = {},
                          .ways = {},
                          .why_not = {},
                          .now = now,
                          .date = {},
                          .rank = {}};
  for (std::size_t i = 0; i < rulebook.requirements.size(); ++i) {
    const auto& rule = rulebook.requirements[i].rule;
    explanation.requirements.push_back(
        {.verdict = sheet.requirements[i],
         .rule = std::string(rulebook.words(rule.span())),
         .facts = engine::verdict(rule, rulebook, sheet).facts,
         .why = rules::explain(rule, sheet.facts, rulebook.facts, *rulebook.sources)});
  }
  if (!state.ended) {
    for (const auto* transition : procedure.workflow.from(state.stage)) {
      explanation.ways.push_back(explained(*transition, procedure, state, sheet));
    }
  }
  if (!stage.empty()) explanation.why_not = why_not(explanation, stage, sheet, visited);
  return explanation;
}

}  // namespace termijn::cli
