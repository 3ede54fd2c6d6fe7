#include "engine/agenda/firing.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "engine/candidature/kinds.hpp"
#include "rules/rulebook/facts.hpp"

namespace termijn::engine {
namespace {

using What = Firing::What;

Accepted one(const Case& found, Event event) {
  Progress progress{.state = found.state, .events = {}};
  progress.add(std::move(event));
  return {std::move(progress.events), std::move(progress.state)};
}

/// Where the reviewers asked for have scored and it is still not reviewed, nobody
/// could guess why.
std::string owed_and_why(const Case& found, const rules::Transition& transition,
                         const Context& context) {
  const auto& rulebook = found.procedure->rulebook;
  const auto what = owes(transition);
  if (!transition.when) return what;
  const auto& slots = transition.when->slots();
  const auto reviewed = static_cast<int>(rules::Fact::reviewed);
  if (std::find(slots.begin(), slots.end(), reviewed) == slots.end()) return what;
  const auto score = gather_facts(rulebook, found.state, context.earlier).score;
  if (score.lacking.empty() || score.reviewers < rulebook.scoring.least_reviewers) return what;
  return fmt::format("{}: {}", what, fmt::join(score.lacking, "; "));
}

Firing overdue(const Case& found, const DueRow& row, const RunningLimit& limit,
               const Context& context) {
  auto what = owed_and_why(found, *limit.transition, context);
  Event event = event_of(found.state, context, kind::overdue, row.due, "clock");
  event.body = {{"limit", row.limit},
                {"milestone", limit.milestone},
                {"owed", what},
                {"due", rules::rfc3339(row.due)}};
  return {What::overdue, one(found, std::move(event)), std::move(what)};
}

Firing hold(const Case& found, const DueRow& row, const RunningLimit& limit, const Context& context,
            int refusals) {
  auto reason = fmt::format("{} automatic refusals fall due in one night, the brake is {}",
                            refusals, found.procedure->rulebook.brake);
  Event event = event_of(found.state, context, kind::held, row.due, "clock");
  event.body = {
      {"transition", limit.transition->id}, {"reason", reason}, {"due", rules::rfc3339(row.due)}};
  return {What::held, one(found, std::move(event)), std::move(reason)};
}

Firing park(const Case& found, const DueRow& row, const RunningLimit& limit,
            const RunningLimit& other, const Context& context) {
  auto reason = fmt::format("'{}' and '{}' hold at once", limit.id, other.id);
  Event event = event_of(found.state, context, kind::parked, row.due, "clock");
  event.body = {{"reason", reason}};
  return {What::parked, one(found, std::move(event)), std::move(reason)};
}

Firing fire(const Case& found, const DueRow& row, const RunningLimit& limit, const FactSheet& sheet,
            const Context& context) {
  // A limit that fires anew after its move was taken back counts from then, not from before.
  const auto& last = found.state.last_move;
  const Instant happened = last ? std::max(row.due, last->happened) : row.due;
  Progress progress{.state = found.state, .events = {}};
  progress.add(move_event(progress.state, context, sheet,
                          {.transition = *limit.transition,
                           .trigger = Trigger::limit,
                           .happened = happened,
                           .actor = "clock",
                           .due = row.due}));
  settle(progress, context, happened);
  return {What::fired, {std::move(progress.events), std::move(progress.state)}, {}};
}

Firing stuck(const Case& found, const Verdict& verdict) {
  std::string reason = fmt::format("no rule out of stage '{}' holds", found.state.stage);
  if (!verdict.holds) {
    reason = fmt::format("unknown until recorded: {}", fmt::join(verdict.missing, ", "));
  }
  if (!verdict.fault.empty()) reason = fmt::format("cannot be computed: {}", verdict.fault);
  return {What::stuck, {{}, found.state}, std::move(reason)};
}

Firing after(const Case& found, const DueRow& row, const RunningLimit& limit,
             const Context& context, int refusals) {
  const auto& rulebook = found.procedure->rulebook;
  const auto sheet = gather_facts(rulebook, found.state, context.earlier);
  const auto verdict = guard(*limit.transition, rulebook, sheet);
  const RunningLimit* other = nullptr;
  for (const auto& sibling : found.limits) {
    if (sibling.owed || sibling.id == limit.id || sibling.due > context.now) continue;
    if (guard(*sibling.transition, rulebook, sheet).holds == true) other = &sibling;
  }
  if (verdict.holds != true) {
    return other ? Firing{What::elsewhere, {{}, found.state}, {}} : stuck(found, verdict);
  }
  if (other) return park(found, row, limit, *other, context);
  const bool braked = rulebook.brake > 0 && refusals > rulebook.brake;
  if (limit.transition->adverse && braked) return hold(found, row, limit, context, refusals);
  return fire(found, row, limit, sheet, context);
}

}  // namespace

const RunningLimit* Case::limit_of(const DueRow& row) const {
  for (const auto& limit : limits) {
    if (limit.id == row.limit && limit.due == row.due) return &limit;
  }
  return nullptr;
}

std::variant<Case, std::string> open_case(State state, Procedures& procedures) {
  Case found{.state = std::move(state), .procedure = nullptr, .limits = {}};
  if (!found.state.exists()) return std::string("it has no history");
  found.procedure = &procedures.at(found.state.rulebook);
  auto limits = running_limits(*found.procedure, found.state);
  if (auto* why = std::get_if<std::string>(&limits)) return std::move(*why);
  found.limits = std::get<std::vector<RunningLimit>>(std::move(limits));
  return found;
}

bool is_refusal(const Case& found, const DueRow& row, const Context& context) {
  const auto* limit = found.limit_of(row);
  if (!limit || !limit->transition->adverse || found.state.held.contains(row.limit)) return false;
  const auto& rulebook = found.procedure->rulebook;
  const auto sheet = gather_facts(rulebook, found.state, context.earlier);
  return guard(*limit->transition, rulebook, sheet).holds == true;
}

Firing fire_limit(const Case& found, const DueRow& row, const Context& context, int refusals) {
  if (!found.state.parked.empty()) {
    return {What::parked_before, {{}, found.state}, found.state.parked};
  }
  const auto* limit = found.limit_of(row);
  if (!limit) return {What::nothing, {{}, found.state}, {}};
  if (found.state.held.contains(row.limit)) {
    return {What::held_before, {{}, found.state}, "waits for 'confirm'"};
  }
  return limit->owed ? overdue(found, row, *limit, context)
                     : after(found, row, *limit, context, refusals);
}

}  // namespace termijn::engine
