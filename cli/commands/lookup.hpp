#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "cli/environment.hpp"
#include "rules/time/calendar.hpp"
#include "rules/time/regime.hpp"
#include "rules/time/zone.hpp"

namespace termijn::cli {

// What options name. Each is empty when there is no such thing, which has then
// been told on `err` together with what there is: `return Exit::usage`.

const rules::Regime* find_regime(const std::string& id, Environment& environment);
const rules::Calendar* find_calendar(const std::string& id, Environment& environment);
std::shared_ptr<const rules::Zone> find_zone(const std::string& name, Environment& environment);

/// `2023-07-07T10:00`, `2023-07-07 10:00:30` or `2023-07-07` (where the day
/// begins) on the clock of `zone`, or RFC 3339 with its own offset. A clock time
/// that the zone jumps over, or has twice, is refused: `what` names the option.
std::optional<rules::Instant> read_time(std::string_view text, const rules::Zone& zone,
                                        std::string_view what, Environment& environment);

}  // namespace termijn::cli
