#include <algorithm>

#include <boost/json/array.hpp>
#include <fmt/format.h>

#include "engine/agenda/detail/amendment.hpp"
#include "engine/candidature/kinds.hpp"

namespace termijn::engine {
namespace {

namespace json = boost::json;

// ---- what changes, in the words of the journal ----

void put_limit(json::object& into, const char* key, const std::optional<EffectiveLimit>& limit) {
  if (!limit) return;
  into[key] = json::object{{"closes", rules::rfc3339(limit->closes.closes)},
                           {"inclusive", limit->closes.inclusive},
                           {"planned", limit->planned}};
}

std::string_view word(const std::optional<RequirementVerdict>& verdict) {
  if (!verdict) return "absent";
  return !verdict->holds ? "unknown" : *verdict->holds ? "holds" : "fails";
}

json::object score_json(const rules::Score& score) {
  json::object object;
  if (score.total) object["total"] = rules::to_string(*score.total);
  if (score.passes) object["passes"] = *score.passes;
  return object;
}

json::object place_json(const rules::RulePlace& place) {
  return {{"file", place.file}, {"line", place.line}};
}

/// Before and after, of one candidature.
json::object change_json(const Impact& impact) {
  json::array limits;
  for (const auto& limit : impact.limits) {
    json::object entry{{"milestone", limit.milestone}, {"kept", limit.kept}};
    put_limit(entry, "was", limit.was);
    put_limit(entry, "is", limit.is);
    limits.push_back(std::move(entry));
  }
  json::array requirements;
  for (const auto& requirement : impact.requirements) {
    json::object entry{{"requirement", requirement.id},
                       {"was", word(requirement.was)},
                       {"is", word(requirement.is)}};
    if (requirement.was) entry["was-rule"] = place_json(requirement.was->place);
    if (requirement.is) entry["is-rule"] = place_json(requirement.is->place);
    requirements.push_back(std::move(entry));
  }
  json::object change{{"limits", std::move(limits)}, {"requirements", std::move(requirements)}};
  if (impact.scores_otherwise()) {
    change["score"] =
        json::object{{"was", score_json(impact.score_was)}, {"is", score_json(impact.score_is)}};
  }
  return change;
}

// ---- one candidature ----

/// Transitions that were held and that the new rules do not know as such in this stage.
json::array released(const State& state, const Workflow& workflow) {
  json::array gone;
  for (const auto& id : state.held) {
    const auto* transition = workflow.transition(id);
    const bool stays = transition && transition->adverse &&
                       std::find(transition->from.begin(), transition->from.end(), state.stage) !=
                           transition->from.end();
    if (!stays) gone.emplace_back(id);
  }
  return gone;
}

/// Why the candidature cannot go over to the new rules; empty: it can.
std::string obstacle(const State& state, const RulesChange& change) {
  if (stage_gone(state, change.to)) {
    return fmt::format("the amended rules know no stage '{}': it stays under its own", state.stage);
  }
  if (loses_rebuttal(state, change.from, change.to, change.amendment.effective)) {
    return "the amended rules know no rebuttal, and the window that was told still runs: it stays "
           "under its own";
  }
  return "";
}

Accepted parked(const State& state, const Context& context, Instant happened, std::string reason) {
  Progress progress{.state = state, .events = {}};
  if (state.parked.empty()) {
    Event event = event_of(state, context, kind::parked, happened, "clock");
    event.body["reason"] = std::move(reason);
    progress.add(std::move(event));
  }
  return {std::move(progress.events), std::move(progress.state)};
}

/// What stays for the candidature: where nobody gave leave, also each limit that would close
/// earlier.
std::vector<KeptLimit> kept_by(const State& state, const RulesChange& change) {
  auto kept = kept_limits(state, change.from, change.to);
  if (change.amendment.allows_earlier) return kept;
  const auto carried = carried_over(state, change.to, kept);
  for (const auto& limit :
       earlier_limits(state, carried, change.from, change.to, change.amendment.effective)) {
    std::erase_if(kept, [&](const auto& other) { return other.milestone == limit.milestone; });
    kept.push_back({limit.milestone, limit.was, "it ran when the rules changed"});
  }
  return kept;
}

json::array kept_json(const std::vector<KeptLimit>& kept) {
  json::array limits;
  for (const auto& limit : kept) {
    limits.push_back(json::object{{"milestone", limit.milestone},
                                  {"closes", rules::rfc3339(limit.closes.closes)},
                                  {"inclusive", limit.closes.inclusive},
                                  {"reason", limit.reason}});
  }
  return limits;
}

Event changed_event(const State& state, const RulesChange& change, const Context& context) {
  const auto kept = kept_by(state, change);
  const auto carried = carried_over(state, change.to, kept);
  const auto was = gather_facts(change.from.rulebook, state, change.earlier);
  const auto is = gather_facts(change.to.rulebook, carried, change.earlier);
  const auto& amendment = change.amendment;
  Event event =
      event_of(carried, context, kind::rules_changed, amendment.effective, amendment.actor);
  event.body = change_json(impact_on(state, was, change.from, carried, is, change.to));
  event.body["from"] = state.rulebook;
  event.body["to"] = amendment.to;
  event.body["reason"] = amendment.reason;
  event.body["amendment"] = amendment.sequence;
  event.body["keeps"] = kept_json(kept);
  event.body["releases"] = released(state, change.to.workflow);
  const auto earlier = earlier_limits(state, carried, change.from, change.to, amendment.effective);
  if (!earlier.empty()) event.body["earlier"] = earlier_json(earlier);
  json::array verdicts;
  for (const auto& version : carried.versions) verdicts.emplace_back(version.on_time);
  event.body["on-time"] = std::move(verdicts);
  return event;
}

/// The rules run on as they do after an act, but against nobody.
void run_on(Progress& progress, const Context& context, Instant effective) {
  const auto& last = progress.state.last_move;
  const Instant happened = last ? std::max(effective, last->happened) : effective;
  Progress further{.state = progress.state, .events = {}};
  settle(further, context, happened);
  const auto adverse = std::find_if(further.events.begin(), further.events.end(), [](auto& event) {
    return event.kind == kind::moved && event.body.at("adverse").as_bool();
  });
  if (adverse == further.events.end()) {
    for (auto& event : further.events) progress.add(std::move(event));
    return;
  }
  Event event = event_of(progress.state, context, kind::parked, happened, "clock");
  event.body["reason"] =
      fmt::format("by the amended rules '{}' would follow at once: a person must decide",
                  std::string_view(adverse->body.at("transition").as_string()));
  progress.add(std::move(event));
}

}  // namespace

json::array changes_json(const ImpactReport& report) {
  json::array changes;
  for (const auto& impact : report.impacts) {
    auto change = change_json(impact);
    change["candidature"] = impact.candidature;
    change["stage"] = impact.stage;
    if (impact.rank_was != impact.rank_is) {
      json::object rank;
      if (impact.rank_was) rank["was"] = *impact.rank_was;
      if (impact.rank_is) rank["is"] = *impact.rank_is;
      change["rank"] = std::move(rank);
    }
    changes.push_back(std::move(change));
  }
  return changes;
}

json::array earlier_json(const std::vector<EarlierLimit>& limits) {
  json::array all;
  for (const auto& limit : limits) {
    all.push_back(json::object{{"candidature", limit.candidature},
                               {"milestone", limit.milestone},
                               {"was", rules::rfc3339(limit.was.closes)},
                               {"was-inclusive", limit.was.inclusive},
                               {"is", rules::rfc3339(limit.is.closes)},
                               {"is-inclusive", limit.is.inclusive}});
  }
  return all;
}

bool stage_gone(const State& state, const Procedure& to) {
  const auto& stages = to.rulebook.flow.stages;
  return std::find(stages.begin(), stages.end(), state.stage) == stages.end();
}

Accepted change_rules(const State& state, const RulesChange& change) {
  const Instant effective = change.amendment.effective;
  if (auto why = obstacle(state, change); !why.empty()) {
    const Context old{.procedure = change.from, .now = change.now, .earlier = change.earlier};
    return parked(state, old, effective, std::move(why));
  }
  const Context context{.procedure = change.to, .now = change.now, .earlier = change.earlier};
  Progress progress{.state = state, .events = {}};
  progress.add(changed_event(state, change, context));
  run_on(progress, context, effective);
  return {std::move(progress.events), std::move(progress.state)};
}

}  // namespace termijn::engine
