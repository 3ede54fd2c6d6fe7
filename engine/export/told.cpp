#include "engine/export/detail/told.hpp"

#include <boost/json/serialize.hpp>
#include <fmt/format.h>

#include "rules/characters.hpp"

namespace termijn::engine::detail {

namespace json = boost::json;

std::vector<CandidatureRow> candidatures_in(const Store& store, const std::string& region,
                                            const Scope& scope) {
  if (!scope.one_candidature()) return store.candidatures(region);
  const auto row = store.candidature(region, scope.candidature);
  return row ? std::vector{*row} : std::vector<CandidatureRow>{};
}

void tell(const Store& store, Procedures& procedures, const std::string& region,
          const std::string& candidature, const std::function<void(const Told&)>& visit) {
  State state;
  for (const StoredEvent& stored : store.history(region, candidature)) {
    const auto decoded = decode(stored);
    const auto* event = std::get_if<Event>(&decoded);
    std::string fault = event ? "" : std::get<std::string>(decoded);
    if (event && !candidature.empty()) {
      if (const auto found = apply(state, *event)) fault = found->message;
    }
    if (!fault.empty()) {
      throw StoreError(
          fmt::format("event {} of region '{}' is damaged: {}; run: termijn audit verify",
                      stored.sequence, region, fault));
    }
    visit({*event, state, *procedures.at(event->rulebook).rulebook.zone});
  }
}

std::string word(const json::object& body, std::string_view key) {
  const json::value* value = body.if_contains(key);
  if (value == nullptr) return {};
  return value->is_string() ? std::string(value->get_string()) : json::serialize(*value);
}

std::string rule_of(const json::object& body) {
  const json::value* rule = body.if_contains("rule");
  if (rule == nullptr || !rule->is_object()) return {};
  return word(rule->get_object(), "file") + ':' + word(rule->get_object(), "line");
}

std::string reason_of(const json::object& body) {
  for (const char* key : {"reason", "why", "reassessment"}) {
    if (const json::value* value = body.if_contains(key); value && value->is_string()) {
      return std::string(value->get_string());
    }
  }
  return {};
}

std::string printable(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const rules::Character character = rules::first_character(text);
    const bool layout = character.code == '\n' || character.code == '\t' || character.code == '\r';
    // XML has no U+FFFE and U+FFFF.
    const bool noncharacter = character.code == 0xFFFE || character.code == 0xFFFF;
    if (layout || (character.valid && !noncharacter && !rules::is_control(character.code))) {
      out += text.substr(0, character.length);
    } else {
      out += fmt::format("\\u{{{:x}}}", character.code);
    }
    text.remove_prefix(character.length);
  }
  return out;
}

}  // namespace termijn::engine::detail
