// `[roles]` and `[retention]`: who may do what, and how long personal data is kept.
#include <algorithm>

#include <fmt/format.h>

#include "rules/rulebook/detail/draft.hpp"
#include "rules/rulebook/facts.hpp"
#include "rules/rulebook/roles.hpp"

namespace termijn::rules::book {
namespace {

// A hundred years; what is kept longer is kept for ever.
constexpr std::int64_t most_months = 1'200;

std::string_view before_star(std::string_view name) {
  return name.ends_with('*') ? name.substr(0, name.size() - 1) : name;
}

bool is_actor(std::string_view name) {
  const auto stem = before_star(name);
  return !stem.empty() && stem.find('*') == std::string_view::npos && stem.front() != ' ' &&
         stem.back() != ' ';
}

/// Whether some actor's name fits both.
bool overlap(const RoleHolder& one, const RoleHolder& other) {
  return holds(one, before_star(other.actor)) || holds(other, before_star(one.actor));
}

/// Nobody judges what he handed in himself, and who looks over the work does none of it.
bool exclude(Role one, Role other) {
  if (one == other) return false;
  const auto apart = [](Role role) { return role == Role::applicant || role == Role::auditor; };
  return apart(one) || apart(other);
}

class Roles {
 public:
  explicit Roles(Draft& draft) : draft_(draft) {}

  void compile() {
    const Node& table = section(draft_, "roles", false);
    if (!draft_.root.find("roles")) return;
    Fields fields(table, "[roles]", draft_.desk);
    for (const Role role : every_role) {
      for (const Node* item : fields.list(fields.optional(to_string(role)))) {
        if (auto name = fields.text(item)) add(role, *name, item->span);
      }
    }
    fields.finish();
    if (!sound_) return;
    check_flow(table);
    if (!draft_.book.scoring.criteria.empty()) check_act("score", table.span);
  }

 private:
  void add(Role role, const std::string& name, Span span) {
    if (name == clock_actor || !is_actor(name)) {
      sound_ = false;
      draft_.desk.error("E0571", fmt::format("'{}' cannot have a role", name), {span, ""},
                        name == clock_actor
                            ? "'clock' is what happens by itself; nobody acts under that name"
                            : "write a name, or its beginning and one '*' at the end: reviewer-*");
      return;
    }
    RoleHolder holder{role, name, span};
    if (holds({Role::coordinator, name, span}, clock_actor)) {
      sound_ = false;
      draft_.desk.error("E0571", fmt::format("'{}' would take in 'clock'", name), {span, ""},
                        "'clock' is what happens by itself; write a longer beginning");
      return;
    }
    check_alone(holder);
    draft_.book.roles.push_back(std::move(holder));
  }

  void check_alone(const RoleHolder& holder) {
    for (const RoleHolder& other : draft_.book.roles) {
      if (!exclude(holder.role, other.role) || !overlap(holder, other)) continue;
      Diagnostic found{Severity::error,
                       "E0570",
                       one_line(fmt::format("'{}' may be both {} and {}", holder.actor,
                                            to_string(other.role), to_string(holder.role))),
                       {holder.span, fmt::format("as {} here", to_string(holder.role))},
                       {{other.span, fmt::format("as {} here", to_string(other.role))}},
                       "give the two roles names that no one actor can have"};
      draft_.desk.diagnostics.push_back(std::move(found));
      return;
    }
  }

  bool anybody_may(std::string_view act) const {
    const auto& roles = draft_.book.roles;
    return std::any_of(roles.begin(), roles.end(),
                       [&](const RoleHolder& holder) { return may(holder.role, act); });
  }

  void check_act(const std::string& act, Span where) {
    if (anybody_may(act)) return;
    std::string roles;
    for (const Role role : every_role) {
      if (may(role, act)) roles += fmt::format("{}{}", roles.empty() ? "" : ", ", to_string(role));
    }
    draft_.desk.error("E0572", fmt::format("nobody may do '{}'", act), {where, ""},
                      fmt::format("name an actor in [roles] as one of: {}", roles));
  }

  /// Each act that the flow waits for, at its first line.
  void check_flow(const Node& table) {
    std::vector<std::string> seen;
    for (const Transition& transition : draft_.book.flow.transitions) {
      if (!transition.on) continue;
      if (std::find(seen.begin(), seen.end(), *transition.on) != seen.end()) continue;
      seen.push_back(*transition.on);
      check_act(*transition.on, transition.span);
    }
    if (draft_.book.flow.transitions.empty()) return;
    if (std::find(seen.begin(), seen.end(), "submit") == seen.end()) {
      check_act("submit", table.span);
    }
  }

  Draft& draft_;
  bool sound_ = true;
};

}  // namespace

void compile_roles(Draft& draft) { Roles(draft).compile(); }

void compile_retention(Draft& draft) {
  const Node& table = section(draft, "retention", false);
  if (!draft.root.find("retention")) return;
  Fields fields(table, "[retention]", draft.desk);
  const auto months = fields.whole(fields.needed("personal-months"), 1, most_months);
  if (months) draft.book.retention_months = static_cast<int>(*months);
  fields.finish();
}

}  // namespace termijn::rules::book
