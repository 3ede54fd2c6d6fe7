#pragma once

#include <optional>

#include "rules/language/condition/condition.hpp"
#include "rules/language/print.hpp"

namespace termijn::rules {

/// Prints a flow in normal form in the language `to`; `any` keeps the language of
/// each word. A part is a line; comments and empty lines stay where they are.
/// Arrows and what follows the targets stand below one another; a line with
/// several stages before its arrow may run over. Names in conditions are
/// translated as `print_condition` does; stages, acts and milestones stay. Empty
/// when a line cannot be read, which is added to `diagnostics`.
std::optional<Printed> print_flow(const Excerpt& text, const Schema& names, Language to,
                                  Diagnostics& diagnostics);

}  // namespace termijn::rules
