#include "engine/candidature/detail/restored.hpp"

#include <boost/json/array.hpp>

#include "engine/candidature/detail/body.hpp"
#include "rules/time/zone.hpp"

namespace termijn::engine {
namespace {

namespace json = boost::json;

json::value json_of(const std::string& text) { return json::string(text); }
json::value json_of(bool truth) { return json::value(truth); }
json::value json_of(const Instant& instant) { return json::string(rules::rfc3339(instant)); }

json::value json_of(const SubmittedDocument& document) {
  json::object object{{"name", document.name}};
  if (document.pages) object["pages"] = *document.pages;
  return object;
}

json::value json_of(const Version& version) {
  json::array documents;
  for (const auto& document : version.documents) documents.push_back(json_of(document));
  json::array challenges;
  for (const auto number : version.challenges) challenges.emplace_back(number);
  return json::object{{"number", version.number},           {"arrival", json_of(version.arrival)},
                      {"channel", version.channel},         {"recipient", version.recipient},
                      {"on-time", version.on_time},         {"documents", std::move(documents)},
                      {"challenges", std::move(challenges)}};
}

json::value json_of(const Override& moved) {
  return json::object{
      {"closes", json_of(moved.closes)}, {"inclusive", moved.inclusive}, {"reason", moved.reason}};
}

json::value json_of(const std::optional<Move>& move) {
  if (!move) return nullptr;
  return json::object{{"transition", move->transition},
                      {"from", move->from},
                      {"to", move->to},
                      {"automatic", move->automatic},
                      {"adverse", move->adverse},
                      {"happened", json_of(move->happened)}};
}

json::value json_of(const std::vector<Version>& versions) {
  json::array array;
  for (const auto& version : versions) array.push_back(json_of(version));
  return array;
}

json::value json_of(const std::set<std::string>& names) {
  json::array array;
  for (const auto& name : names) array.emplace_back(name);
  return array;
}

template <typename Value, typename Less>
json::value json_of(const std::map<std::string, Value, Less>& map) {
  json::object object;
  for (const auto& [name, value] : map) object[name] = json_of(value);
  return object;
}

void read(const json::object& from, std::string_view key, std::string& into) {
  into = body::text(from, key);
}
void read(const json::object& from, std::string_view key, bool& into) {
  into = body::truth(from, key);
}
void read(const json::object& from, std::string_view key, Instant& into) {
  into = body::instant(from, key);
}

Version version_of(const json::object& from) {
  return {.number = static_cast<int>(body::whole(body::at(from, "number"), "number")),
          .arrival = body::instant(from, "arrival"),
          .channel = body::text(from, "channel"),
          .recipient = body::text(from, "recipient"),
          .on_time = body::truth(from, "on-time"),
          .documents = documents_of(from),
          .challenges = body::wholes(from, "challenges")};
}

void read(const json::object& from, std::string_view key, std::vector<Version>& into) {
  into.clear();
  for (const auto& item : body::list(from, key)) {
    if (!item.is_object()) throw body::Malformed{"a version must be an object"};
    into.push_back(version_of(item.get_object()));
  }
}

void read(const json::object& from, std::string_view key, std::set<std::string>& into) {
  into.clear();
  for (const auto& item : body::list(from, key)) {
    if (!item.is_string()) throw body::Malformed{"'" + std::string(key) + "' must hold names"};
    into.emplace(item.get_string());
  }
}

void read(const json::object& from, std::string_view key, Override& into) {
  const auto& object = body::object(from, key);
  into = {.closes = body::instant(object, "closes"),
          .inclusive = body::truth(object, "inclusive"),
          .reason = body::text(object, "reason")};
}

void read(const json::object& from, std::string_view key, std::optional<Move>& into) {
  into.reset();
  if (body::at(from, key).is_null()) return;
  const auto& object = body::object(from, key);
  into = Move{.transition = body::text(object, "transition"),
              .from = body::text(object, "from"),
              .to = body::text(object, "to"),
              .automatic = body::truth(object, "automatic"),
              .adverse = body::truth(object, "adverse"),
              .happened = body::instant(object, "happened")};
}

template <typename Value, typename Less>
void read(const json::object& from, std::string_view key,
          std::map<std::string, Value, Less>& into) {
  into.clear();
  const auto& object = body::object(from, key);
  for (const auto& [name, value] : object) read(object, name, into[std::string(name)]);
}

/// Every part that an undo puts back, with the word it is stored under.
template <typename Visit>
void each_part(Visit visit) {
  visit("stage", &State::stage);
  visit("ended", &State::ended);
  visit("withdrawn", &State::withdrawn);
  visit("organisation", &State::organisation);
  visit("versions", &State::versions);
  visit("scorecards", &State::scorecards);
  visit("conflicts", &State::conflicts);
  visit("facts", &State::facts);
  visit("anchors", &State::anchors);
  visit("overrides", &State::overrides);
  visit("admitted-late", &State::admitted_late);
  visit("outcome", &State::outcome);
  visit("reasons", &State::reasons);
  visit("reassessment", &State::reassessment);
  visit("supersedes", &State::supersedes);
  visit("last-move", &State::last_move);
  visit("held", &State::held);
  visit("parked", &State::parked);
}

}  // namespace

json::object differences(const State& now, const State& before) {
  json::object found;
  each_part([&](const char* name, auto part) {
    if (now.*part != before.*part) found[name] = json_of(before.*part);
  });
  return found;
}

void restore(State& state, const json::object& restored) {
  std::size_t known = 0;
  each_part([&](const char* name, auto part) {
    if (!restored.contains(name)) return;
    ++known;
    read(restored, name, state.*part);
  });
  if (known != restored.size()) throw body::Malformed{"'restored' has a part that is unknown"};
}

}  // namespace termijn::engine
