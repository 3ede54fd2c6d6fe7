#pragma once

#include <optional>
#include <string>

#include "engine/candidature/act.hpp"

namespace termijn::engine {

/// Why an actor may not do an act, be it a recorded one or one of the desk (`adopt`, `erase`):
/// the clock claimed by a person, an actor without a role, a role that may not. Where the
/// rulebook has no `[roles]`, only the clock is kept apart. Null: no rulebook is in force yet.
std::optional<Refusal> check_actor(const rules::Rulebook* rulebook, const std::string& actor,
                                   const std::string& act);

/// The same for a recorded act; and where somebody records a score or a conflict for another,
/// that other must be who may give it.
std::optional<Refusal> check_authority(const rules::Rulebook& rulebook, const Act& act);

}  // namespace termijn::engine
