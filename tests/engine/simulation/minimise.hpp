#pragma once

#include <functional>

#include "player.hpp"

namespace termijn::simulation {

/// Plays a script on a new store in memory; with `cuts`, the plug is pulled where it says so.
Breach play_anew(const Script& script, bool cuts, std::string* roots_after = nullptr);

/// Whether a script still breaks what it broke.
using Breaks = std::function<Breach(const Script&)>;

/// The script without what need not be in it: steps and lines are left out as long as the same
/// promise is broken. At most `tries` scripts are played.
Script minimal(Script script, const Broken& broken, const Breaks& breaks, int tries = 400);

}  // namespace termijn::simulation
