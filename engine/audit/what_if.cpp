#include "engine/audit/what_if.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "engine/agenda/board.hpp"
#include "engine/agenda/ledger.hpp"
#include "engine/audit/detail/compare_events.hpp"
#include "engine/audit/detail/rerun.hpp"
#include "engine/audit/replay.hpp"
#include "engine/candidature/kinds.hpp"

namespace termijn::engine {
namespace {

constexpr std::size_t most_refused = 10;

std::optional<bool> on_time_of(const State& state) {
  const Version* version = state.counting();
  return version ? std::optional(version->on_time) : std::nullopt;
}

std::optional<rules::RulePlace> place_of(const rules::Rulebook& rulebook, rules::Span span) {
  return rulebook.place(span);
}

std::optional<rules::RulePlace> milestone_place(const rules::Rulebook& rulebook,
                                                const std::string& id) {
  const auto* milestone = rulebook.milestone(id);
  if (!milestone || milestone->spans.empty()) return std::nullopt;
  return place_of(rulebook, milestone->spans.front());
}

std::optional<rules::RulePlace> requirement_place(
    const std::optional<RequirementVerdict>& verdict) {
  return verdict ? std::optional(verdict->place) : std::nullopt;
}

std::optional<rules::RulePlace> scoring_place(const rules::Rulebook& rulebook) {
  if (rulebook.scoring.pass) return place_of(rulebook, rulebook.scoring.pass->span());
  return std::nullopt;
}

std::vector<const Event*> moves_of(const std::vector<Event>& events) {
  std::vector<const Event*> moves;
  for (const auto& event : events) {
    if (event.kind == kind::moved) moves.push_back(&event);
  }
  return moves;
}

std::optional<rules::RulePlace> move_place(const Event* move, const rules::Rulebook& rulebook,
                                           const Workflow& workflow) {
  const auto* transition = move ? workflow.transition(text_at(*move, "transition")) : nullptr;
  return transition ? place_of(rulebook, transition->span) : std::nullopt;
}

/// The step at which the two histories part.
std::optional<WhatIfGround> parting(const std::vector<Event>& recorded, const Procedure& was,
                                    const std::vector<Event>& rerun, const Procedure& is) {
  const auto a = moves_of(recorded);
  const auto b = moves_of(rerun);
  for (std::size_t i = 0; i < std::max(a.size(), b.size()); ++i) {
    const Event* one = i < a.size() ? a[i] : nullptr;
    const Event* two = i < b.size() ? b[i] : nullptr;
    if (one && two && text_at(*one, "to") == text_at(*two, "to")) continue;
    const auto to = [](const Event* move) {
      return move ? fmt::format("'{}' to '{}'", text_at(*move, "from"), text_at(*move, "to"))
                  : std::string("no further step");
    };
    return WhatIfGround{fmt::format("from {}, and not {}", to(two), to(one)),
                        move_place(one, was.rulebook, was.workflow),
                        move_place(two, is.rulebook, is.workflow)};
  }
  return std::nullopt;
}

std::vector<WhatIfGround> grounds_of(const WhatIf& found, const Procedure& was,
                                     const Procedure& is) {
  std::vector<WhatIfGround> grounds;
  for (const auto& limit : found.impact.limits) {
    grounds.push_back({"timeline " + limit.milestone,
                       milestone_place(was.rulebook, limit.milestone),
                       milestone_place(is.rulebook, limit.milestone)});
  }
  for (const auto& requirement : found.impact.requirements) {
    grounds.push_back({"requirement " + requirement.id, requirement_place(requirement.was),
                       requirement_place(requirement.is)});
  }
  if (found.impact.scores_otherwise()) {
    grounds.push_back({"scoring", scoring_place(was.rulebook), scoring_place(is.rulebook)});
  }
  return grounds;
}

/// The region's candidatures, as recorded and as they would have been.
class Comparison {
 public:
  Comparison(const Store& store, Procedures& procedures, const Procedure& other)
      : store_(store), procedures_(procedures), other_(other) {
    store.scan(other.rulebook.region_id, 1, [&](const StoredEvent& stored) {
      auto decoded = decode(stored);
      auto* event = std::get_if<Event>(&decoded);
      if (event && !event->candidature.empty()) recorded_.push_back(std::move(*event));
    });
  }

  WhatIfReport run() {
    RegionRerun rerun(procedures_, other_, recorded_);
    rerun.run();
    std::map<std::string, std::vector<Event>> histories;
    for (const auto& event : recorded_) histories[event.candidature].push_back(event);
    WhatIfReport report;
    auto folded = fold_region(store_, other_.rulebook.region_id);
    const auto ranks = ranks_of(folded.states, rerun);
    const auto before = recorded_ranks();
    for (const auto& state : folded.states) {
      ++report.candidatures;
      report.open += state.is_open() ? 1 : 0;
      auto found = compare(state, histories[state.id], rerun);
      if (const auto rank = before.find(state.id); rank != before.end()) {
        found.was.rank = found.impact.rank_was = rank->second;
      }
      if (const auto rank = ranks.find(state.id); rank != ranks.end()) {
        found.is.rank = found.impact.rank_is = rank->second;
      }
      if (found.any()) report.changed.push_back(std::move(found));
    }
    return report;
  }

 private:
  std::map<std::string, int> recorded_ranks() const {
    std::map<std::string, int> ranks;
    for (const auto& row : board(store_, procedures_, other_.rulebook.region_id)) {
      if (row.rank) ranks[row.id] = *row.rank;
    }
    return ranks;
  }

  std::map<std::string, int> ranks_of(const std::vector<State>& states, RegionRerun& rerun) const {
    std::vector<State> would;
    for (const auto& state : states) {
      if (rerun.state(state.id).exists()) would.push_back(rerun.state(state.id));
    }
    return ranks_under(other_.rulebook, would);
  }

  WhatIf compare(const State& state, const std::vector<Event>& history, RegionRerun& rerun) {
    const auto& was = procedures_.at(state.rulebook);
    const State& would = rerun.state(state.id);
    WhatIf found;
    found.open = state.is_open();
    found.was = {state.stage, state.outcome, on_time_of(state), {}};
    found.is = {would.stage, would.outcome, on_time_of(would), {}};
    const auto sheet = gather_facts(was.rulebook, state, earlier_in(store_));
    const auto other_sheet = gather_facts(other_.rulebook, would, rerun.earlier());
    found.impact = impact_on(state, sheet, was, would, other_sheet, other_);
    found.impact.stage_gone = false;  // it is played again from its beginning
    found.grounds = grounds_of(found, was, other_);
    const auto& events = rerun.of(state.id);
    if (auto step = parting(history, was, events.events, other_)) {
      found.grounds.push_back(std::move(*step));
    }
    found.refused = events.refused;
    if (found.refused.size() > most_refused) {
      found.more_refused = found.refused.size() - most_refused;
      found.refused.resize(most_refused);
    }
    return found;
  }

  const Store& store_;
  Procedures& procedures_;
  const Procedure& other_;
  std::vector<Event> recorded_;
};

}  // namespace

bool WhatIf::any() const { return was != is || impact.any(); }

WhatIfReport what_if(const Store& store, Procedures& procedures, const Procedure& other) {
  return Comparison(store, procedures, other).run();
}

}  // namespace termijn::engine
