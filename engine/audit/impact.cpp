#include "engine/audit/impact.hpp"

#include <algorithm>

#include "engine/agenda/board.hpp"
#include "engine/agenda/ledger.hpp"
#include "engine/audit/replay.hpp"

namespace termijn::engine {
namespace {

/// A candidature as each of the two rulebooks sees it.
struct Judged {
  State state;
  FactSheet was;
  FactSheet is;
};

std::optional<EffectiveLimit> limit_of(const rules::Rulebook& rulebook, const State& state,
                                       const std::string& milestone) {
  if (!rulebook.milestone(milestone)) return std::nullopt;
  auto limit = effective_limit(rulebook, state, milestone);
  auto* found = std::get_if<EffectiveLimit>(&limit);
  return found ? std::optional(std::move(*found)) : std::nullopt;
}

bool closes_alike(const std::optional<EffectiveLimit>& a, const std::optional<EffectiveLimit>& b) {
  if (!a || !b) return a.has_value() == b.has_value();
  return a->closes == b->closes;
}

std::vector<std::string> milestones_of(const rules::Rulebook& old, const rules::Rulebook& now) {
  std::vector<std::string> ids;
  for (const auto& milestone : old.timeline) ids.push_back(milestone.id);
  for (const auto& milestone : now.timeline) {
    if (!old.milestone(milestone.id)) ids.push_back(milestone.id);
  }
  return ids;
}

std::vector<LimitImpact> limits_of(const rules::Rulebook& old, const rules::Rulebook& now,
                                   const State& state) {
  State without_overrides = state;
  without_overrides.overrides.clear();
  std::vector<LimitImpact> limits;
  for (const auto& id : milestones_of(old, now)) {
    const bool kept = state.overrides.contains(id);
    const State& judged = kept ? without_overrides : state;
    auto was = limit_of(old, judged, id);
    auto is = limit_of(now, judged, id);
    if (!closes_alike(was, is)) limits.push_back({id, std::move(was), std::move(is), kept});
  }
  return limits;
}

const RequirementVerdict* verdict_of(const std::string& id, const FactSheet& sheet) {
  const auto found = std::find_if(sheet.requirements.begin(), sheet.requirements.end(),
                                  [&](const auto& verdict) { return verdict.id == id; });
  return found == sheet.requirements.end() ? nullptr : &*found;
}

std::vector<RequirementImpact> requirements_of(const Judged& judged) {
  std::vector<RequirementImpact> requirements;
  for (const auto& was : judged.was.requirements) {
    const auto* is = verdict_of(was.id, judged.is);
    if (is && is->holds == was.holds) continue;
    requirements.push_back({was.id, was, is ? std::optional(*is) : std::nullopt});
  }
  for (const auto& is : judged.is.requirements) {
    if (!verdict_of(is.id, judged.was)) requirements.push_back({is.id, std::nullopt, is});
  }
  return requirements;
}

/// Each version on time or late by the new rulebook's own deadline, so that the one that
/// counts is chosen as it would be.
State judged_anew(State state, const rules::Rulebook& rulebook) {
  for (auto& version : state.versions) {
    const auto answer = on_time(rulebook, state, version.arrival);
    if (const bool* known = std::get_if<bool>(&answer)) version.on_time = *known;
  }
  return state;
}

/// Those that compete under one rulebook: scored together where it normalises, and ranked.
class Contest {
 public:
  Contest(const rules::Rulebook& rulebook, std::vector<Judged>& all, FactSheet Judged::*sheet)
      : rulebook_(rulebook), all_(all), sheet_(sheet) {
    for (std::size_t i = 0; i < all.size(); ++i) {
      if (all[i].state.counting() && competes(all[i].state)) members_.push_back(i);
    }
  }

  void normalise() {
    if (rulebook_.scoring.normalisation == rules::Normalisation::none) return;
    std::vector<std::vector<rules::Scorecard>> cards;
    for (const auto i : members_) cards.push_back(counting_scorecards(rulebook_, all_[i].state));
    auto scores = rules::score_all(rulebook_.scoring, cards);
    for (std::size_t i = 0; i < members_.size(); ++i) {
      (all_[members_[i]].*sheet_).score = std::move(scores[i]);
    }
  }

  /// One for each of all; empty for who has none.
  std::vector<std::optional<int>> ranks() const {
    std::vector<rules::Contender> contenders;
    for (const auto i : members_) {
      const auto& state = all_[i].state;
      contenders.push_back({.id = state.id,
                            .organisation = state.organisation,
                            .arrival = state.counting()->arrival,
                            .score = (all_[i].*sheet_).score});
    }
    std::vector<std::optional<int>> found(all_.size());
    for (const auto& ranked : rules::rank(rulebook_.scoring, contenders)) {
      found[members_[ranked.contender]] = ranked.rank;
    }
    return found;
  }

 private:
  const rules::Rulebook& rulebook_;
  std::vector<Judged>& all_;
  FactSheet Judged::*sheet_;
  std::vector<std::size_t> members_;
};

std::vector<std::optional<int>> ranks(const rules::Rulebook& rulebook, std::vector<Judged>& all,
                                      FactSheet Judged::*sheet) {
  Contest contest(rulebook, all, sheet);
  contest.normalise();
  return contest.ranks();
}

bool is_open(const State& state) { return state.exists() && !state.ended && !state.withdrawn; }

}  // namespace

ImpactReport impact_of(const Store& store, const Procedure& old, const Procedure& now) {
  const auto earlier = earlier_in(store);
  const auto digest = rules::hex(old.rulebook.digest);
  ImpactReport report;
  std::vector<Judged> all;
  for (auto& state : fold_region(store, old.rulebook.region_id).states) {
    if (state.rulebook != digest) {
      report.others += is_open(state) ? 1 : 0;
      continue;
    }
    Judged judged{.state = std::move(state), .was = {}, .is = {}};
    judged.was = gather_facts(old.rulebook, judged.state, earlier);
    judged.is = gather_facts(now.rulebook, judged_anew(judged.state, now.rulebook), earlier);
    all.push_back(std::move(judged));
  }
  const auto before = ranks(old.rulebook, all, &Judged::was);
  const auto after = ranks(now.rulebook, all, &Judged::is);
  const auto& stages = now.rulebook.flow.stages;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const auto& state = all[i].state;
    if (!is_open(state)) continue;
    ++report.open;
    Impact impact{
        .candidature = state.id,
        .organisation = state.organisation,
        .stage = state.stage,
        .stage_gone = std::find(stages.begin(), stages.end(), state.stage) == stages.end(),
        .limits = limits_of(old.rulebook, now.rulebook, state),
        .requirements = requirements_of(all[i]),
        .score_was = all[i].was.score,
        .score_is = all[i].is.score,
        .rank_was = before[i],
        .rank_is = after[i]};
    if (impact.any()) report.impacts.push_back(std::move(impact));
  }
  return report;
}

}  // namespace termijn::engine
