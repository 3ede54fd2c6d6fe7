#include "engine/candidature/authority.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "engine/candidature/detail/effects.hpp"
#include "rules/rulebook/roles.hpp"

namespace termijn::engine {
namespace {

using rules::Role;

bool any_may(const std::vector<Role>& roles, std::string_view act) {
  return std::any_of(roles.begin(), roles.end(), [&](Role role) { return may(role, act); });
}

std::vector<std::string_view> names(const std::vector<Role>& roles) {
  std::vector<std::string_view> words;
  words.reserve(roles.size());
  for (const Role role : roles) words.push_back(to_string(role));
  return words;
}

/// Those who have a role in this region and may do the act.
std::string who_may(const rules::Rulebook& rulebook, std::string_view act) {
  std::vector<std::string> holders;
  for (const auto& holder : rulebook.roles) {
    if (may(holder.role, act)) {
      holders.push_back(fmt::format("{} ('{}')", to_string(holder.role), holder.actor));
    }
  }
  return fmt::format("who may: {}", fmt::join(holders, ", "));
}

/// Only who reviews or is of the jury gives a score or has a conflict of interest.
bool gives_scores(const std::vector<Role>& roles) {
  return std::any_of(roles.begin(), roles.end(),
                     [](Role role) { return role == Role::reviewer || role == Role::jury; });
}

}  // namespace

std::optional<Refusal> check_actor(const rules::Rulebook* rulebook, const std::string& actor,
                                   const std::string& act) {
  if (actor == rules::clock_actor) {
    return refusal("A0152", "'clock' is what happens by itself: nobody acts under that name",
                   "say who did it");
  }
  if (!rulebook || rulebook->roles.empty()) return std::nullopt;
  const auto roles = rules::roles_of(*rulebook, actor);
  if (roles.empty()) {
    std::vector<std::string> known;
    for (const auto& holder : rulebook->roles) known.push_back(holder.actor);
    const auto near = rules::nearest(actor, known);
    return refusal(
        "A0151", fmt::format("'{}' has no role in region '{}'", actor, rulebook->region_id),
        near.empty() ? who_may(*rulebook, act) : fmt::format("did you mean '{}'?", near));
  }
  if (any_may(roles, act)) return std::nullopt;
  return refusal(
      "A0150",
      fmt::format("'{}' is {} and may not do '{}'", actor, fmt::join(names(roles), " and "), act),
      who_may(*rulebook, act));
}

std::optional<Refusal> check_authority(const rules::Rulebook& rulebook, const Act& act) {
  if (auto refused = check_actor(&rulebook, act.actor, act.kind)) return refused;
  if (rulebook.roles.empty() || (act.kind != "score" && act.kind != "declare-conflict")) {
    return std::nullopt;
  }
  const auto* named = act.body.if_contains("reviewer");
  const auto reviewer = named && named->is_string() ? std::string(named->get_string()) : act.actor;
  if (gives_scores(rules::roles_of(rulebook, reviewer))) return std::nullopt;
  return refusal("A0153", fmt::format("'{}' is neither reviewer nor jury", reviewer),
                 "name who gave it: \"reviewer\": \"…\"");
}

}  // namespace termijn::engine
