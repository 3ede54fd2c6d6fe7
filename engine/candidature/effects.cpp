#include "engine/candidature/detail/effects.hpp"

#include <algorithm>
#include <array>

#include <boost/json/array.hpp>
#include <fmt/format.h>

#include "engine/candidature/detail/body.hpp"
#include "engine/candidature/effective.hpp"
#include "engine/candidature/kinds.hpp"

namespace termijn::engine {

std::string reason_of(const Act& act) {
  auto reason = body::text(act.body, "reason");
  if (reason.empty()) throw body::Malformed{"'reason' is empty: say why"};
  return reason;
}

namespace {

namespace json = boost::json;

Event written(const State& state, const Act& act, const Context& context, std::string_view kind) {
  return event_of(state, context, kind, act.at, act.actor);
}

Effect withdrawal(const State& state, const Act& act, const Context& context) {
  Event event = written(state, act, context, kind::withdrawn);
  if (act.body.contains("reason")) event.personal["reason"] = body::text(act.body, "reason");
  return event;
}

/// A score is a text with an exact decimal, or a whole number.
std::string score_text(const json::value& value, const std::string& criterion) {
  if (value.is_int64()) return std::to_string(value.get_int64());
  if (value.is_string()) return std::string(value.get_string());
  throw body::Malformed{"the score for '" + criterion + "' must be a number"};
}

std::optional<Refusal> check_score(const rules::Rulebook& rulebook, const std::string& criterion,
                                   const std::string& text) {
  const auto& criteria = rulebook.scoring.criteria;
  const auto found = std::find_if(criteria.begin(), criteria.end(),
                                  [&](const auto& known) { return known.id == criterion; });
  if (found == criteria.end()) {
    std::vector<std::string> ids;
    ids.reserve(criteria.size());
    for (const auto& known : criteria) ids.push_back(known.id);
    const auto near = rules::nearest(criterion, ids);
    return refusal("A0108", fmt::format("'{}' is no criterion of this region", criterion),
                   near.empty() ? "" : fmt::format("did you mean '{}'?", near));
  }
  const auto number = rules::parse_number(text);
  if (number && *number >= found->low && *number <= found->high) return std::nullopt;
  return refusal("A0108", fmt::format("'{}' for '{}' is outside its scale {}..{}", text, criterion,
                                      rules::to_string(found->low), rules::to_string(found->high)));
}

Effect scoring(const State& state, const Act& act, const Context& context) {
  const auto reviewer = body::text_or(act.body, "reviewer", act.actor);
  if (state.conflicts.contains(reviewer)) {
    return refusal("A0109",
                   fmt::format("'{}' declared a conflict of interest and cannot score", reviewer),
                   "let another reviewer score this candidature");
  }
  const bool decided = state.anchors.contains("decided");
  Event event = written(state, act, context, decided ? kind::scored_after : kind::scored);
  json::object scores;
  for (const auto& [key, value] : body::object(act.body, "scores")) {
    const std::string criterion(key);
    const auto text = score_text(value, criterion);
    if (auto refused = check_score(context.procedure.rulebook, criterion, text)) return *refused;
    scores[key] = text;
  }
  if (scores.empty()) return refusal("A0108", "the scorecard has no score");
  event.body = {{"reviewer", reviewer}, {"scores", std::move(scores)}};
  if (act.body.contains("remarks")) event.personal["remarks"] = body::text(act.body, "remarks");
  return event;
}

Effect conflict(const State& state, const Act& act, const Context& context) {
  const auto reviewer = body::text_or(act.body, "reviewer", act.actor);
  Event event = written(state, act, context, kind::conflict_declared);
  event.body = {{"reviewer", reviewer}};
  if (state.scorecards.contains(reviewer)) event.body["drops-scorecard"] = true;
  event.personal["reason"] = reason_of(act);
  return event;
}

Effect pitch(const State& state, const Act& act, const Context& context) {
  Event event = written(state, act, context, kind::pitched);
  if (act.body.contains("jury")) {
    json::array jury;
    for (const auto& member : body::list(act.body, "jury")) {
      if (!member.is_string()) throw body::Malformed{"'jury' must hold names of roles"};
      jury.push_back(member);
    }
    event.body["jury"] = std::move(jury);
  }
  return event;
}

json::object reasons_of(const Act& act) {
  json::object reasons;
  if (!act.body.contains("reasons")) return reasons;
  for (const auto& [key, value] : body::object(act.body, "reasons")) {
    if (!value.is_string() || value.get_string().empty()) {
      throw body::Malformed{"the reason for '" + std::string(key) + "' must be text"};
    }
    reasons[key] = value;
  }
  return reasons;
}

std::optional<Refusal> check_outcome(const std::string& outcome) {
  static const std::vector<std::string> outcomes{"selected", "reserve", "rejected"};
  if (std::find(outcomes.begin(), outcomes.end(), outcome) != outcomes.end()) return std::nullopt;
  const auto near = rules::nearest(outcome, outcomes);
  return refusal("A0110", fmt::format("unknown outcome '{}'", outcome),
                 near.empty() ? "write 'selected', 'reserve' or 'rejected'"
                              : fmt::format("did you mean '{}'?", near));
}

/// Whoever is not selected must be told why, per criterion that was scored.
std::optional<Refusal> check_reasons(const State& state, const rules::Rulebook& rulebook,
                                     const std::string& outcome, const json::object& reasons) {
  if (outcome == "selected") return std::nullopt;
  if (reasons.empty()) {
    return refusal("A0110", fmt::format("a decision '{}' needs its reasons", outcome),
                   "add \"reasons\": {\"CRITERION\": \"why\"}");
  }
  if (state.scorecards.empty()) return std::nullopt;
  for (const auto& criterion : rulebook.scoring.criteria) {
    if (reasons.contains(criterion.id)) continue;
    return refusal("A0110", fmt::format("the decision gives no reason for '{}'", criterion.id),
                   "give a reason for each criterion");
  }
  return std::nullopt;
}

}  // namespace

Effect decision(const State& state, const Act& act, const Context& context) {
  const auto outcome = body::text(act.body, "outcome");
  if (auto refused = check_outcome(outcome)) return *refused;
  const auto& rulebook = context.procedure.rulebook;
  auto reasons = reasons_of(act);
  if (auto refused = check_reasons(state, rulebook, outcome, reasons)) return *refused;
  Event event = written(state, act, context, kind::decided);
  event.body = {{"outcome", outcome}, {"reasons", std::move(reasons)}};
  const auto sheet = gather_facts(rulebook, state, context.earlier);
  if (sheet.score.total) event.body["total"] = rules::to_string(*sheet.score.total);
  return event;
}

namespace {

Effect reassessment(const State& state, const Act& act, const Context& context) {
  const auto outcome = body::text(act.body, "outcome");
  if (auto refused = check_outcome(outcome)) return *refused;
  Event event = written(state, act, context, kind::reassessed);
  event.body = {{"outcome", outcome}, {"reason", reason_of(act)}};
  return event;
}

Effect rebuttal(const State& state, const Act& act, const Context& context) {
  Event event = written(state, act, context, kind::rebutted);
  event.body["late"] = false;  // `decide` says otherwise where its limit has passed
  event.personal["text"] = body::text(act.body, "text");
  return event;
}

json::array judged_again(const State& state, const rules::Deadline& closes) {
  json::array verdicts;
  for (const auto& version : state.versions) {
    verdicts.emplace_back(rules::meets(version.arrival, closes.closes, closes.inclusive));
  }
  return verdicts;
}

/// `until` is a day, which then closes at its end, or an instant.
std::optional<rules::Deadline> read_until(const std::string& text, const rules::Zone& zone) {
  if (const auto day = rules::parse_iso_date(text)) {
    return rules::Deadline{zone.start_of_day(rules::add_days(*day, 1)), false};
  }
  if (const auto instant = rules::parse_rfc3339(text)) return rules::Deadline{*instant, true};
  return std::nullopt;
}

Effect extension(const State& state, const Act& act, const Context& context) {
  const auto& rulebook = context.procedure.rulebook;
  const auto milestone = body::text(act.body, "milestone");
  const auto text = body::text(act.body, "until");
  const auto until = read_until(text, *rulebook.zone);
  if (!until) {
    return refusal("A0111", fmt::format("'until' is no day and no instant: '{}'", text),
                   "write 2023-06-16 or 2023-06-16T17:00:00+02:00");
  }
  const auto present = effective_limit(rulebook, state, milestone);
  if (const auto* why = std::get_if<std::string>(&present)) return refusal("A0111", *why);
  const auto& now = std::get<EffectiveLimit>(present).closes;
  if (lapses_at(*until) <= lapses_at(now)) {
    return refusal("A0111", fmt::format("'{}' closes at {} already: an extension must be later",
                                        milestone, rules::rfc3339(now.closes, *rulebook.zone)));
  }
  Event event = written(state, act, context, kind::extended);
  event.body = {{"milestone", milestone},
                {"closes", rules::rfc3339(until->closes)},
                {"inclusive", until->inclusive},
                {"before", rules::rfc3339(now.closes)},
                {"before-inclusive", now.inclusive},
                {"reason", reason_of(act)}};
  json::array unchanged;
  for (const auto& version : state.versions) unchanged.emplace_back(version.on_time);
  event.body["on-time"] =
      milestone == submission_deadline ? judged_again(state, *until) : std::move(unchanged);
  return event;
}

Effect late_admission(const State& state, const Act& act, const Context& context) {
  const Version* version = state.counting();
  if (!version || version->on_time) {
    return refusal("A0112", "nothing of this candidature is late");
  }
  Event event = written(state, act, context, kind::admitted_late);
  event.body = {{"version", version->number},
                {"reason", reason_of(act)},
                {"on-time", judged_again(state, {version->arrival, true})}};
  return event;
}

Effect recorded_fact(const State& state, const Act& act, const Context& context) {
  const auto& schema = context.procedure.rulebook.facts;
  const auto name = body::text(act.body, "fact");
  std::vector<std::string> declared;
  declared.reserve(context.procedure.rulebook.declared.size());
  for (const auto& fact : context.procedure.rulebook.declared) {
    declared.push_back(fact.declaration.name);
  }
  if (std::find(declared.begin(), declared.end(), name) == declared.end()) {
    const auto near = rules::nearest(name, declared);
    return refusal("A0114", fmt::format("the rulebook declares no fact '{}'", name),
                   near.empty() ? "" : fmt::format("did you mean '{}'?", near));
  }
  const auto& given = body::at(act.body, "value");
  const auto text =
      given.is_bool() ? std::string(given.get_bool() ? "true" : "false") : score_text(given, name);
  const auto& declaration = schema.facts[static_cast<std::size_t>(schema.slot(name))];
  if (!read_fact(declaration, text)) {
    return refusal("A0114", fmt::format("'{}' is no {}", text, rules::to_string(declaration.type)));
  }
  Event event = written(state, act, context, kind::fact_recorded);
  event.body = {{"fact", name}, {"value", text}};
  return event;
}

Effect confirmation(const State& state, const Act& act, const Context& context) {
  if (state.held.empty()) return refusal("A0116", "nothing of this candidature is held");
  Event event = written(state, act, context, kind::confirmed);
  event.body = {{"transition", *state.held.begin()}, {"reason", reason_of(act)}};
  return event;
}

Effect resumption(const State& state, const Act& act, const Context& context) {
  if (state.parked.empty()) return refusal("A0116", "this candidature is not parked");
  Event event = written(state, act, context, kind::resumed);
  event.body = {{"reason", reason_of(act)}, {"parked-because", state.parked}};
  return event;
}

using Effector = Effect (*)(const State&, const Act&, const Context&);

constexpr std::array<std::pair<std::string_view, Effector>, 15> effectors{{
    {"submit", submission},
    {"withdraw", withdrawal},
    {"score", scoring},
    {"declare-conflict", conflict},
    {"pitch", pitch},
    {"decide", decision},
    {"communicate", communication},
    {"rebut", rebuttal},
    {"reassess", reassessment},
    {"extend", extension},
    {"admit-late", late_admission},
    {"record-fact", recorded_fact},
    {"confirm", confirmation},
    {"resume", resumption},
    {"correct", correction},
}};

}  // namespace

Effect effect_of(const State& state, const Act& act, const Context& context) {
  const auto* effector = std::find_if(effectors.begin(), effectors.end(),
                                      [&](const auto& entry) { return entry.first == act.kind; });
  if (effector == effectors.end()) {
    return refusal("A0102", fmt::format("unknown act '{}'", act.kind));
  }
  try {
    return effector->second(state, act, context);
  } catch (const body::Malformed& malformed) {
    return refusal("A0106", fmt::format("{}: {}", act.kind, malformed.message));
  }
}

}  // namespace termijn::engine
