#include <boost/json.hpp>
#include <fmt/format.h>

#include "cli/commands/explanation.hpp"
#include "cli/render/json.hpp"
#include "cli/render/when.hpp"

namespace termijn::cli {
namespace {

namespace json = boost::json;

json::value json_of(const rules::RulePlace& place) {
  return text_of(fmt::format("{}:{}", place.file, place.line));
}

json::value json_of(std::optional<bool> holds) {
  return holds ? json::value(*holds) : json::value(nullptr);
}

json::value json_of(const std::optional<rules::Number>& number) {
  return number ? cli::json_of(*number) : json::value(nullptr);
}

json::value json_of(const std::optional<std::string>& text) {
  return text ? json::value(text_of(*text)) : json::value(nullptr);
}

json::array json_of(const std::vector<std::string>& texts) {
  json::array out;
  for (const auto& text : texts) out.push_back(text_of(text));
  return out;
}

json::object json_of(const std::vector<std::pair<std::string, std::string>>& facts,
                     const rules::Zone& zone) {
  json::object out;
  for (const auto& [name, value] : facts) out[name] = text_of(with_local_times(value, zone));
  return out;
}

json::object json_of(const ExplainedRequirement& requirement, const rules::Zone& zone) {
  return {{"id", text_of(requirement.verdict.id)},
          {"holds", json_of(requirement.verdict.holds)},
          {"rule", json_of(requirement.verdict.place)},
          {"text", text_of(requirement.rule)},
          {"facts", json_of(requirement.facts, zone)},
          {"missing", json_of(requirement.verdict.missing)},
          {"because", text_of(requirement.verdict.because)}};
}

json::object json_of(const rules::Score& score, const rules::Scoring& scoring) {
  json::array criteria;
  for (std::size_t i = 0; i < score.criteria.size(); ++i) {
    criteria.push_back(json::object{{"id", text_of(scoring.criteria[i].id)},
                                    {"score", json_of(score.criteria[i])},
                                    {"weight", cli::json_of(scoring.weights[i])}});
  }
  return {{"criteria", criteria},
          {"total", json_of(score.total)},
          {"passes", json_of(score.passes)},
          {"failed", json_of(score.failed)},
          {"scorecards", score.reviewers},
          {"least_reviewers", scoring.least_reviewers},
          {"needed", score.needed},
          {"lacking", json_of(score.lacking)},
          {"fault", json_of(score.fault)}};
}

json::object json_of(const ExplainedTransition& way, const rules::Zone& zone) {
  const auto& transition = *way.transition;
  json::value until = nullptr;
  json::value steps = json::array{};
  if (way.limit) {
    until = text_of(rfc3339(way.limit->closes.closes, zone));
    steps = cli::json_of(way.limit->steps);
  }
  return {{"to", text_of(transition.to)},
          {"rule", json_of(way.place)},
          {"on", json_of(transition.on)},
          {"when", transition.when ? json_of(way.guard.holds) : json::value(nullptr)},
          {"facts", json_of(way.guard.facts, zone)},
          {"missing", json_of(way.guard.missing)},
          {"milestone", way.milestone.empty() ? json::value(nullptr) : text_of(way.milestone)},
          {"clock", transition.after        ? "after"
                    : way.milestone.empty() ? "none"
                                            : "until"},
          {"until", until},
          {"until_inclusive", way.limit && way.limit->closes.inclusive},
          {"planned", way.limit && way.limit->planned},
          {"overridden", way.limit && way.limit->overridden},
          {"steps", steps}};
}

json::array json_of(const std::vector<ExplainedTransition>& ways, const rules::Zone& zone) {
  json::array out;
  for (const auto& way : ways) out.push_back(json_of(way, zone));
  return out;
}

}  // namespace

json::value json_of(const Explanation& explanation) {
  const auto& state = explanation.state;
  const auto& rulebook = explanation.procedure.rulebook;
  json::array requirements;
  for (const auto& requirement : explanation.requirements) {
    requirements.push_back(json_of(requirement, *rulebook.zone));
  }
  json::value why_not = nullptr;
  if (explanation.why_not) {
    why_not = json::object{{"stage", text_of(explanation.why_not->stage)},
                           {"been_there", explanation.why_not->been_there},
                           {"path", json_of(explanation.why_not->path)},
                           {"steps", json_of(explanation.why_not->steps, *rulebook.zone)}};
  }
  return json::object{{"candidature", text_of(state.id)},
                      {"region", text_of(state.region)},
                      {"stage", text_of(state.stage)},
                      {"standing", text_of(to_string(state.standing()))},
                      {"requirements", requirements},
                      {"score", json_of(explanation.score, rulebook.scoring)},
                      {"waits_for", json_of(explanation.ways, *rulebook.zone)},
                      {"why_not", why_not}};
}

}  // namespace termijn::cli
