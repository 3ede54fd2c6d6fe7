#pragma once

#include <string>

#include "rules/language/condition/detail/ast.hpp"
#include "rules/language/value.hpp"

namespace termijn::rules::syntax {

/// The names of facts in another language.
class NameBook {
 public:
  NameBook(const Schema& schema, Language to) : schema_(schema), to_(to) {}

  /// What stands behind a quantifier, in the plural or the singular.
  std::string subject(const Token& token) const;
  /// The same in the singular, where it has one.
  std::string singular_subject(const Token& token) const;
  /// Any other name; within a test of records, first one of their fields.
  std::string name(const Token& token) const;
  /// Whether a quantifier's subject is in the plural.
  bool is_plural(const Token& subject) const;

  /// The name that the schema declares, whichever of its names is written.
  std::string declared(const Token& name) const;
  std::string declared_subject(const Token& subject) const;

  /// From here on names are first fields of this subject, until what this gives is
  /// handed to `leave`.
  const FactDeclaration* enter(const Token& subject);
  void leave(const FactDeclaration* before) { records_ = before; }

 private:
  const FactDeclaration* fact(std::string_view name) const;
  const FactDeclaration* list(std::string_view name) const;
  const FactDeclaration* field(std::string_view name) const;
  std::string translated(const FactDeclaration& fact, std::string_view written) const;

  const Schema& schema_;
  Language to_;
  const FactDeclaration* records_ = nullptr;
};

}  // namespace termijn::rules::syntax
