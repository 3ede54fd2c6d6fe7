#include "engine/candidature/act.hpp"

#include <algorithm>
#include <array>
#include <functional>

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <fmt/format.h>

#include "engine/journal/event.hpp"
#include "rules/rulebook/facts.hpp"

namespace termijn::engine {
namespace {

namespace json = boost::json;

constexpr std::size_t longest_line = std::size_t{1} << 20U;
constexpr std::size_t deepest = 16;

Refusal malformed(std::string message, std::string help = {}) {
  return {.code = "A0101",
          .message = std::move(message),
          .help = std::move(help),
          .rule = {},
          .facts = {}};
}

/// The first fraction in a value, since none can be kept exactly.
const json::value* find_fraction(const json::value& value) {
  if (value.is_double()) return &value;
  if (value.is_array()) {
    for (const auto& item : value.get_array()) {
      if (const auto* found = find_fraction(item)) return found;
    }
  }
  if (value.is_object()) {
    for (const auto& [key, item] : value.get_object()) {
      if (const auto* found = find_fraction(item)) return found;
    }
  }
  return nullptr;
}

bool is_identifier(std::string_view text) {
  const auto fits = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '_' || c == '.' || c == '/';
  };
  return !text.empty() && text.size() <= 200 && std::all_of(text.begin(), text.end(), fits);
}

std::variant<json::object, Refusal> parse_object(std::string_view line) {
  if (line.size() > longest_line) return malformed("the line is longer than 1 MiB");
  json::error_code error;
  json::parse_options options;
  options.max_depth = deepest;
  json::value value = json::parse(line, error, {}, options);
  if (error) return malformed("the line is not JSON", "write one JSON object on each line");
  if (!value.is_object()) return malformed("the line is not a JSON object");
  if (const auto* fraction = find_fraction(value)) {
    const auto text = json::serialize(*fraction);
    return malformed(fmt::format("the number {} has a fraction", text),
                     "write fractions as text, for example \"7.5\", so that they stay exact");
  }
  return value.get_object();
}

std::optional<Refusal> check_keys(const json::object& object) {
  static constexpr std::array keys{"at", "region", "candidature", "act", "actor", "body"};
  const std::vector<std::string> known(keys.begin(), keys.end());
  for (const auto& [key, value] : object) {
    if (std::find(known.begin(), known.end(), std::string_view(key)) != known.end()) continue;
    const auto near = rules::nearest(key, known);
    return malformed(fmt::format("unknown key '{}'", std::string_view(key)),
                     near.empty() ? "" : fmt::format("did you mean '{}'?", near));
  }
  for (const auto& key : known) {
    const auto* value = object.if_contains(key);
    if (!value && key != "body") return malformed(fmt::format("the key '{}' is missing", key));
    if (key == "body" ? (value && !value->is_object()) : !value->is_string()) {
      return malformed(fmt::format("'{}' must be {}", key, key == "body" ? "an object" : "text"));
    }
  }
  return std::nullopt;
}

std::string text_of(const json::object& object, std::string_view key) {
  return std::string(object.at(key).get_string());
}

std::optional<Refusal> check_names(const Act& act) {
  for (const auto& [what, text] :
       {std::pair{"region", &act.region}, std::pair{"candidature", &act.candidature}}) {
    if (!is_identifier(*text)) {
      return malformed(
          fmt::format("'{}' is not a name: letters, digits, '-', '_', '.' and '/'", what));
    }
  }
  if (act.actor.empty()) return malformed("'actor' is empty", "say who did it");
  const auto acts = rules::recordable_acts();
  if (std::find(acts.begin(), acts.end(), act.kind) != acts.end()) return std::nullopt;
  const auto near = rules::nearest(act.kind, acts);
  return Refusal{.code = "A0102",
                 .message = fmt::format("unknown act '{}'", act.kind),
                 .help = near.empty() ? "" : fmt::format("did you mean '{}'?", near),
                 .rule = {},
                 .facts = {}};
}

}  // namespace

std::variant<Act, Refusal> parse_act(std::string_view line) {
  auto parsed = parse_object(line);
  if (auto* refusal = std::get_if<Refusal>(&parsed)) return std::move(*refusal);
  auto& object = std::get<json::object>(parsed);
  if (auto refusal = check_keys(object)) return std::move(*refusal);

  const auto at = rules::parse_rfc3339(text_of(object, "at"));
  if (!at) {
    return malformed(fmt::format("'at' is not an instant: '{}'", text_of(object, "at")),
                     "write whole seconds with an offset: 2023-06-09T22:10:00+02:00");
  }
  Act act{.at = *at,
          .region = text_of(object, "region"),
          .candidature = text_of(object, "candidature"),
          .kind = text_of(object, "act"),
          .actor = text_of(object, "actor"),
          .body = {},
          .digest = rules::hex(rules::sha256(canonical(object)))};
  if (auto* body = object.if_contains("body")) act.body = std::move(body->get_object());
  if (auto refusal = check_names(act)) return std::move(*refusal);
  return act;
}

bool is_applicants(std::string_view act) { return rules::is_applicants_act(act); }

std::string to_string(const Refusal& refusal) {
  std::string text = fmt::format("{}: {}", refusal.code, refusal.message);
  if (refusal.rule) text += fmt::format(" [{}:{}]", refusal.rule->file, refusal.rule->line);
  for (const auto& [name, value] : refusal.facts) text += fmt::format("; {} = {}", name, value);
  if (!refusal.help.empty()) text += fmt::format(" ({})", refusal.help);
  return text;
}

}  // namespace termijn::engine
