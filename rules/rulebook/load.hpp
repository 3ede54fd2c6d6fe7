#pragma once

#include "rules/rulebook/rulebook.hpp"
#include "rules/time/laws.hpp"

namespace termijn::rules {

/// `load_rulebook` with the calendars and regimes handed in that `[time]` may name, in place
/// of those that come with termijn: so that a rulebook kept years ago is made again with the
/// law as it was kept beside it.
Loaded load_rulebook_with(const std::string& file, const FileSource& files, const ZoneSource& zones,
                          const Laws& laws);

}  // namespace termijn::rules
