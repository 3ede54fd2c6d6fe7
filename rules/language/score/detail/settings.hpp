#pragma once

#include <optional>
#include <string>

#include "rules/language/score/detail/ast.hpp"
#include "rules/language/score/score.hpp"

namespace termijn::rules {

/// An error at a place.
Diagnostic score_fault(std::string code, std::string message, Span span, std::string help = "");

/// The place of a criterion among `criteria`, or a fault; `also` is what else could
/// have been meant.
std::optional<std::size_t> criterion_named(const std::vector<Criterion>& criteria,
                                           const score_syntax::Token& name,
                                           Diagnostics& diagnostics, const std::string& also = "");

/// A number as written, or a fault with `code` where it has a decimal comma or more
/// than 15 digits; `what` it is and an example of it.
std::optional<Number> plain_number(const score_syntax::Token& token, const std::string& code,
                                   const std::string& what, const std::string& example,
                                   Diagnostics& diagnostics);

/// `per-reviewer`, `normalised`, `rounding`, `divergence` and how many must score,
/// for the criteria that `scoring` has.
void compile_settings(const ScoringText& text, Scoring& scoring, Language language,
                      Diagnostics& diagnostics);

}  // namespace termijn::rules
