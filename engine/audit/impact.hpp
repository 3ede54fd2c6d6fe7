#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/candidature/effective.hpp"
#include "engine/candidature/facts.hpp"
#include "engine/journal/store.hpp"
#include "engine/workflow/procedure.hpp"

namespace termijn::engine {

/// A milestone that would close otherwise for one candidature.
struct LimitImpact {
  std::string milestone;
  std::optional<EffectiveLimit> was;  ///< None: the old rulebook has no such limit.
  std::optional<EffectiveLimit> is;   ///< None: the new one has not.
  /// A personal extension or late admission stands and outranks both: only the region's own
  /// date moves, of which `was` and `is` tell.
  bool kept = false;
};

/// A requirement that would come out otherwise; none where a rulebook has not got it.
struct RequirementImpact {
  std::string id;
  std::optional<RequirementVerdict> was;
  std::optional<RequirementVerdict> is;
};

/// What an amended rulebook would change for one open candidature.
struct Impact {
  std::string candidature;
  std::string organisation;
  std::string stage;
  bool stage_gone = false;  ///< The new flow does not know its stage.
  std::vector<LimitImpact> limits;
  std::vector<RequirementImpact> requirements;
  rules::Score score_was;
  rules::Score score_is;
  std::optional<int> rank_was;  ///< Among the region's candidatures under the old rulebook …
  std::optional<int> rank_is;   ///< … were all of those judged by the new one.

  bool scores_otherwise() const {
    return score_was.total != score_is.total || score_was.passes != score_is.passes;
  }
  bool any() const;
};

/// What changes for one candidature when its rules do: `carried` is what it then is
/// (`carried_over`), `was` and `is` what there is to know of it. Without ranks. Pure.
Impact impact_on(const State& state, const FactSheet& was, const Procedure& old,
                 const State& carried, const FactSheet& is, const Procedure& now);

/// The open candidatures of the old rulebook's region.
struct ImpactReport {
  std::vector<Impact> impacts;  ///< Of those that something changes for, by id.
  std::size_t open = 0;         ///< How many stand under the old rulebook.
  std::size_t others = 0;       ///< How many stand under yet another one: not compared.
};

/// Holds what both rulebooks say against each other for each open candidature that is judged
/// by `old`. Personal extensions and late admissions outlive the change, and so does what a
/// change cannot take away (`kept_limits`). Decides nothing and writes nothing: only an amendment
/// (engine/agenda/amendment.hpp) brings it about.
ImpactReport impact_of(const Store& store, const Procedure& old, const Procedure& now);

}  // namespace termijn::engine
