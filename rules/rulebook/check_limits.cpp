#include <algorithm>

#include <fmt/format.h>

#include "rules/rulebook/detail/draft.hpp"
#include "rules/rulebook/timeline.hpp"

namespace termijn::rules::book {
namespace {

/// Looks at the bounds in one limit against what the timeline plans.
class BoundCheck {
 public:
  BoundCheck(Draft& draft, Span span) : draft_(draft), span_(span) {}

  void of(const LimitExpression& limit);

 private:
  void bound(const PickedLimit& picked);
  ResolvedLimit planned(const LimitExpression& limit, bool earliest) const;
  LimitEvent event(std::string_view anchor, bool earliest) const;
  const Milestone* milestone_of(std::string_view anchor) const;
  std::string end_of(const ResolvedLimit& limit) const {
    return spelled_end(limit.closes, limit.inclusive, *draft_.book.zone);
  }

  Draft& draft_;
  Span span_;
};

const Milestone* BoundCheck::milestone_of(std::string_view anchor) const {
  const Rulebook& book = draft_.book;
  const auto named = book.anchors.find(anchor);
  const std::string_view event = named == book.anchors.end() ? anchor : named->second;
  const auto planned = book.planned_at.find(event);
  return book.milestone(planned == book.planned_at.end() ? event : planned->second);
}

/// The first instant at which an event is planned, or the last. Unknown where its
/// milestone is open at that end.
LimitEvent BoundCheck::event(std::string_view anchor, bool earliest) const {
  LimitEvent found;
  const Milestone* milestone = milestone_of(anchor);
  if (milestone == nullptr) return found;
  for (const Window& window : milestone_window(draft_.book, milestone->id, {}).sessions) {
    const auto edge = earliest ? window.from : window.until;
    if (!edge) return {};
    const Instant at = earliest || window.until_inclusive ? *edge : *edge - std::chrono::seconds{1};
    if (!found.at) found.at = at;
    found.at = earliest ? std::min(*found.at, at) : std::max(*found.at, at);
  }
  return found;
}

ResolvedLimit BoundCheck::planned(const LimitExpression& limit, bool earliest) const {
  const LimitRules rules{&draft_.book.regime, &draft_.book.calendar, *draft_.book.zone};
  return resolve_limit(limit, rules,
                       [&](std::string_view anchor, Direction) { return event(anchor, earliest); });
}

/// `maar niet na D`, where even the earliest event leads past D: the count in it says
/// nothing. `maar niet voor D` the other way round; but an event may come late.
void BoundCheck::bound(const PickedLimit& picked) {
  const bool latest = picked.which == PickedLimit::Which::not_after;
  const ResolvedLimit limit = planned(*picked.first, latest);
  const ResolvedLimit edge = planned(*picked.second, latest);
  if (!limit.known || !edge.known || !limit.fault.empty() || !edge.fault.empty()) return;
  if (latest ? edge.closes >= limit.closes : edge.closes <= limit.closes) return;
  Diagnostic found{
      latest ? Severity::error : Severity::warning,
      latest ? "E0160" : "W0110",
      latest ? fmt::format("this limit can never run: it ends on {} at the latest, and as planned "
                           "not before {} by its own count",
                           end_of(edge), end_of(limit))
             : fmt::format("as planned, this limit always ends on {}: its count comes to {}",
                           end_of(edge), end_of(limit)),
      {span_, ""},
      {},
      latest ? "write a later date behind 'maar niet na', or the date alone"
             : "write an earlier date behind 'maar niet voor', or the date alone"};
  for (const CountedLimit* counted : counted_limits(*picked.first)) {
    const Milestone* milestone = counted->from ? nullptr : milestone_of(counted->anchor);
    if (milestone == nullptr || milestone->spans.empty()) continue;
    found.secondary.push_back(
        {milestone->spans.front(), fmt::format("'{}' is planned here", counted->anchor)});
  }
  draft_.desk.diagnostics.push_back(std::move(found));
}

void BoundCheck::of(const LimitExpression& limit) {
  if (const auto* rolled = std::get_if<RolledLimit>(&limit.form)) return of(*rolled->limit);
  const auto* picked = std::get_if<PickedLimit>(&limit.form);
  if (picked == nullptr) return;
  of(*picked->first);
  of(*picked->second);
  const bool bounds = picked->which == PickedLimit::Which::not_after ||
                      picked->which == PickedLimit::Which::not_before;
  if (bounds) bound(*picked);
}

}  // namespace

void check_bounds(Draft& draft, const Milestone& milestone, Span span) {
  BoundCheck(draft, span).of(*milestone.moment.limit);
}

}  // namespace termijn::rules::book
