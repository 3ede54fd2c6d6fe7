#pragma once

#include "rules/time/limit.hpp"

namespace termijn::rules::detail {

/// A limit of `amount` hours: elapsed time, so a clock change inside it neither
/// adds nor takes. Never moves.
Limit count_hours(Instant event, int amount, Direction direction, const Counting& counting);

}  // namespace termijn::rules::detail
