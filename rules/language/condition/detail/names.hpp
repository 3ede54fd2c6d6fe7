#pragma once

#include <optional>
#include <string>

#include "rules/language/condition/detail/check.hpp"

namespace termijn::rules::syntax {

/// The place of a field by name or alias; -1 when there is none.
int field_of(const FactDeclaration& records, std::string_view name);

/// The slot of a list in the plural or the singular (`document`, `documents`;
/// `document`, `documenten`); -1 when there is none.
int list_slot(const Schema& schema, std::string_view name);

/// The named rule or table of this name, or null.
std::shared_ptr<const Definition> definition_of(const Schema& schema, std::string_view name);

/// The fault of a name that means nothing here: what it may have been meant to
/// be. `records` is what a quantifier looks at, or null.
Diagnostic unknown_name(const Token& name, const Schema& schema, const FactDeclaration* records);

/// What a value is called and which texts it may be.
struct Choices {
  std::string name;
  std::vector<std::string> texts;
};

/// The fault of a text that an enumeration does not hold.
std::optional<Diagnostic> unknown_choice(const Choices& choices, const std::string& text,
                                         Span text_span, Span fact_span);

}  // namespace termijn::rules::syntax
