#pragma once

#include <optional>

#include "rules/diagnostic.hpp"
#include "rules/language/print.hpp"
#include "rules/language/words.hpp"

namespace termijn::rules {

/// The texts of `[scoring]` that are no conditions.
enum class ScoreRule { total, per_reviewer, normalised, rounding, divergence, rank };

/// Prints one of them in normal form in the language `to`; `any` keeps the
/// language of each word. Empty when it cannot be read, which is added to
/// `diagnostics`; what it names is not looked up.
std::optional<Printed> print_score(ScoreRule which, const Excerpt& text, Language to,
                                   Diagnostics& diagnostics);

}  // namespace termijn::rules
