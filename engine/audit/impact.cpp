#include "engine/audit/impact.hpp"

#include <algorithm>

#include "engine/agenda/board.hpp"
#include "engine/agenda/ledger.hpp"
#include "engine/audit/carry_over.hpp"
#include "engine/audit/replay.hpp"

namespace termijn::engine {
namespace {

/// A candidature as each of the two rulebooks sees it.
struct Judged {
  State state;
  State carried;  ///< As it is under the new one.
  FactSheet was;
  FactSheet is;
};

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
                                   const State& state, const State& carried) {
  State without_overrides = state;
  without_overrides.overrides.clear();
  std::vector<LimitImpact> limits;
  for (const auto& id : milestones_of(old, now)) {
    const bool kept = state.overrides.contains(id);
    auto was = limit_under(old, kept ? without_overrides : state, id);
    auto is = limit_under(now, kept ? without_overrides : carried, id);
    if (!closes_alike(was, is)) limits.push_back({id, std::move(was), std::move(is), kept});
  }
  return limits;
}

const RequirementVerdict* verdict_of(const std::string& id, const FactSheet& sheet) {
  const auto found = std::find_if(sheet.requirements.begin(), sheet.requirements.end(),
                                  [&](const auto& verdict) { return verdict.id == id; });
  return found == sheet.requirements.end() ? nullptr : &*found;
}

std::vector<RequirementImpact> requirements_of(const FactSheet& before, const FactSheet& after) {
  std::vector<RequirementImpact> requirements;
  for (const auto& was : before.requirements) {
    const auto* is = verdict_of(was.id, after);
    if (is && is->holds == was.holds) continue;
    requirements.push_back({was.id, was, is ? std::optional(*is) : std::nullopt});
  }
  for (const auto& is : after.requirements) {
    if (!verdict_of(is.id, before)) requirements.push_back({is.id, std::nullopt, is});
  }
  return requirements;
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

}  // namespace

bool Impact::any() const {
  return stage_gone || !limits.empty() || !requirements.empty() || scores_otherwise() ||
         rank_was != rank_is;
}

Impact impact_on(const State& state, const FactSheet& was, const Procedure& old,
                 const State& carried, const FactSheet& is, const Procedure& now) {
  const auto& stages = now.rulebook.flow.stages;
  return {.candidature = state.id,
          .organisation = state.organisation,
          .stage = state.stage,
          .stage_gone = std::find(stages.begin(), stages.end(), state.stage) == stages.end(),
          .limits = limits_of(old.rulebook, now.rulebook, state, carried),
          .requirements = requirements_of(was, is),
          .score_was = was.score,
          .score_is = is.score,
          .rank_was = {},
          .rank_is = {}};
}

ImpactReport impact_of(const Store& store, const Procedure& old, const Procedure& now) {
  const auto earlier = earlier_in(store);
  const auto digest = rules::hex(old.rulebook.digest);
  ImpactReport report;
  std::vector<Judged> all;
  for (auto& state : fold_region(store, old.rulebook.region_id).states) {
    if (state.rulebook != digest) {
      report.others += state.is_open() ? 1 : 0;
      continue;
    }
    Judged judged{.state = state, .carried = {}, .was = {}, .is = {}};
    judged.carried = carried_over(std::move(state), now, kept_limits(judged.state, old, now));
    judged.was = gather_facts(old.rulebook, judged.state, earlier);
    judged.is = gather_facts(now.rulebook, judged.carried, earlier);
    all.push_back(std::move(judged));
  }
  const auto before = ranks(old.rulebook, all, &Judged::was);
  const auto after = ranks(now.rulebook, all, &Judged::is);
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (!all[i].state.is_open()) continue;
    ++report.open;
    auto impact = impact_on(all[i].state, all[i].was, old, all[i].carried, all[i].is, now);
    impact.rank_was = before[i];
    impact.rank_is = after[i];
    if (impact.any()) report.impacts.push_back(std::move(impact));
  }
  return report;
}

}  // namespace termijn::engine
