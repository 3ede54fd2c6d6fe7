#pragma once

#include "rules/language/condition/condition.hpp"

namespace termijn::rules {

/// Whether two conditions are the same program: the same parts over the same
/// facts, wherever and in whatever words they are written.
bool same_program(const Condition& one, const Condition& other);

}  // namespace termijn::rules
