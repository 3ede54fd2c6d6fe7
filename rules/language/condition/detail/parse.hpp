#pragma once

#include <optional>

#include "rules/diagnostic.hpp"
#include "rules/language/condition/detail/ast.hpp"

namespace termijn::rules::syntax {

/// Reads the shape of an expression; empty when it has none, which is reported.
/// The text must have passed `within_bounds`: the parser recurses.
std::optional<Rule> parse(const Excerpt& text, Language language, Diagnostics& diagnostics);

/// The same for a cell of a decision table.
std::optional<Cell> parse_cell(const Excerpt& text, Language language, Diagnostics& diagnostics);

/// Whether the text is short, shallow and non-empty enough to parse; if not, says so.
bool within_bounds(const Excerpt& text, Language language, Diagnostics& diagnostics);

}  // namespace termijn::rules::syntax
