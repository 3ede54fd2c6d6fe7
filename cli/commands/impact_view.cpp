#include "cli/commands/impact_view.hpp"

#include <boost/json.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "cli/render/json.hpp"
#include "cli/render/text.hpp"
#include "cli/render/when.hpp"

namespace termijn::cli {
namespace {

namespace json = boost::json;
using engine::Impact;
using engine::LimitImpact;

std::string closing(const std::optional<engine::EffectiveLimit>& limit, const rules::Zone& zone) {
  if (!limit) return "nothing";
  return spoken(limit->closes, zone) + (limit->planned ? " (planned)" : "");
}

std::string words(const LimitImpact& limit, const rules::Zone& zone) {
  if (limit.kept) {
    return fmt::format(
        "its own {} stays as it was moved for it, though the region's goes from {} "
        "to {}",
        limit.milestone, closing(limit.was, zone), closing(limit.is, zone));
  }
  return fmt::format("its {} goes from {} to {}", limit.milestone, closing(limit.was, zone),
                     closing(limit.is, zone));
}

std::string today(const std::optional<engine::RequirementVerdict>& verdict) {
  if (!verdict) return "is not asked";
  return !verdict->holds ? "is unknown" : *verdict->holds ? "holds" : "fails";
}

std::string amended(const std::optional<engine::RequirementVerdict>& verdict) {
  if (!verdict) return "would not be asked";
  return !verdict->holds ? "would be unknown" : *verdict->holds ? "would hold" : "would fail";
}

std::string words(const engine::RequirementImpact& requirement) {
  return fmt::format("'{}' {} today and {}", requirement.id, today(requirement.was),
                     amended(requirement.is));
}

std::string score_words(const rules::Score& score) {
  if (!score.total) return "no total";
  auto words = rules::rounded(*score.total, 2) + "%";
  if (score.passes) words += *score.passes ? " (passes)" : " (does not pass)";
  return words;
}

std::string rank_words(const std::optional<int>& rank) {
  return rank ? std::to_string(*rank) : "none";
}

/// One sentence for one candidature.
std::string words(const Impact& impact, const rules::Zone& zone) {
  return fmt::format("{} ({}), in '{}': {}", impact.candidature, impact.organisation, impact.stage,
                     fmt::join(changes_of(impact, zone), "; "));
}

std::string counted(std::size_t number) {
  return fmt::format("{} open candidature{}", number, number == 1 ? "" : "s");
}

// ---- JSON ----

json::value limit_json(const std::optional<engine::EffectiveLimit>& limit,
                       const rules::Zone& zone) {
  if (!limit) return nullptr;
  return json::object{{"until", text_of(rfc3339(limit->closes.closes, zone))},
                      {"until_inclusive", limit->closes.inclusive},
                      {"planned", limit->planned}};
}

json::value verdict_json(const std::optional<engine::RequirementVerdict>& verdict) {
  if (!verdict) return "absent";
  return !verdict->holds ? "unknown" : *verdict->holds ? "holds" : "fails";
}

json::object score_json(const rules::Score& score) {
  return {{"total", score.total ? cli::json_of(*score.total) : json::value(nullptr)},
          {"passes", score.passes ? json::value(*score.passes) : json::value(nullptr)}};
}

json::value rank_json(const std::optional<int>& rank) {
  return rank ? json::value(*rank) : json::value(nullptr);
}

}  // namespace

std::vector<std::string> changes_of(const engine::Impact& impact, const rules::Zone& zone) {
  std::vector<std::string> parts;
  if (impact.stage_gone) {
    parts.push_back(fmt::format("its stage '{}' is not in the new flow", impact.stage));
  }
  for (const auto& limit : impact.limits) parts.push_back(words(limit, zone));
  for (const auto& requirement : impact.requirements) parts.push_back(words(requirement));
  if (impact.scores_otherwise()) {
    parts.push_back(fmt::format("its score goes from {} to {}", score_words(impact.score_was),
                                score_words(impact.score_is)));
  }
  if (impact.rank_was != impact.rank_is) {
    parts.push_back(fmt::format("its rank goes from {} to {}", rank_words(impact.rank_was),
                                rank_words(impact.rank_is)));
  }
  return parts;
}

json::object impact_json(const engine::Impact& impact, const rules::Zone& zone) {
  json::array limits;
  for (const auto& limit : impact.limits) {
    limits.push_back(json::object{{"milestone", text_of(limit.milestone)},
                                  {"old", limit_json(limit.was, zone)},
                                  {"new", limit_json(limit.is, zone)},
                                  {"kept", limit.kept}});
  }
  json::array requirements;
  for (const auto& requirement : impact.requirements) {
    requirements.push_back(json::object{{"id", text_of(requirement.id)},
                                        {"old", verdict_json(requirement.was)},
                                        {"new", verdict_json(requirement.is)}});
  }
  return {{"candidature", text_of(impact.candidature)},
          {"stage", text_of(impact.stage)},
          {"stage_gone", impact.stage_gone},
          {"limits", limits},
          {"requirements", requirements},
          {"score", json::object{{"old", score_json(impact.score_was)},
                                 {"new", score_json(impact.score_is)}}},
          {"rank",
           json::object{{"old", rank_json(impact.rank_was)}, {"new", rank_json(impact.rank_is)}}},
          {"sentence", text_of(words(impact, zone))}};
}

std::string in_words(const engine::ImpactReport& report, const rules::Rulebook& now) {
  auto text = fmt::format(
      "{} under the old rulebook; were they judged by the new one, {} would see a change\n",
      counted(report.open), report.impacts.size());
  for (const auto& impact : report.impacts) text += "  " + visible(words(impact, *now.zone)) + '\n';
  if (report.others > 0) {
    text += fmt::format("{} of the region under another rulebook: not compared\n",
                        counted(report.others));
  }
  return text + "nothing changes for them before it is adopted with --amend\n";
}

std::string impact_words(const engine::ImpactReport& report, const rules::Rulebook& now) {
  auto text = fmt::format("{} under other rules; {} of them see{} a change\n", counted(report.open),
                          report.impacts.size(), report.impacts.size() == 1 ? "s" : "");
  for (const auto& impact : report.impacts) text += "  " + words(impact, *now.zone) + '\n';
  return text;
}

json::value json_of(const engine::ImpactReport& report, const rules::Zone& zone) {
  json::array changed;
  for (const auto& impact : report.impacts) changed.push_back(impact_json(impact, zone));
  return json::object{
      {"open", report.open}, {"changed", changed}, {"other_rulebooks", report.others}};
}

}  // namespace termijn::cli
