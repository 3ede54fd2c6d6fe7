#pragma once

#include <functional>
#include <optional>
#include <string_view>
#include <vector>

#include "rules/time/calendar.hpp"

namespace termijn::rules::detail {

/// The calendar that another may extend, by its id; null when there is none.
using CalendarLookup = std::function<const Calendar*(std::string_view id)>;

/// `read_calendar` with the calendars that can be extended handed in: the
/// built-in ones are themselves read with it.
std::optional<Calendar> read_calendar_with(std::string_view toml, std::vector<DataFault>& faults,
                                           const CalendarLookup& calendars);

}  // namespace termijn::rules::detail
