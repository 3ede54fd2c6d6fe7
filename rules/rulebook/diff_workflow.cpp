// What an amendment does to stages, transitions and their safeguards.
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "rules/rulebook/detail/diff.hpp"
#include "rules/rulebook/roles.hpp"

namespace termijn::rules::amend {
namespace {

using Kind = Difference::Kind;

std::string way(const Transition& transition) {
  return fmt::format("from {} to '{}'", fmt::format("'{}'", fmt::join(transition.from, "', '")),
                     transition.to);
}

std::string clause(const std::optional<std::string>& name) {
  return name ? fmt::format("'{}'", *name) : "none";
}

class Transitions {
 public:
  explicit Transitions(Comparison& comparison) : comparison_(comparison) {}

  void gone(const Transition& transition) {
    add(Kind::dropped, &transition, nullptr,
        fmt::format("the way {} is dropped: '{}'", way(transition),
                    words_of(comparison_.old, transition.span)));
  }
  void come(const Transition& transition) {
    add(Kind::added, nullptr, &transition,
        fmt::format("a way {} is added: '{}'", way(transition),
                    words_of(comparison_.now, transition.span)));
  }

  /// Clause by clause.
  void both(const Transition& was, const Transition& is) {
    if (was.from != is.from) {
      add(Kind::changed, &was, &is,
          fmt::format("the way to '{}' now leads {} instead of {}", is.to, way(is), way(was)));
    }
    name(was, is, "the act that takes it", was.on, is.on);
    condition(was, is);
    name(was, is, "the milestone after which it is taken", was.after, is.after);
    name(was, is, "the milestone by which it is due", was.by, is.by);
    name(was, is, "the milestone within which it must fall", was.within, is.within);
    name(was, is, "the act that takes it back", was.undone_by, is.undone_by);
    flag(was, is, was.ends, is.ends, "ends the candidature");
    flag(was, is, was.adverse, is.adverse, "counts as adverse, so that the brake holds it");
  }

 private:
  void add(Kind kind, const Transition* was, const Transition* is, std::string sentence,
           Effect effect = Effect::other) {
    comparison_.add({.kind = kind,
                     .section = "workflow",
                     .what = is ? is->id : was->id,
                     .was = was ? std::optional(was->span) : std::nullopt,
                     .is = is ? std::optional(is->span) : std::nullopt,
                     .sentence = std::move(sentence),
                     .effect = effect});
  }

  void name(const Transition& was, const Transition& is, const char* what,
            const std::optional<std::string>& before, const std::optional<std::string>& after) {
    if (before == after) return;
    add(Kind::changed, &was, &is,
        fmt::format("{}: {} is {} instead of {}", way(is), what, clause(after), clause(before)));
  }

  void flag(const Transition& was, const Transition& is, bool before, bool after,
            const char* what) {
    if (before == after) return;
    add(Kind::changed, &was, &is,
        fmt::format("{}: it {} {}", way(is), after ? "now" : "no longer", what));
  }

  void condition(const Transition& was, const Transition& is) {
    if (was.when && is.when) {
      const auto change =
          compare(comparison_, *was.when, comparison_.old.facts, *is.when, comparison_.now.facts);
      if (!change) return;
      // That a way opens in fewer cases is to nobody's disadvantage by itself.
      const auto effect = change->effect == Effect::same ? Effect::same : Effect::other;
      add(change->kind, &was, &is,
          fmt::format("{}: the condition {}", way(is),
                      change_words(comparison_, *change, *was.when, *is.when)),
          effect);
      comparison_.found.back().example = change->example;
    } else if (was.when) {
      add(Kind::changed, &was, &is,
          fmt::format("{}: the condition '{}' is dropped", way(is),
                      words_of(comparison_.old, was.when->span())));
    } else if (is.when) {
      add(Kind::changed, &was, &is,
          fmt::format("{}: the condition '{}' is added", way(is),
                      words_of(comparison_.now, is.when->span())));
    }
  }

