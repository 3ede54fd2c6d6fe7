#include "engine/audit/carry_over.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "engine/candidature/act.hpp"

namespace termijn::engine {
namespace {

bool earlier(const rules::Deadline& a, const rules::Deadline& b) {
  return lapses_at(a) < lapses_at(b);
}

/// The milestone by which an applicant may answer a decision.
std::optional<std::string> rebuttal_of(const rules::Flow& flow) {
  for (const auto& transition : flow.transitions) {
    if (transition.on == "rebut" && transition.by) return transition.by;
  }
  return std::nullopt;
}

/// The window for rebuttal as it stands for one who was told.
std::optional<rules::Deadline> told_window(const State& state, const Procedure& procedure) {
  const auto milestone = rebuttal_of(procedure.rulebook.flow);
  if (!milestone || !state.anchors.contains("told")) return std::nullopt;
  const auto limit = limit_under(procedure.rulebook, state, *milestone);
  return limit && !limit->planned ? std::optional(limit->closes) : std::nullopt;
}

void keep_told_window(std::vector<KeptLimit>& kept, const State& state, const Procedure& from,
                      const Procedure& to) {
  const auto was = told_window(state, from);
  const auto is = told_window(state, to);
  if (!was || !is || !earlier(*is, *was)) return;
  kept.push_back({*rebuttal_of(to.rulebook.flow), *was, "a window that was told never shrinks"});
}

void keep_in_time(std::vector<KeptLimit>& kept, const State& state, const Procedure& to) {
  const std::string deadline(submission_deadline);
  if (state.overrides.contains(deadline)) return;
  const auto limit = limit_under(to.rulebook, state, deadline);
  if (!limit) return;
  std::optional<Instant> last;
  for (const auto& version : state.versions) {
    if (version.on_time && (!last || version.arrival > *last)) last = version.arrival;
  }
  // A late admission is no deadline of the candidature's own: it is kept by itself.
  if (!last || state.admitted_late ||
      rules::meets(*last, limit->closes.closes, limit->closes.inclusive)) {
    return;
  }
  kept.push_back({deadline, {*last, true}, "what arrived in time stays in time"});
}

/// The milestones that an applicant has to reckon with.
std::set<std::string> binding(const rules::Rulebook& rulebook) {
  std::set<std::string> milestones{std::string(submission_deadline)};
  for (const auto& transition : rulebook.flow.transitions) {
    if (transition.after) milestones.insert(*transition.after);
    if (!transition.on || !is_applicants(*transition.on)) continue;
    if (transition.by) milestones.insert(*transition.by);
    if (transition.within) milestones.insert(*transition.within);
  }
  for (const auto& requirement : rulebook.requirements) {
    for (const int slot : requirement.rule.slots()) {
      const auto& name = rulebook.facts.facts[static_cast<std::size_t>(slot)].name;
      if (rulebook.milestone(name)) milestones.insert(name);
    }
  }
  return milestones;
}

}  // namespace

std::optional<EffectiveLimit> limit_under(const rules::Rulebook& rulebook, const State& state,
                                          const std::string& milestone) {
  if (!rulebook.milestone(milestone)) return std::nullopt;
  auto limit = effective_limit(rulebook, state, milestone);
  auto* found = std::get_if<EffectiveLimit>(&limit);
  return found ? std::optional(std::move(*found)) : std::nullopt;
}

std::vector<KeptLimit> kept_limits(const State& state, const Procedure& from, const Procedure& to) {
  std::vector<KeptLimit> kept;
  keep_told_window(kept, state, from, to);
  keep_in_time(kept, state, to);
  return kept;
}

State carried_over(State state, const Procedure& to, const std::vector<KeptLimit>& kept) {
  for (const auto& limit : kept) {
    state.overrides[limit.milestone] = {limit.closes.closes, limit.closes.inclusive, limit.reason};
  }
  for (auto& version : state.versions) {
    const auto judged = on_time(to.rulebook, state, version.arrival);
    const bool* in_time = std::get_if<bool>(&judged);
    version.on_time = version.on_time || (in_time && *in_time);
  }
  state.rulebook = rules::hex(to.rulebook.digest);
  return state;
}

std::vector<EarlierLimit> earlier_limits(const State& state, const State& carried,
                                         const Procedure& from, const Procedure& to, Instant when) {
  auto milestones = binding(from.rulebook);
  milestones.merge(binding(to.rulebook));
  std::vector<EarlierLimit> found;
  for (const auto& milestone : milestones) {
    const auto was = limit_under(from.rulebook, state, milestone);
    const auto is = limit_under(to.rulebook, carried, milestone);
    const bool runs = was && !was->planned && lapses_at(was->closes) > when;
    if (!runs || !is || is->planned || !earlier(is->closes, was->closes)) continue;
    found.push_back({state.id, milestone, was->closes, is->closes});
  }
  return found;
}

bool loses_rebuttal(const State& state, const Procedure& from, const Procedure& to, Instant when) {
  const auto was = told_window(state, from);
  return was && lapses_at(*was) > when && !rebuttal_of(to.rulebook.flow);
}

}  // namespace termijn::engine
