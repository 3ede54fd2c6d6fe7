#pragma once

#include "rules/rulebook/rulebook.hpp"

namespace termijn::rules {

/// What can be said of a sound rulebook's rules before anyone applies, beyond what
/// loading finds: requirements that contradict, shadow or say nothing, transitions
/// that compete or leave a candidature nowhere to go, rules that no example shows.
/// Every finding of a case comes with that case as a ready `[[example]]` in its
/// help. A search that had to be given up is said to prove nothing. Codes E0550 …,
/// W0507 …, E0709 …, W0701 …; see docs/diagnostics/. Pure; bounded.
Diagnostics prove(const Rulebook& rulebook);

}  // namespace termijn::rules
