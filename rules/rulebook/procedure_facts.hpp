#pragma once

#include "rules/rulebook/rulebook.hpp"

namespace termijn::rules {

/// `every requirement holds`, as far as the facts tell: false when one fails, true
/// when all hold, else unknown.
Value requirements_hold(const Rulebook& book, const Facts& facts);

/// Fills it in where it is not given.
void judge_requirements(const Rulebook& book, Facts& facts);

}  // namespace termijn::rules
