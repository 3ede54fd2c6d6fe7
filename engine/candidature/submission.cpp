#include <algorithm>

#include <boost/json/array.hpp>
#include <fmt/format.h>

#include "engine/candidature/detail/body.hpp"
#include "engine/candidature/detail/effects.hpp"
#include "engine/candidature/effective.hpp"
#include "engine/candidature/kinds.hpp"

namespace termijn::engine {
namespace {

namespace json = boost::json;

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return text;
}

}  // namespace

const rules::Channel* channel_of(const rules::Rulebook& rulebook, const std::string& medium,
                                 const std::string& address) {
  for (const auto& channel : rulebook.channels) {
    if (rules::to_string(channel.medium) == medium && lower(channel.address) == lower(address)) {
      return &channel;
    }
  }
  return nullptr;
}

namespace {

/// Which instant counts is the channel's: receipt, or where it says so, dispatch.
Instant arrival_of(const Act& act, const rules::Channel* channel) {
  const bool by_dispatch = channel && channel->counts == rules::ArrivalCounts::dispatch;
  return by_dispatch && act.body.contains("dispatched") ? body::instant(act.body, "dispatched")
                                                        : act.at;
}

json::array documents(const json::object& from) {
  json::array documents;
  for (const auto& item : body::list(from, "documents")) {
    if (!item.is_object()) throw body::Malformed{"a document must be an object"};
    const auto& fields = item.get_object();
    json::object document{{"name", body::text(fields, "name")}};
    if (fields.contains("pages")) document["pages"] = body::whole(fields.at("pages"), "pages");
    documents.push_back(std::move(document));
  }
  return documents;
}

json::array challenges(const json::object& from) {
  json::array numbers;
  for (const auto number : body::wholes(from, "challenges")) numbers.emplace_back(number);
  return numbers;
}

/// The judgement on time, with what it was judged by: the receipt an applicant may get.
std::optional<Refusal> judge(Event& event, const State& state, const rules::Rulebook& rulebook,
                             Instant arrival) {
  event.body["on-time"] = true;
  if (!rulebook.milestone(submission_deadline)) return std::nullopt;
  const auto limit = effective_limit(rulebook, state, submission_deadline);
  if (const auto* why = std::get_if<std::string>(&limit)) return refusal("A0113", *why);
  const auto closes = std::get<EffectiveLimit>(limit).closes;
  event.body["on-time"] = rules::meets(arrival, closes.closes, closes.inclusive);
  event.body["closes"] = rules::rfc3339(closes.closes, *rulebook.zone);
  event.body["closes-inclusive"] = closes.inclusive;
  if (!event.body["on-time"].get_bool()) {
    // Too late by at least one second: the first instant that is too late counts as one.
    const auto late = arrival - lapses_at(closes) + std::chrono::seconds{1};
    event.body["late-by"] = how_long(late);
  }
  return std::nullopt;
}

void keep_personal(Event& event, const json::object& from) {
  for (const char* key : {"from", "contact", "note"}) {
    if (from.contains(key)) event.personal[key] = body::text(from, key);
  }
}

}  // namespace

Instant arrival_of(const Act& act, const rules::Rulebook& rulebook) {
  try {
    return arrival_of(
        act, channel_of(rulebook, body::text(act.body, "medium"), body::text(act.body, "to")));
  } catch (const body::Malformed&) {
    return act.at;
  }
}

Effect submission(const State& state, const Act& act, const Context& context) {
  const auto& rulebook = context.procedure.rulebook;
  const auto medium = body::text(act.body, "medium");
  const auto recipient = body::text(act.body, "to");
  const auto* channel = channel_of(rulebook, medium, recipient);
  const auto organisation = body::text(act.body, "organisation");
  if (folded_name(organisation).empty()) return refusal("A0106", "'organisation' is empty");
  if (state.exists() && folded_name(organisation) != folded_name(state.organisation)) {
    return refusal("A0107",
                   fmt::format("candidature '{}' is of '{}', not of '{}'", act.candidature,
                               state.organisation, organisation),
                   "give the other organisation's candidature its own id, or record 'correct'");
  }

  State born = state;
  born.region = act.region;
  born.id = act.candidature;
  if (!state.exists()) born.rulebook = rules::hex(rulebook.digest);
  Event event = event_of(born, context, kind::submitted, act.at, act.actor);
  const Instant arrival = arrival_of(act, channel);
  event.body = {{"number", static_cast<std::int64_t>(state.versions.size()) + 1},
                {"organisation", organisation},
                {"medium", medium},
                {"recipient", recipient},
                {"channel", channel ? channel->id : "none"},
                {"documents", documents(act.body)},
                {"challenges", challenges(act.body)}};
  if (arrival != act.at) event.body["arrival"] = rules::rfc3339(arrival);
  if (!state.exists()) event.body["stage"] = context.procedure.workflow.start();
  if (auto refused = judge(event, state, rulebook, arrival)) return std::move(*refused);
  keep_personal(event, act.body);
  return event;
}

}  // namespace termijn::engine
