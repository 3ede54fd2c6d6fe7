#pragma once

#include <string>
#include <utility>
#include <vector>

#include "cli/environment.hpp"
#include "cli/render/colour.hpp"

namespace termijn::cli {

struct Column {
  std::string title;
  bool right = false;    ///< Aligned to the right: for numbers.
  bool shrinks = false;  ///< May be cut when the terminal is narrow.
};

struct Cell {
  std::string text;
  Tint tint = Tint::plain;

  Cell(std::string shown, Tint in = Tint::plain) : text(std::move(shown)), tint(in) {}
  Cell(const char* shown) : text(shown) {}
};

/// Rows under titles. Each row has a cell a column.
struct Table {
  std::vector<Column> columns;
  std::vector<std::vector<Cell>> rows;
};

/// The table as text, a line a row, two blanks between columns. On a terminal it
/// fits `environment.width`: the columns that may shrink are cut with `…`, the
/// widest first. Elsewhere nothing is cut. Control characters are written out.
std::string render(const Table& table, const Environment& environment);

}  // namespace termijn::cli
