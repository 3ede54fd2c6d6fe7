#include <algorithm>

#include <fmt/format.h>

#include "engine/audit/detail/compare_events.hpp"
#include "engine/audit/detail/region_audit.hpp"
#include "engine/candidature/kinds.hpp"

namespace termijn::engine {

void RegionAudit::night_at(Instant now) {
  if (!night_ || night_->now != now) {
    end_night();
    night_ = Night{.now = now, .refusals = states_.refusals(now)};
  } else if (night_->recount) {
    night_->refusals = states_.refusals(now);
    for (const auto& [rulebook, fired] : night_->fired) night_->refusals[rulebook] += fired;
    night_->recount = false;
  }
  night_->ended = false;
}

RegionAudit::Expected RegionAudit::fire(const Event& event, const DueRow& row, Refusals refusals) {
  const State& state = states_.of(event.candidature);
  if (row.due > event.recorded) return fmt::format("'{}' had yet to fall due", row.limit);
  const auto opened = open_case(state, procedures_);
  if (const auto* why = std::get_if<std::string>(&opened)) return *why;
  const auto& found = std::get<Case>(opened);
  const auto known = context(*found.procedure, event.recorded);
  auto firing = fire_limit(found, row, known, refusals[state.rulebook]);
  if (!firing.accepted.events.empty()) return completed(std::move(firing.accepted), known);
  if (firing.what == Firing::What::nothing) {
    return fmt::format("no limit '{}' ran that closed then", row.limit);
  }
  return firing.reason.empty() ? "the rules say that another limit moves it on"
                               : "the rules say: " + firing.reason;
}

RegionAudit::Expected RegionAudit::limit_again(const Event& event) {
  night_at(event.recorded);
  night_->last = event.sequence;
  const auto due = rules::parse_rfc3339(text_at(event, "due"));
  if (!due) return std::string("it does not say which limit it was");
  const auto limit = text_at(event, event.kind == kind::overdue ? "limit" : "transition");
  const DueRow row{*due, region_, event.candidature, limit};
  if (event.kind == kind::overdue && !overdue_.insert(row).second) {
    return std::string("it was said before");
  }
  auto expected = fire(event, row, night_->refusals);
  const auto* events = std::get_if<std::vector<Event>>(&expected);
  if (night_->intervened && events && !difference(event, events->front()).empty()) {
    expected = fire(event, row, states_.refusals(event.recorded));
  }
  if (is_trigger(event, Trigger::limit)) {
    const auto* adverse = event.body.if_contains("adverse");
    const bool refused = adverse && adverse->is_bool() && adverse->get_bool();
    night_->fired[event.rulebook] += refused ? 1 : 0;
  }
  return expected;
}

/// A parking names no limit: it is one that fell due at its instant, or an amendment.
RegionAudit::Expected RegionAudit::parked_again(const Event& event) {
  const State& state = states_.of(event.candidature);
  std::optional<Expected> nearest;
  const auto fits = [&](Expected expected) {
    const auto* events = std::get_if<std::vector<Event>>(&expected);
    if (!events || events->empty() || events->front().kind != kind::parked) return false;
    const bool same = difference(event, events->front()).empty();
    if (same || !nearest) nearest = std::move(expected);
    return same;
  };
  for (const auto& amendment : amendments_) {
    if (amendment.effective != event.happened || amendment.to == state.rulebook) continue;
    exempt_.insert(event.candidature);
    auto accepted = change_rules(state, {.amendment = amendment,
                                         .from = procedures_.at(state.rulebook),
                                         .to = procedures_.at(amendment.to),
                                         .now = event.recorded,
                                         .earlier = states_.earlier()});
    if (fits(std::move(accepted.events))) return *nearest;
  }
  night_at(event.recorded);
  night_->last = event.sequence;
  for (const auto& row : states_.due(event.recorded)) {
    if (row.candidature != event.candidature || row.due != event.happened) continue;
    if (fits(fire(event, row, night_->refusals))) return *nearest;
  }
  return nearest.value_or(std::string("the rules give no ground for it"));
}

/// What the night that now lies behind should have acted on and did not.
void RegionAudit::end_night() {
  if (!night_ || night_->ended || night_->last == 0) return;
  night_->ended = true;
  passed_over_.clear();
  for (const auto& row : states_.due(night_->now)) {
    if (overdue_.contains(row) || broken_.contains(row.candidature)) continue;
    if (last_[row.candidature] > night_->last) continue;
    const auto opened = open_case(states_.of(row.candidature), procedures_);
    const auto* found = std::get_if<Case>(&opened);
    if (!found) continue;
    const auto known = context(*found->procedure, night_->now);
    const auto firing = fire_limit(*found, row, known, night_->refusals[found->state.rulebook]);
    if (firing.accepted.events.empty()) continue;
    passed_over_[row] = fmt::format("'{}' [{}]", firing.accepted.events.front().kind,
                                    ground(firing.accepted.events.front(), *found->procedure));
  }
}

void RegionAudit::check_passed_over() {
  for (const auto& [row, what] : passed_over_) {
    if (last_[row.candidature] > night_->last) continue;
    find(last_[row.candidature], row.candidature,
         fmt::format("'{}' fell due at {}: the rules say {}, and the night of {} recorded nothing",
                     row.limit, rules::rfc3339(row.due), what, rules::rfc3339(night_->now)));
  }
}

/// Equal treatment: nobody who is open stays behind under the rules before.
void RegionAudit::check_unmoved() {
  if (amendments_.empty() || rules_.back().kind != kind::rulebook_amended) return;
  const auto& last = amendments_.back();
  const auto row = store_.region(region_);
  if (!row || row->rulebook != last.to || waiting_amendment(store_, region_)) return;
  for (const auto& [id, state] : states_.all()) {
    if (!state.is_open() || state.rulebook == last.to || exempt_.contains(id)) continue;
    find(last_[id], id,
         fmt::format("the amendment of event {} holds, and did not reach it", last.sequence));
  }
}

}  // namespace termijn::engine
