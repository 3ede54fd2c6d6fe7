#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rules/rulebook/rulebook.hpp"

namespace termijn::rules {

inline constexpr std::array every_role{Role::applicant, Role::reviewer, Role::jury,
                                       Role::coordinator, Role::auditor};

/// The actor of what happens by itself; nobody may act under this name.
inline constexpr std::string_view clock_actor = "clock";

std::string_view to_string(Role role);

/// Whether a role may do an act, be it one of `recordable_acts` or of the desk: `adopt`, `erase`.
/// A coordinator may do all of them, since what came on paper is typed in by somebody.
bool may(Role role, std::string_view act);

/// Whether the name of an actor is the holder's: the same, or beginning as it says.
bool holds(const RoleHolder& holder, std::string_view actor);

/// The roles of an actor in a rulebook, each once.
std::vector<Role> roles_of(const Rulebook& rulebook, std::string_view actor);

}  // namespace termijn::rules
