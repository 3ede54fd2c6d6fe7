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

/// The tree of a rule's parts.
json::object json_of(const rules::Reason& reason, const rules::Rulebook& rulebook) {
  json::array parts;
  for (const auto& part : reason.parts) parts.push_back(json_of(part, rulebook));
  return {{"words", text_of(reason.words)},
          {"rule", json_of(rulebook.place(reason.span))},
          {"ground", text_of(to_string(reason.ground))},
          {"holds", json_of(reason.holds)},
          {"facts", json_of(reason.facts, *rulebook.zone)},
          {"note", reason.note.empty() ? json::value(nullptr) : text_of(reason.note)},
          {"element", reason.element == 0 ? json::value(nullptr) : json::value(reason.element)},
          {"because",
           reason.because.empty() ? json::value(nullptr) : json::value(text_of(reason.because))},
          {"parts", parts}};
}

json::value json_of(const std::optional<rules::Reason>& reason, const rules::Rulebook& rulebook) {
  return reason ? json::value(json_of(*reason, rulebook)) : json::value(nullptr);
}

json::object json_of(const ExplainedRequirement& requirement, const rules::Rulebook& rulebook) {
  const auto& zone = *rulebook.zone;
  return {{"id", text_of(requirement.verdict.id)},
          {"holds", json_of(requirement.verdict.holds)},
          {"rule", json_of(requirement.verdict.place)},
          {"text", text_of(requirement.rule)},
          {"facts", json_of(requirement.facts, zone)},
          {"missing", json_of(requirement.verdict.missing)},
          {"because", text_of(requirement.verdict.because)},
          {"why", json_of(requirement.why, rulebook)}};
}

json::object json_of(const ExplainedScorecard& card, const rules::Scoring& scoring) {
  json::object scores;
  for (std::size_t i = 0; i < scoring.criteria.size(); ++i) {
    scores[scoring.criteria[i].id] = json_of(card.scores[i]);
  }
  return {{"reviewer", text_of(card.reviewer)}, {"counts", card.counts}, {"scores", scores}};
}

json::object json_of(const ExplainedScore& explained, const rules::Rulebook& rulebook) {
  const auto& scoring = rulebook.scoring;
  const auto& score = explained.score;
  json::array criteria;
  for (std::size_t i = 0; i < score.criteria.size(); ++i) {
    criteria.push_back(json::object{{"id", text_of(scoring.criteria[i].id)},
                                    {"score", json_of(score.criteria[i])},
                                    {"weight", cli::json_of(scoring.weights[i])},
                                    {"contribution", json_of(explained.contributions[i])}});
  }
  json::array reviewers;
  for (const auto& card : explained.scorecards) reviewers.push_back(json_of(card, scoring));
  return {{"criteria", criteria},
          {"total", json_of(score.total)},
          {"passes", json_of(score.passes)},
          {"failed", json_of(score.failed)},
          {"scorecards", score.reviewers},
          {"least_reviewers", scoring.least_reviewers},
          {"needed", score.needed},
          {"lacking", json_of(score.lacking)},
          {"fault", json_of(score.fault)},
          {"reviewers", reviewers},
          {"pass", json_of(explained.pass, rulebook)}};
}

json::value json_of(const std::optional<engine::NeededChange>& change, const rules::Zone& zone) {
  if (!change) return nullptr;
  json::array facts;
  for (const auto& fact : change->facts) {
    const auto text = [&](const rules::Value& value) {
      return text_of(with_local_times(rules::to_string(value), zone));
    };
    facts.push_back(json::object{
        {"name", text_of(fact.name)}, {"from", text(fact.from)}, {"to", text(fact.to)}});
  }
  json::value raise = nullptr;
  if (change->raise) {
    raise = json::object{{"criterion", text_of(change->raise->criterion)},
                         {"from", cli::json_of(change->raise->from)},
                         {"to", cli::json_of(change->raise->to)},
                         {"total", cli::json_of(change->raise->total)}};
  }
  const auto search = change->search;
  return json::object{{"found", search == rules::Search::found},
                      {"proven", search != rules::Search::gave_up},
                      {"facts", facts},
                      {"score_passes", change->score},
                      {"raise", raise}};
}

