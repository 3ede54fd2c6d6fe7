#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "rules/rulebook/detail/draft.hpp"

namespace termijn::rules::book {

/// Reads the facts of examples, each as its declaration says.
class ExampleFacts {
 public:
  explicit ExampleFacts(Draft& draft) : draft_(draft) {}

  /// Every name with a dot may be written as a table: `region.name` as
  /// `region = { name = … }`. False when something is wrong; it is reported.
  bool fill(const Node& table, const std::string& prefix, Facts& facts);
  /// One value, as the declaration says; empty when it does not fit, which is reported.
  std::optional<Value> value(const Node& node, const FactDeclaration& fact);

 private:
  bool fill_one(const std::string& name, const Node& value, Facts& facts);
  std::optional<Value> scalar(const Node& node, Type type);
  std::optional<Value> moment(const Node& node, Type type);
  std::optional<Value> numbers(const Node& node);
  std::optional<Value> texts(const Node& node);
  std::optional<Value> records(const Node& node, const FactDeclaration& fact);
  std::optional<Number> number(const Node& node);
  std::optional<Value> wrong(const Node& node, std::string_view help);

  Draft& draft_;
};

}  // namespace termijn::rules::book
