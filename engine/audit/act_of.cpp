#include "engine/audit/act_of.hpp"

#include <algorithm>
#include <string_view>
#include <utility>
#include <vector>

#include <boost/json/array.hpp>

#include "engine/candidature/kinds.hpp"

namespace termijn::engine {
namespace {

namespace json = boost::json;

/// A field of the event that says what a field of the act said: under its own name, or another.
using Field = std::pair<std::string_view, std::string_view>;

/// What an act's body takes over from its event's.
struct Source {
  std::string_view kind;
  std::string_view act;
  std::vector<Field> fields;
};

const std::vector<Source>& sources() {
  static const std::vector<Source> all{
      {kind::submitted,
       "submit",
       {{"organisation", "organisation"},
        {"medium", "medium"},
        {"recipient", "to"},
        {"documents", "documents"},
        {"challenges", "challenges"},
        {"arrival", "dispatched"}}},
      {kind::withdrawn, "withdraw", {}},
      {kind::scored, "score", {{"reviewer", "reviewer"}, {"scores", "scores"}}},
      {kind::scored_after, "score", {{"reviewer", "reviewer"}, {"scores", "scores"}}},
      {kind::conflict_declared, "declare-conflict", {{"reviewer", "reviewer"}}},
      {kind::pitched, "pitch", {{"jury", "jury"}}},
      {kind::decided, "decide", {{"outcome", "outcome"}, {"reasons", "reasons"}}},
      {kind::superseded,
       "supersede",
       {{"outcome", "outcome"}, {"reasons", "reasons"}, {"reason", "reason"}}},
      {kind::told, "communicate", {}},
      {kind::rebutted, "rebut", {}},
      {kind::reassessed, "reassess", {{"outcome", "outcome"}, {"reason", "reason"}}},
      {kind::extended, "extend", {{"milestone", "milestone"}, {"reason", "reason"}}},
      {kind::admitted_late, "admit-late", {{"reason", "reason"}}},
      {kind::fact_recorded, "record-fact", {{"fact", "fact"}, {"value", "value"}}},
      {kind::corrected,
       "correct",
       {{"documents", "documents"},
        {"challenges", "challenges"},
        {"organisation", "organisation"},
        {"reason", "reason"}}},
      {kind::version_corrected,
       "correct",
       {{"documents", "documents"},
        {"challenges", "challenges"},
        {"organisation", "organisation"},
        {"reason", "reason"},
        {"arrival", "arrival"},
        {"medium", "medium"},
        {"recipient", "to"},
        {"number", "version"}}},
      {kind::confirmed, "confirm", {{"reason", "reason"}}},
      {kind::resumed, "resume", {{"reason", "reason"}}},
      {kind::undone, "undo", {{"reason", "reason"}}},
  };
  return all;
}

/// `until` as `extend` takes it: a day, which closes at its end, or an instant.
std::optional<std::string> until(const json::object& body, const rules::Zone& zone) {
  const auto* closes = body.if_contains("closes");
  const auto* inclusive = body.if_contains("inclusive");
  if (!closes || !closes->is_string() || !inclusive || !inclusive->is_bool()) return std::nullopt;
  const auto instant = rules::parse_rfc3339(std::string_view(closes->get_string()));
  if (!instant) return std::nullopt;
  if (inclusive->get_bool()) return std::string(closes->get_string());
  // The last second of the day that it closes with.
  return rules::rfc3339(*instant - std::chrono::seconds{1}, zone).substr(0, 10);
}

/// The act's digest; personal, where the act was. Of an erased one no two are alike.
std::string digest_of(const Event& event) {
  for (const auto* part : {&event.body, &event.personal}) {
    const auto* digest = part->if_contains("act");
    if (digest && digest->is_string()) return std::string(digest->get_string());
  }
  return "erased:" + std::to_string(event.sequence);
}

void add_personal(json::object& body, const Event& event) {
  for (const auto& [key, value] : event.personal) {
    if (key != "act") body[key] = value;
  }
  const auto stand_in = [&](std::string_view kind, const char* key) {
    if (event.kind == kind && !body.contains(key)) body[key] = "erased";
  };
  stand_in(kind::conflict_declared, "reason");
  stand_in(kind::rebutted, "text");
}

}  // namespace

std::optional<Act> act_of(const Event& event, const rules::Zone& zone) {
  const auto& known = sources();
  const auto source = std::find_if(known.begin(), known.end(),
                                   [&](const auto& one) { return one.kind == event.kind; });
  if (source == known.end() || !event.body.contains("act")) return std::nullopt;
  Act act{.at = event.happened,
          .region = event.region,
          .candidature = event.candidature,
          .kind = std::string(source->act),
          .actor = event.actor,
          .body = {},
          .digest = digest_of(event)};
  for (const auto& [from, to] : source->fields) {
    if (const auto* value = event.body.if_contains(from)) act.body[to] = *value;
  }
  if (event.kind == kind::extended) {
    const auto text = until(event.body, zone);
    if (!text) return std::nullopt;
    act.body["until"] = *text;
  }
  // A version that was not corrected in its channel says nothing of it.
  if (event.kind == kind::version_corrected && !event.body.contains("medium")) act.body.erase("to");
  add_personal(act.body, event);
  return act;
}

}  // namespace termijn::engine
