#pragma once

#include "rules/language/condition/detail/variables.hpp"

namespace termijn::rules::cases {

/// `representative_values`, with what the facts are now: each keeps its value
/// among those to try, and bounds that depend on other facts are worked out for
/// what those are now as well.
Representatives representatives(const std::vector<Condition>& conditions, const Schema& schema,
                                const CaseScope& scope, const Facts& now);

/// Fills in the derived facts.
void derive(const CaseScope& scope, Facts& facts);

}  // namespace termijn::rules::cases
