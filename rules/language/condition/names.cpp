#include "rules/language/condition/detail/names.hpp"

#include <algorithm>

namespace termijn::rules::syntax {
namespace {

bool bears(const FactDeclaration& fact, std::string_view name) {
  return fact.name == name ||
         std::find(fact.aliases.begin(), fact.aliases.end(), name) != fact.aliases.end();
}

std::vector<std::string> names_of(const std::vector<FactDeclaration>& facts) {
  std::vector<std::string> names;
  for (const FactDeclaration& fact : facts) {
    names.push_back(fact.name);
    names.insert(names.end(), fact.aliases.begin(), fact.aliases.end());
  }
  return names;
}

/// `a, b and c`, the first few.
std::string listed(const std::vector<std::string>& names) {
  constexpr std::size_t most = 8;
  std::string text;
  for (std::size_t i = 0; i < std::min(names.size(), most); ++i) {
    text += (i > 0 ? ", '" : "'") + names[i] + "'";
  }
  return names.size() > most ? text + ", …" : text;
}

/// The records that have a field of this name, for a test that lost its `has`.
const FactDeclaration* owner_of(const Schema& schema, std::string_view field) {
  const auto found = std::find_if(schema.facts.begin(), schema.facts.end(),
                                  [&](const auto& fact) { return field_of(fact, field) >= 0; });
  return found == schema.facts.end() ? nullptr : &*found;
}

/// Whether the name is two known names with a minus between them.
std::optional<std::string> as_subtraction(const Schema& schema, const std::string& name) {
  for (auto at = name.find('-'); at != std::string::npos; at = name.find('-', at + 1)) {
    const std::string left = name.substr(0, at);
    const std::string right = name.substr(at + 1);
    const bool number = std::all_of(right.begin(), right.end(),
                                    [](char byte) { return byte >= '0' && byte <= '9'; });
    if (schema.slot(left) >= 0 && (number || schema.slot(right) >= 0)) return left + " - " + right;
  }
  return std::nullopt;
}

}  // namespace

int field_of(const FactDeclaration& records, std::string_view name) {
  const auto found = std::find_if(records.fields.begin(), records.fields.end(),
                                  [&](const auto& field) { return bears(field, name); });
  return found == records.fields.end() ? -1 : static_cast<int>(found - records.fields.begin());
}

std::shared_ptr<const Definition> definition_of(const Schema& schema, std::string_view name) {
  const auto& all = schema.definitions;
  const auto found =
      std::find_if(all.begin(), all.end(), [&](const auto& one) { return one->name == name; });
  return found == all.end() ? nullptr : *found;
}

int list_slot(const Schema& schema, std::string_view name) {
  const std::string singular(name);
  for (const char* ending : {"", "s", "en", "n", "'s"}) {
    const int slot = schema.slot(singular + ending);
    if (slot >= 0 &&
        (*ending == '\0' || is_list(schema.facts[static_cast<std::size_t>(slot)].type))) {
      return slot;
    }
  }
  return -1;
}

Diagnostic unknown_name(const Token& name, const Schema& schema, const FactDeclaration* records) {
  const std::string written(name.text);
  Diagnostic found = fault("E0207", "there is no fact '" + written + "'", name.span);
  std::vector<std::string> known = names_of(schema.facts);
  for (const auto& definition : schema.definitions) known.push_back(definition->name);
  if (records) {
    found.message += ", and '" + records->name + "' has no field of that name";
    const auto fields = names_of(records->fields);
    known.insert(known.begin(), fields.begin(), fields.end());
  }
  if (const auto subtraction = as_subtraction(schema, written)) {
    found.help = "'" + written + "' is one name; to subtract write: " + *subtraction;
    return found;
  }
  if (const FactDeclaration* owner = records ? nullptr : owner_of(schema, written)) {
    found.help = "'" + written + "' belongs to one of '" + owner->name + "': write any " +
                 owner->name + " has (… and " + written + " …)";
    return found;
  }
  if (const std::string near = nearest(written, known); !near.empty()) {
    found.help = "did you mean '" + near + "'?";
    return found;
  }
  found.help = known.empty() ? "there are no facts here" : "the facts are " + listed(known);
  if (written.find('-') != std::string::npos) found.help += "; a minus needs blanks round it";
  return found;
}

std::optional<Diagnostic> unknown_choice(const Choices& known, const std::string& text,
                                         Span text_span, Span fact_span) {
  const auto& choices = known.texts;
  if (choices.empty() || std::find(choices.begin(), choices.end(), text) != choices.end()) {
    return std::nullopt;
  }
  Diagnostic found = fault("E0215", "'" + known.name + "' is never '" + text + "'", text_span);
  found.secondary.push_back({fact_span, "it is one of " + listed(choices)});
  if (const std::string near = nearest(text, choices); !near.empty()) {
    found.help = "did you mean '" + near + "'?";
  }
  return found;
}

}  // namespace termijn::rules::syntax
