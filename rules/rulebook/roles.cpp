#include "rules/rulebook/roles.hpp"

#include <algorithm>

namespace termijn::rules {

std::string_view to_string(Role role) {
  switch (role) {
    case Role::applicant:
      return "applicant";
    case Role::reviewer:
      return "reviewer";
    case Role::jury:
      return "jury";
    case Role::coordinator:
      return "coordinator";
    case Role::auditor:
      return "auditor";
  }
  return "coordinator";
}

bool may(Role role, std::string_view act) {
  const auto one_of = [&](std::initializer_list<std::string_view> acts) {
    return std::find(acts.begin(), acts.end(), act) != acts.end();
  };
  switch (role) {
    case Role::applicant:
      return one_of({"submit", "withdraw", "rebut"});
    case Role::reviewer:
      return one_of({"score", "declare-conflict"});
    case Role::jury:
      return one_of({"score", "declare-conflict", "pitch", "decide", "reassess"});
    case Role::coordinator:
      return true;
    case Role::auditor:
      return false;
  }
  return false;
}

bool holds(const RoleHolder& holder, std::string_view actor) {
  const std::string_view name = holder.actor;
  if (!name.ends_with('*')) return name == actor;
  return actor.starts_with(name.substr(0, name.size() - 1));
}

std::vector<Role> roles_of(const Rulebook& rulebook, std::string_view actor) {
  std::vector<Role> found;
  for (const auto& holder : rulebook.roles) {
    const bool known = std::find(found.begin(), found.end(), holder.role) != found.end();
    if (!known && holds(holder, actor)) found.push_back(holder.role);
  }
  return found;
}

}  // namespace termijn::rules
