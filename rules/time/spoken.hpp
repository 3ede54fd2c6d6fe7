#pragma once

#include <string>

#include "rules/time/window.hpp"
#include "rules/time/zone.hpp"

namespace termijn::rules {

/// A stretch of time in words that can be held against an addendum, on the clock
/// of `zone`: `Fri 9 June 2023`, `Mon 12 June 2023 – Sun 18 June 2023`,
/// `Wed 14 June 2023, 13:00–17:00`, `until the end of Fri 14 July 2023`.
std::string spoken(const Window& window, const Zone& zone);

}  // namespace termijn::rules
