#include <fmt/format.h>
#include <fmt/ranges.h>

#include "cli/commands/explanation_lines.hpp"
#include "cli/commands/limit_words.hpp"
#include "cli/render/text.hpp"
#include "cli/render/when.hpp"
#include "cli/render/words.hpp"

namespace termijn::cli {
namespace {

std::string verdict_word(std::optional<bool> holds) {
  return holds ? (*holds ? "holds" : "fails") : "unknown";
}

const rules::Zone& zone_of(const Explanation& explanation) {
  return *explanation.procedure.rulebook.zone;
}

std::string missing_words(int indent, const std::vector<std::string>& missing) {
  if (missing.empty()) return "";
  return line(indent, fmt::format("not known yet: {}", fmt::join(missing, ", ")));
}

/// The exceptions that made a rule hold.
std::string exception_words(const ExplainedRequirement& requirement) {
  std::string text;
  for (const auto& part : requirement.why.parts) {
    if (part.because.empty() || part.ground != rules::Ground::held) continue;
    text += line(11, fmt::format("by an exception ({}): {}", part.words, part.because));
  }
  return text;
}

std::string words(const ExplainedRequirement& requirement, const rules::Rulebook& rulebook) {
  const auto& verdict = requirement.verdict;
  auto text = line(2, fmt::format("{:<7}  {}: {}  {}", verdict_word(verdict.holds), verdict.id,
                                  requirement.rule, place_words(verdict.place)));
  // Of a rule that holds, what it looked at says enough.
  if (verdict.holds == true) {
    return text + facts_words(11, requirement.facts, *rulebook.zone) + exception_words(requirement);
  }
  text += reason_words(11, requirement.why, rulebook) + missing_words(11, verdict.missing);
  if (!verdict.because.empty()) text += line(11, "because: " + verdict.because);
  return text;
}

/// `until the end of …`, with how that was found.
std::string limit_words(const ExplainedTransition& way, const Explanation& explanation) {
  if (!way.fault.empty()) return line(4, "its limit cannot be computed: " + way.fault);
  if (!way.limit) return "";
  const auto& limit = *way.limit;
  std::string note;
  if (limit.overridden) note = ", moved for this candidature";
  if (limit.planned) note = ", planned: it counts from what has yet to happen";
  const auto when = spoken(limit.closes, zone_of(explanation));
  const bool waits = way.transition->after.has_value();
  return line(4, fmt::format("{} {} ({}{})", waits ? "not before" : "until", when, way.milestone,
                             note)) +
         indented(words_of(limit.steps), 4);
}

bool asks(const FactTexts& facts, std::string_view name) {
  for (const auto& fact : facts) {
    if (fact.first == name) return true;
  }
  return false;
}

/// What stands behind `every requirement holds` and `score passes`.
std::string behind(const ExplainedTransition& way, const Explanation& explanation) {
  std::string text;
  if (asks(way.guard.facts, "requirements.hold")) {
    for (const auto& requirement : explanation.requirements) {
      if (requirement.verdict.holds == true) continue;
      text += line(8, fmt::format("{} {}  {}", requirement.verdict.id,
                                  verdict_word(requirement.verdict.holds),
                                  place_words(requirement.verdict.place)));
      text += reason_words(10, requirement.why, explanation.procedure.rulebook);
    }
  }
  if (asks(way.guard.facts, "score.passes")) {
    for (const auto& failed : explanation.score.score.failed) text += line(8, "fails: " + failed);
  }
  return text;
}

std::string words(const ExplainedTransition& way, const Explanation& explanation) {
  const auto& transition = *way.transition;
  auto text = line(2, fmt::format("to '{}'  {}", transition.to, place_words(way.place)));
  if (transition.on) text += line(4, act_words(transition));
  if (transition.when) {
    const auto& rulebook = explanation.procedure.rulebook;
    text += line(4, fmt::format("{}: {}", verdict_word(way.guard.holds),
                                rulebook.words(transition.when->span())));
    if (way.guard.holds != true) {
      text += reason_words(6, *way.why, rulebook) + missing_words(6, way.guard.missing);
      text += behind(way, explanation);
    }
  }
  return text + limit_words(way, explanation);
}

std::string standing_words(const engine::State& state) {
  if (!state.parked.empty()) return line(0, "parked: " + state.parked);
  if (state.held.empty()) return "";
  return line(0, fmt::format("held for a person: {}; record 'confirm' to let it go on",
                             fmt::join(state.held, ", ")));
}

std::string words(const WhyNot& why, const Explanation& explanation) {
  const auto& state = explanation.state;
  auto text = fmt::format("\nWhy not '{}'\n", visible(why.stage));
  if (state.stage == why.stage) return text + line(2, "it is in that stage");
  if (why.been_there) text += line(2, "it has been in that stage: see its history");
  if (why.path.empty()) {
    return text + line(2, "no way leads there from any stage it was in");
  }
  if (why.path.front() != state.stage) {
    text += line(2, fmt::format("no way leads there from '{}'; it was in '{}' before, from where, "
                                "by what is known today:",
                                state.stage, why.path.front()));
  }
  text += line(2, fmt::format("the shortest way: {}", fmt::join(why.path, " -> ")));
  text += line(2, "the first step on it:");
  for (const auto& step : why.steps) {
    text += words(step, explanation) + change_words(step, explanation);
  }
  return text;
}

}  // namespace

std::string in_words(const Explanation& explanation) {
  const auto& state = explanation.state;
  const auto& rulebook = explanation.procedure.rulebook;
  auto text = line(0, fmt::format("{}, {}, {}: in stage '{}' ({})", state.id, state.organisation,
                                  rulebook.region_name, state.stage, to_string(state.standing())));
  if (explanation.date || explanation.rank) {
    if (explanation.date) text += date_words(*explanation.date, rulebook);
    if (explanation.rank) text += rank_words(*explanation.rank, *rulebook.zone);
    return text;
  }
  text += standing_words(state) + "\nRequirements\n";
  if (explanation.requirements.empty()) text += line(2, "the rulebook has none");
  for (const auto& requirement : explanation.requirements) text += words(requirement, rulebook);
  text += score_words(explanation) + "\nWhat it waits for\n";
  if (explanation.ways.empty()) text += line(2, "nothing: it has come to its end");
  for (const auto& way : explanation.ways) text += words(way, explanation);
  if (explanation.why_not) text += words(*explanation.why_not, explanation);
  return text;
}

}  // namespace termijn::cli
