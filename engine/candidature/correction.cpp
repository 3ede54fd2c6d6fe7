#include <array>

#include <boost/json/array.hpp>
#include <fmt/format.h>

#include "engine/candidature/detail/body.hpp"
#include "engine/candidature/detail/effects.hpp"
#include "engine/candidature/effective.hpp"
#include "engine/candidature/kinds.hpp"

namespace termijn::engine {
namespace {

namespace json = boost::json;

/// Copies what is to read otherwise; whether there was any.
bool copy_contents(const json::object& from, json::object& into) {
  static constexpr std::array correctable{"documents", "challenges", "organisation"};
  bool any = false;
  for (const char* field : correctable) {
    if (!from.contains(field)) continue;
    into[field] = from.at(field);
    any = true;
  }
  return any;
}

bool touches_arrival(const json::object& body) {
  return body.contains("arrival") || body.contains("medium") || body.contains("to") ||
         body.contains("version");
}

Refusal nothing_to_correct() {
  return refusal("A0115", "nothing to correct",
                 "give 'documents', 'challenges', 'organisation', 'arrival', or 'medium' with "
                 "'to', as they should be");
}

std::variant<const Version*, Refusal> version_of(const State& state, const json::object& body) {
  if (!body.contains("version")) return state.counting();
  const auto number = body::whole(body.at("version"), "version");
  for (const auto& version : state.versions) {
    if (version.number == number) return &version;
  }
  return refusal("A0149", fmt::format("there is no version {}", number),
                 fmt::format("there are {}", state.versions.size()));
}

std::optional<Refusal> correct_arrival(Event& event, const Act& act, const Version& version,
                                       const Context& context) {
  if (!act.body.contains("arrival")) return std::nullopt;
  const auto& zone = *context.procedure.rulebook.zone;
  const auto arrival = body::instant(act.body, "arrival");
  if (arrival > act.at) {
    return refusal("A0149", fmt::format("the arrival {} lies after the correction",
                                        rules::rfc3339(arrival, zone)));
  }
  event.body["arrival"] = rules::rfc3339(arrival);
  event.body["before"].as_object()["arrival"] = rules::rfc3339(version.arrival);
  return std::nullopt;
}

void correct_channel(Event& event, const Act& act, const Version& version,
                     const rules::Rulebook& rulebook) {
  if (!act.body.contains("medium") && !act.body.contains("to")) return;
  const auto medium = body::text(act.body, "medium");
  const auto recipient = body::text(act.body, "to");
  const auto* channel = channel_of(rulebook, medium, recipient);
  event.body["medium"] = medium;
  event.body["recipient"] = recipient;
  event.body["channel"] = channel ? channel->id : "none";
  auto& before = event.body["before"].as_object();
  before["recipient"] = version.recipient;
  before["channel"] = version.channel;
}

/// On time by the limit that holds now. A version that was admitted late stays so: the
/// admission was of the version, not of its minute.
std::optional<Refusal> judge_again(Event& event, const State& state, const Version& version,
                                   const rules::Rulebook& rulebook) {
  event.body["before"].as_object()["on-time"] = version.on_time;
  event.body["on-time"] = version.on_time;
  const bool admitted = state.admitted_late && version.on_time;
  if (!event.body.contains("arrival") || admitted) return std::nullopt;
  const auto verdict = on_time(rulebook, state, body::instant(event.body, "arrival"));
  if (const auto* why = std::get_if<std::string>(&verdict)) return refusal("A0113", *why);
  event.body["on-time"] = std::get<bool>(verdict);
  return std::nullopt;
}

Effect version_correction(const State& state, const Act& act, const Context& context) {
  auto found = version_of(state, act.body);
  if (auto* refused = std::get_if<Refusal>(&found)) return std::move(*refused);
  const Version& version = *std::get<const Version*>(found);
  const auto& rulebook = context.procedure.rulebook;
  Event event = event_of(state, context, kind::version_corrected, act.at, act.actor);
  event.body = {{"number", version.number}, {"reason", reason_of(act)}, {"before", json::object{}}};
  const bool contents = copy_contents(act.body, event.body);
  if (auto refused = correct_arrival(event, act, version, context)) return std::move(*refused);
  correct_channel(event, act, version, rulebook);
  if (!contents && !event.body.contains("arrival") && !event.body.contains("channel")) {
    return nothing_to_correct();
  }
  if (auto refused = judge_again(event, state, version, rulebook)) return std::move(*refused);
  return event;
}

}  // namespace

Effect correction(const State& state, const Act& act, const Context& context) {
  if (touches_arrival(act.body)) return version_correction(state, act, context);
  Event event = event_of(state, context, kind::corrected, act.at, act.actor);
  event.body = {{"number", state.counting()->number}, {"reason", reason_of(act)}};
  if (!copy_contents(act.body, event.body)) return nothing_to_correct();
  return event;
}

}  // namespace termijn::engine
