#pragma once

#include <optional>

#include "engine/candidature/act.hpp"
#include "engine/journal/event.hpp"
#include "rules/time/zone.hpp"

namespace termijn::engine {

/// The act that an event says was recorded, as it must have been reported: what a person said,
/// without what the rules made of it. Personal data that was erased is left out, or where an act
/// cannot do without it `erased` stands in its place. `zone` is the region's, by which
/// an extension until the end of a day is one. Empty for an event that is no act, or whose
/// body lacks what the act said.
std::optional<Act> act_of(const Event& event, const rules::Zone& zone);

}  // namespace termijn::engine