json::object json_of(const ExplainedTransition& way, const rules::Rulebook& rulebook) {
  const auto& zone = *rulebook.zone;
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
          {"steps", steps},
          {"why", json_of(way.why, rulebook)},
          {"change", json_of(way.change, zone)}};
}

json::array json_of(const std::vector<ExplainedTransition>& ways, const rules::Rulebook& rulebook) {
  json::array out;
  for (const auto& way : ways) out.push_back(json_of(way, rulebook));
  return out;
}

json::value json_of(const std::optional<ExplainedDate>& asked, const rules::Rulebook& rulebook) {
  if (!asked) return nullptr;
  const auto& zone = *rulebook.zone;
  const auto instant = [&](const std::optional<rules::Instant>& at) {
    return at ? json::value(text_of(rfc3339(*at, zone))) : json::value(nullptr);
  };
  json::array moved;
  for (const auto& one : asked->moved) {
    moved.push_back(
        json::object{{"kind", text_of(one.kind)},
                     {"actor", text_of(one.actor)},
                     {"reason", text_of(one.reason)},
                     {"happened", instant(one.happened)},
                     {"before", one.before ? instant(one.before->closes) : json::value(nullptr)}});
  }
  const auto& limit = asked->limit;
  return json::object{
      {"milestone", text_of(asked->milestone->id)},
      {"phrases", json_of(asked->milestone->phrases)},
      {"rule", json_of(rulebook.place(asked->milestone->spans.front()))},
      {"until", limit ? instant(limit->closes.closes) : json::value(nullptr)},
      {"until_inclusive", limit && limit->closes.inclusive},
      {"planned", limit && limit->planned},
      {"overridden", limit && limit->overridden},
      {"anchor", asked->anchor.empty() ? json::value(nullptr) : text_of(asked->anchor)},
      {"happened", instant(asked->happened)},
      {"moved", moved},
      {"steps", limit ? cli::json_of(limit->steps) : json::value(json::array{})},
      {"fault", asked->fault.empty() ? json::value(nullptr) : text_of(asked->fault)}};
}

json::value json_of(const std::optional<ExplainedRank>& asked, const rules::Zone& zone) {
  if (!asked) return nullptr;
  const auto other = [](const std::optional<engine::BoardRow>& row, const std::string& decided) {
    if (!row) return json::value(nullptr);
    return json::value(json::object{{"id", text_of(row->id)}, {"decided_by", text_of(decided)}});
  };
  const auto text = [&](const std::string& value) {
    return value.empty() ? json::value(nullptr)
                         : json::value(text_of(with_local_times(value, zone)));
  };
  json::array keys;
  for (const auto& key : asked->keys) {
    keys.push_back(json::object{{"key", text_of(key.key)},
                                {"value", text(key.value)},
                                {"above", text(key.above)},
                                {"below", text(key.below)}});
  }
  return json::object{{"rank", asked->row ? json::value(*asked->row->rank) : json::value(nullptr)},
                      {"of", asked->ranked},
                      {"above", other(asked->above, asked->row ? asked->row->decided_by : "")},
                      {"below", other(asked->below, asked->below ? asked->below->decided_by : "")},
                      {"keys", keys}};
}

}  // namespace

json::value json_of(const Explanation& explanation) {
  const auto& state = explanation.state;
  const auto& rulebook = explanation.procedure.rulebook;
  json::array requirements;
  for (const auto& requirement : explanation.requirements) {
    requirements.push_back(json_of(requirement, rulebook));
  }
  json::value why_not = nullptr;
  if (explanation.why_not) {
    why_not = json::object{{"stage", text_of(explanation.why_not->stage)},
                           {"been_there", explanation.why_not->been_there},
                           {"path", json_of(explanation.why_not->path)},
                           {"steps", json_of(explanation.why_not->steps, rulebook)}};
  }
  return json::object{{"candidature", text_of(state.id)},
                      {"region", text_of(state.region)},
                      {"stage", text_of(state.stage)},
                      {"standing", text_of(to_string(state.standing()))},
                      {"requirements", requirements},
                      {"score", json_of(explanation.score, rulebook)},
                      {"waits_for", json_of(explanation.ways, rulebook)},
                      {"why_not", why_not},
                      {"date", json_of(explanation.date, rulebook)},
                      {"rank", json_of(explanation.rank, *rulebook.zone)}};
}

}  // namespace termijn::cli