  Comparison& comparison_;
};

void add(Comparison& comparison, Kind kind, const std::string& what, std::string sentence,
         Effect effect = Effect::other) {
  comparison.add({.kind = kind,
                  .section = "workflow",
                  .what = what,
                  .was = {},
                  .is = {},
                  .sentence = std::move(sentence),
                  .effect = effect});
}

void compare_stages(Comparison& comparison) {
  const auto& old = comparison.old.flow;
  const auto& now = comparison.now.flow;
  match(
      old.stages, now.stages, [](const std::string& stage) { return stage; },
      [&](const std::string& gone) {
        add(comparison, Kind::dropped, gone, fmt::format("the stage '{}' is dropped", gone));
      },
      [&](const std::string& come) {
        add(comparison, Kind::added, come, fmt::format("the stage '{}' is added", come));
      },
      [](const auto&, const auto&) {});
  if (old.start == now.start) return;
  add(comparison, Kind::changed, now.start,
      fmt::format("a candidature starts in '{}' instead of '{}'", now.start, old.start));
}

void compare_must_pass(Comparison& comparison) {
  const auto tell = [&](Kind kind, const MustPass& rule, Effect effect) {
    const bool added = kind == Kind::added;
    comparison.add(
        {.kind = kind,
         .section = "workflow",
         .what = "must-pass",
         .was = added ? std::nullopt : std::optional(rule.span),
         .is = added ? std::optional(rule.span) : std::nullopt,
         .sentence = fmt::format("'{}' {}", rule.text,
                                 added ? "is now made sure of" : "is no longer made sure of"),
         .effect = effect});
  };
  match(
      comparison.old.must_pass, comparison.now.must_pass,
      [](const MustPass& rule) { return rule.text; },
      [&](const MustPass& gone) { tell(Kind::dropped, gone, Effect::other); },
      [&](const MustPass& come) { tell(Kind::added, come, Effect::other); },
      [](const auto&, const auto&) {});
}

std::string holders(const Rulebook& rulebook, Role role) {
  std::string names;
  for (const auto& holder : rulebook.roles) {
    if (holder.role == role) names += (names.empty() ? "'" : ", '") + holder.actor + "'";
  }
  return names.empty() ? "nobody" : names;
}

void compare_roles(Comparison& comparison) {
  for (const Role role : every_role) {
    const auto was = holders(comparison.old, role);
    const auto is = holders(comparison.now, role);
    if (was == is) continue;
    add(comparison, Kind::changed, "roles",
        fmt::format("the role {} is now of {} instead of {}", to_string(role), is, was));
  }
}

std::string retention_words(const std::optional<int>& months) {
  return months ? fmt::format("{} months after the end", *months) : "no time that is set";
}

void compare_retention(Comparison& comparison) {
  const auto& was = comparison.old.retention_months;
  const auto& is = comparison.now.retention_months;
  if (was == is) return;
  add(comparison, Kind::changed, "retention",
      fmt::format("personal data is kept for {} instead of {}", retention_words(is),
                  retention_words(was)));
}

std::string brake_words(int brake) { return brake == 0 ? "no limit" : std::to_string(brake); }

}  // namespace

void compare_workflow(Comparison& comparison) {
  const auto& old = comparison.old;
  const auto& now = comparison.now;
  compare_stages(comparison);
  Transitions transitions(comparison);
  match(
      old.flow.transitions, now.flow.transitions,
      [](const Transition& transition) { return transition.id; },
      [&](const Transition& gone) { transitions.gone(gone); },
      [&](const Transition& come) { transitions.come(come); },
      [&](const Transition& was, const Transition& is) { transitions.both(was, is); });
  compare_must_pass(comparison);
  compare_roles(comparison);
  compare_retention(comparison);
  if (old.brake == now.brake) return;
  add(comparison, Kind::changed, "brake",
      fmt::format("the brake on automatic refusals in one night changes from {} to {}",
                  brake_words(old.brake), brake_words(now.brake)));
}

}  // namespace termijn::rules::amend
