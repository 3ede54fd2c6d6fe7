#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rules/rulebook/rulebook.hpp"

namespace termijn::rules {

/// What an amendment does to those whom a rule binds.
enum class Effect {
  same,      ///< Another wording of the same.
  looser,    ///< More is allowed, or longer.
  stricter,  ///< Less is allowed, or a deadline closes earlier: to somebody's disadvantage.
  mixed,     ///< Looser in one case, stricter in another.
  other,     ///< Neither, or nobody can tell beforehand.
};

/// One thing that an amended rulebook changes.
struct Difference {
  enum class Kind { added, dropped, changed, reworded };

  Kind kind = Kind::changed;
  std::string section;      ///< The table of the rulebook: `timeline`, `requirement`, …
  std::string what;         ///< The id in it; empty where it has none.
  std::optional<Span> was;  ///< In the old rulebook's sources.
  std::optional<Span> is;   ///< In the new rulebook's sources.
  std::string sentence;     ///< In plain English, no full stop.
  Effect effect = Effect::other;
  /// A case in which the old and the new rule differ, fact by fact, where one was found.
  std::vector<std::pair<std::string, std::string>> example{};

  bool adverse() const { return effect == Effect::stricter || effect == Effect::mixed; }
};

/// What `now` changes of `old`, in the order of a rulebook's tables. Meanings are
/// compared before words: a milestone by where it closes (one that counts from an event,
/// for an event on each day of the call's year), a rule by cases. Examples are no rules
/// and are passed over. Whatever has no comparison of its own is told as it is written,
/// so no list is empty while the digests differ, except for examples. Pure.
std::vector<Difference> differences(const Rulebook& old, const Rulebook& now);

std::string_view to_string(Effect effect);          ///< `same`, `looser`, …
std::string_view to_string(Difference::Kind kind);  ///< `added`, `dropped`, …

}  // namespace termijn::rules
