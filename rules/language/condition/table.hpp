#pragma once

#include <optional>
#include <string>
#include <vector>

#include "rules/language/condition/condition.hpp"

namespace termijn::rules {

/// Which row of a decision table speaks.
enum class TablePolicy {
  /// The one row that holds. Two that hold are a fault, and while a row is undecided
  /// so is the table, for it may turn out to be the second.
  unique,
  /// The first row that holds.
  first,
};

/// A decision table as it is written.
struct TableText {
  struct Row {
    Span span;                    ///< The whole row.
    std::vector<Excerpt> inputs;  ///< One cell an input.
    Excerpt output;
  };

  std::string name;
  Span span;  ///< Of the name.
  TablePolicy policy = TablePolicy::unique;
  std::vector<Excerpt> inputs;  ///< The heads: a fact or any other value.
  std::vector<Row> rows;
  std::optional<Excerpt> otherwise;
};

/// A decision table: what it says (`rule`), and its rows one by one for whoever
/// reasons about gaps and overlaps. Everything over the slots of one schema.
struct DecisionTable {
  struct Row {
    Span span;
    std::vector<Span> cells;  ///< Of the inputs; `-` asks nothing.
    Condition when;           ///< All its cells hold.
    Condition output;
  };

  std::string name;
  Span span;  ///< Of the name.
  TablePolicy policy = TablePolicy::unique;
  std::vector<Condition> inputs;
  std::vector<Row> rows;
  std::optional<Condition> otherwise;  ///< What it says when no row holds; else a fault.
  /// The whole table as one value. Its answer, once known, never changes when more
  /// facts are recorded.
  Condition rule;
};

/// Reads and checks a table. Empty when there are errors, which are added. A cell is
/// `-` (anything), a value (equal to it) or a comparison without its left side
/// (`at most 3`, `is one of […]`).
std::optional<DecisionTable> compile_table(const TableText& text, const Schema& schema,
                                           Language language, Diagnostics& diagnostics);

}  // namespace termijn::rules
