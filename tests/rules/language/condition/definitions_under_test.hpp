#pragma once

#include <memory>
#include <string>
#include <vector>

#include "rules/language/condition/table.hpp"
#include "rules_under_test.hpp"

namespace termijn::tests {

/// Named rules and tables over the test facts, and rules that use them. All texts
/// stand in sources of one collection.
struct Book {
  Sources sources{};
  Diagnostics diagnostics{};
  Schema schema = test_schema();

  Excerpt text(const std::string& rule) { return whole(sources, sources.add("rule", rule)); }

  std::optional<Condition> compile(const std::string& rule) {
    return compile_expression(text(rule), schema, Language::any, diagnostics);
  }

  void define(const std::string& name, const std::string& rule) { add(name, compile(rule)); }

  void add(const std::string& name, std::optional<Condition> rule) {
    schema.definitions.push_back(
        std::make_shared<const Definition>(Definition{name, std::move(rule)}));
  }

  /// A table whose rows are lists of cells, the output last, a line each.
  std::optional<DecisionTable> table(const std::vector<std::string>& inputs,
                                     const std::vector<std::vector<std::string>>& rows,
                                     const std::string& otherwise = "",
                                     TablePolicy policy = TablePolicy::unique) {
    TableText written{"t", {}, policy, {}, {}, {}};
    written.span = text("t").span;
    for (const std::string& input : inputs) written.inputs.push_back(text(input));
    for (const auto& row : rows) written.rows.push_back(row_of(row));
    if (!otherwise.empty()) written.otherwise = text(otherwise);
    return compile_table(written, schema, Language::any, diagnostics);
  }

  std::string words(Span span) const {
    return std::string(sources.at(span.source).text().substr(span.begin, span.end - span.begin));
  }
  std::string said() const { return render(diagnostics, sources); }

 private:
  TableText::Row row_of(const std::vector<std::string>& cells) {
    std::string all;
    for (const std::string& cell : cells) all += cell + "|";
    const Excerpt row = text("\n" + all);
    TableText::Row made{row.span, {}, row};
    std::uint32_t at = 1;
    for (const std::string& cell : cells) {
      const auto end = at + static_cast<std::uint32_t>(cell.size());
      made.inputs.push_back({row.file, {row.span.source, at, end}});
      at = end + 1;
    }
    made.span.begin = 1;
    made.output = made.inputs.back();
    made.inputs.pop_back();
    return made;
  }
};

}  // namespace termijn::tests
