// What stands behind a score, a date and a rank.
#include <algorithm>

#include <fmt/format.h>

#include "cli/commands/explanation.hpp"
#include "engine/candidature/kinds.hpp"
#include "rules/rulebook/facts.hpp"
#include "rules/rulebook/timeline.hpp"

namespace termijn::cli {
namespace {

using engine::BoardRow;
using engine::Event;

std::string text_at(const Event& event, const char* key) {
  const auto* value = event.body.if_contains(key);
  return value && value->is_string() ? std::string(value->get_string()) : std::string();
}

/// A limit that an amendment left as it was for this candidature.
std::optional<MovedLimit> kept_by(const Event& event, const std::string& milestone) {
  const auto* keeps = event.body.if_contains("keeps");
  if (!keeps || !keeps->is_array()) return std::nullopt;
  for (const auto& item : keeps->get_array()) {
    const auto& kept = item.as_object();
    if (kept.at("milestone").as_string() != milestone) continue;
    return MovedLimit{.kind = event.kind,
                      .actor = event.actor,
                      .reason = std::string(kept.at("reason").as_string()),
                      .happened = event.happened,
                      .before = {}};
  }
  return std::nullopt;
}

std::optional<MovedLimit> moved_by(const Event& event, const std::string& milestone) {
  const bool extended =
      event.kind == engine::kind::extended && text_at(event, "milestone") == milestone;
  const bool admitted =
      event.kind == engine::kind::admitted_late && milestone == engine::submission_deadline;
  if (event.kind == engine::kind::rules_changed) return kept_by(event, milestone);
  if (!extended && !admitted) return std::nullopt;
  MovedLimit moved{.kind = event.kind,
                   .actor = event.actor,
                   .reason = text_at(event, "reason"),
                   .happened = event.happened,
                   .before = {}};
  const auto before = rules::parse_rfc3339(text_at(event, "before"));
  const auto* inclusive = event.body.if_contains("before-inclusive");
  if (before) moved.before = rules::Deadline{*before, inclusive && inclusive->as_bool()};
  return moved;
}

/// Whether the milestone closes otherwise when `event` is not where `anchors` have it.
bool counts_from(const rules::Rulebook& rulebook, const std::string& milestone,
                 const rules::EventTimes& anchors, const std::string& event) {
  auto others = anchors;
  if (others.erase(event) == 0) others[event] = rules::Instant{};  // any instant far from all
  const auto here = rules::milestone_window(rulebook, milestone, anchors);
  const auto there = rules::milestone_window(rulebook, milestone, others);
  return here.sessions != there.sessions || here.planned != there.planned;
}

std::string value_of(const rules::RankKey& key, const BoardRow& row) {
  using By = rules::RankKey::By;
  switch (key.by) {
    case By::total:
      return row.score.total ? rules::to_string(*row.score.total) + "%" : "";
    case By::criterion: {
      const auto& score = row.score.criteria[key.criterion];
      return score ? rules::to_string(*score) : "";
    }
    case By::arrival:
      return row.arrived ? rules::rfc3339(*row.arrived) : "";
    case By::organisation:
      return row.organisation;
    case By::lot:
      return rules::hex(rules::sha256(row.id));
    case By::id:
      return row.id;
  }
  return row.id;
}

}  // namespace

ExplainedScore explain_score(const rules::Rulebook& rulebook, const engine::State& state,
                             const rules::Score& score) {
  const auto& scoring = rulebook.scoring;
  ExplainedScore explained{.score = score, .scorecards = {}, .contributions = {}, .pass = {}};
  for (const auto& [reviewer, given] : state.scorecards) {
    ExplainedScorecard card{reviewer, {}, !state.conflicts.contains(reviewer)};
    for (const auto& criterion : scoring.criteria) {
      const auto at = given.find(criterion.id);
      card.scores.push_back(at == given.end() ? std::nullopt : std::optional(at->second));
    }
    explained.scorecards.push_back(std::move(card));
  }
  for (std::size_t i = 0; i < scoring.criteria.size(); ++i) {
    const bool scored = i < score.criteria.size() && score.criteria[i];
    explained.contributions.push_back(
        scored ? rules::contribution(scoring.criteria[i], scoring.weights[i], *score.criteria[i])
               : std::nullopt);
  }
  if (scoring.pass) {
    explained.pass = rules::explain(*scoring.pass, rules::pass_facts(scoring, score),
                                    rules::score_schema(scoring.criteria), *rulebook.sources);
  }
  return explained;
}

ExplainedDate explain_date(const rules::Rulebook& rulebook, const engine::State& state,
                           const std::string& milestone, const std::vector<Event>& events) {
  ExplainedDate date{.milestone = rulebook.milestone(milestone),
                     .limit = {},
                     .fault = {},
                     .anchor = {},
                     .happened = {},
                     .planned_at = {},
                     .moved = {}};
  auto limit = engine::effective_limit(rulebook, state, milestone);
  if (auto* why = std::get_if<std::string>(&limit)) {
    date.fault = std::move(*why);
  } else {
    date.limit = std::get<engine::EffectiveLimit>(std::move(limit));
  }
  for (const auto& event : rules::known_events()) {
    if (!counts_from(rulebook, milestone, state.anchors, event.name)) continue;
    date.anchor = event.name;
    const auto at = state.anchors.find(event.name);
    if (at != state.anchors.end()) date.happened = at->second;
    const auto planned = rulebook.planned_at.find(event.name);
    if (planned != rulebook.planned_at.end()) date.planned_at = planned->second;
    break;
  }
  for (const auto& event : events) {
    if (auto moved = moved_by(event, milestone)) date.moved.push_back(std::move(*moved));
  }
  return date;
}

ExplainedRank explain_rank(const rules::Rulebook& rulebook, const std::string& candidature,
                           std::vector<BoardRow> rows) {
  std::erase_if(rows, [](const BoardRow& row) { return !row.rank; });
  std::sort(rows.begin(), rows.end(),
            [](const auto& a, const auto& b) { return *a.rank < *b.rank; });
  ExplainedRank rank{
      .row = {}, .above = {}, .below = {}, .ranked = rows.size(), .keys = {}, .place = {}};
  const auto& keys = rulebook.scoring.rank;
  if (!keys.empty()) rank.place = rulebook.place(keys.front().span);
  const auto at = std::find_if(rows.begin(), rows.end(),
                               [&](const BoardRow& row) { return row.id == candidature; });
  if (at == rows.end()) return rank;
  rank.row = *at;
  if (at != rows.begin()) rank.above = *std::prev(at);
  if (std::next(at) != rows.end()) rank.below = *std::next(at);
  for (const auto& key : keys) {
    rank.keys.push_back({rules::in_words(rulebook.scoring, key), value_of(key, *rank.row),
                         rank.above ? value_of(key, *rank.above) : "",
                         rank.below ? value_of(key, *rank.below) : ""});
  }
  return rank;
}

}  // namespace termijn::cli
