#pragma once

#include <optional>

#include "rules/language/condition/condition.hpp"
#include "rules/language/print.hpp"

namespace termijn::rules {

/// Where a condition stands. In a flow the words `by` and `after` begin a clause,
/// so that outside brackets the comparison is written `is by`.
enum class Surroundings { none, flow };

/// Prints a condition or expression in normal form in the language `to`; `any`
/// keeps the language of each word. Names that `names` declares with an alias are
/// translated as well, unless `to` is `any`. Empty when it cannot be read, which
/// is added to `diagnostics`; types are not checked.
std::optional<Printed> print_condition(const Excerpt& text, const Schema& names, Language to,
                                       Surroundings around, Diagnostics& diagnostics);

/// The same for a cell of a decision table that asks something of an input: `-`, a
/// value, or a comparison without its left side.
std::optional<Printed> print_cell(const Excerpt& text, const Schema& names, Language to,
                                  Diagnostics& diagnostics);

}  // namespace termijn::rules
