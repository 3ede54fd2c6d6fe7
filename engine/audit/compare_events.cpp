#include "engine/audit/detail/compare_events.hpp"

#include <set>
#include <vector>

#include <boost/json/serialize.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "engine/candidature/effective.hpp"
#include "engine/candidature/kinds.hpp"

namespace termijn::engine {
namespace {

namespace json = boost::json;

// Longer values are cut in a finding; the history shows them whole.
constexpr std::size_t longest_shown = 160;

std::string shown(const json::value* value) {
  if (!value) return "nothing";
  auto text = canonical(*value);
  if (text.size() > longest_shown) text = text.substr(0, longest_shown) + "…";
  return text;
}

void say(std::vector<std::string>& found, std::string_view field, const std::string& recorded,
         const std::string& expected) {
  found.push_back(
      fmt::format("'{}' was recorded as {}, the rules say {}", field, recorded, expected));
}

void compare(std::vector<std::string>& found, std::string_view field, const std::string& recorded,
             const std::string& expected) {
  if (recorded != expected) say(found, field, recorded, expected);
}

void compare(std::vector<std::string>& found, const std::string& path, const json::value* recorded,
             const json::value* expected) {
  if (recorded && expected && canonical(*recorded) == canonical(*expected)) return;
  if (recorded && expected && recorded->is_object() && expected->is_object()) {
    std::set<std::string> keys;
    for (const auto& [key, value] : recorded->get_object()) keys.emplace(key);
    for (const auto& [key, value] : expected->get_object()) keys.emplace(key);
    for (const auto& key : keys) {
      if (path.empty() && key == "act") continue;
      compare(found, path.empty() ? key : path + "." + key, recorded->get_object().if_contains(key),
              expected->get_object().if_contains(key));
    }
    return;
  }
  if (recorded && expected && recorded->is_array() && expected->is_array() &&
      recorded->get_array().size() == expected->get_array().size()) {
    for (std::size_t i = 0; i < recorded->get_array().size(); ++i) {
      compare(found, fmt::format("{}[{}]", path, i), &recorded->get_array()[i],
              &expected->get_array()[i]);
    }
    return;
  }
  say(found, path, shown(recorded), shown(expected));
}

std::string_view text_at(const json::object& body, std::string_view key) {
  const auto* value = body.if_contains(key);
  return value && value->is_string() ? std::string_view(value->get_string()) : std::string_view();
}

const rules::Transition* transition_of(const Event& event, const Procedure& procedure) {
  for (const char* key : {"transition", "limit", "undoes"}) {
    auto id = text_at(event.body, key);
    if (id.starts_with("owed:")) id.remove_prefix(5);
    if (const auto* found = procedure.workflow.transition(id)) return found;
  }
  return nullptr;
}

const rules::Milestone* milestone_of(const Event& event, const rules::Rulebook& rulebook) {
  if (event.kind == kind::submitted || event.kind == kind::admitted_late ||
      event.kind == kind::version_corrected) {
    return rulebook.milestone(submission_deadline);
  }
  if (event.kind == kind::told || event.kind == kind::rebutted) {
    for (const auto& transition : rulebook.flow.transitions) {
      if (transition.on == "rebut" && transition.by) return rulebook.milestone(*transition.by);
    }
  }
  return rulebook.milestone(text_at(event.body, "milestone"));
}

}  // namespace

std::string text_at(const Event& event, const char* key) {
  const auto* value = event.body.if_contains(key);
  return value && value->is_string() ? std::string(value->get_string()) : std::string();
}

bool is_trigger(const Event& event, Trigger trigger) {
  return event.kind == kind::moved && text_at(event, "trigger") == to_string(trigger);
}

std::string difference(const Event& recorded, const Event& expected) {
  std::vector<std::string> found;
  compare(found, "kind", recorded.kind, expected.kind);
  if (!found.empty()) return found.front();
  compare(found, "happened", rules::rfc3339(recorded.happened), rules::rfc3339(expected.happened));
  compare(found, "actor", recorded.actor, expected.actor);
  compare(found, "rulebook", recorded.rulebook, expected.rulebook);
  const json::value was(recorded.body);
  const json::value is(expected.body);
  compare(found, "", &was, &is);
  return fmt::format("{}", fmt::join(found, "; "));
}

std::string ground(const Event& event, const Procedure& procedure) {
  const auto& rulebook = procedure.rulebook;
  std::optional<rules::RulePlace> place;
  if (const auto* transition = transition_of(event, procedure)) {
    place = rulebook.place(transition->span);
  } else if (const auto* milestone = milestone_of(event, rulebook);
             milestone && !milestone->spans.empty()) {
    place = rulebook.place(milestone->spans.front());
  } else if (!rulebook.flow.transitions.empty()) {
    place = rulebook.place(rulebook.flow.transitions.front().span);
  }
  return place ? fmt::format("{}:{}", place->file, place->line) : rulebook.region_id;
}

}  // namespace termijn::engine
