#include "engine/audit/detail/rerun.hpp"

#include <algorithm>

#include <boost/json/array.hpp>
#include <fmt/format.h>

#include "engine/agenda/firing.hpp"
#include "engine/audit/act_of.hpp"
#include "engine/audit/detail/compare_events.hpp"
#include "engine/candidature/kinds.hpp"

namespace termijn::engine {
namespace {

// A limit that no night of the region came after so soon is taken to fire in one of its own.
constexpr auto longest_wait = std::chrono::days{4};
constexpr auto usual_wait = std::chrono::days{1};

bool is_of_night(const Event& event) {
  return event.kind == kind::overdue || event.kind == kind::held ||
         is_trigger(event, Trigger::limit);
}

}  // namespace

RegionRerun::RegionRerun(Procedures& procedures, const Procedure& other,
                         const std::vector<Event>& recorded)
    : other_(other), procedures_(procedures), recorded_(recorded), states_(procedures) {
  for (const auto& event : recorded) {
    if (is_of_night(event)) nights_.insert(event.recorded);
    if (event.kind == kind::held) held_[event.candidature].insert(text_at(event, "transition"));
  }
}

/// A limit fires in the first night after it lapsed, and after the last act that it waited for.
Instant RegionRerun::night_of(const DueRow& row) const {
  const auto changed = changed_.find(row.candidature);
  const Instant ready = changed == changed_.end() ? row.due : std::max(row.due, changed->second);
  const auto night = nights_.lower_bound(ready);
  const bool soon = night != nights_.end() && *night - ready <= longest_wait;
  return soon ? *night : ready + usual_wait;
}

Context RegionRerun::context(const std::string& candidature, Instant now) {
  return {.procedure = other_,
          .now = now,
          .earlier = states_.earlier(),
          .history = [this, candidature] { return reruns_[candidature].events; }};
}

void RegionRerun::keep(const std::string& candidature, std::vector<Event> events) {
  for (auto& event : events) {
    event.sequence = ++last_number_;
    // It folded when it was made, so it does here.
    static_cast<void>(apply(states_.of(candidature), event));
    reruns_[candidature].events.push_back(std::move(event));
  }
  states_.settle(candidature);
}

/// Whether anything came of it.
bool RegionRerun::fire(const DueRow& row) {
  if (!looked_at_.insert(row).second) return false;
  const auto opened = open_case(states_.of(row.candidature), procedures_);
  const auto* found = std::get_if<Case>(&opened);
  if (!found) return false;
  const bool held = held_[row.candidature].contains(row.limit);
  auto firing = fire_limit(*found, row, context(row.candidature, night_of(row)),
                           held ? other_.rulebook.brake + 1 : 0);
  if (firing.accepted.events.empty()) return false;
  keep(row.candidature, std::move(firing.accepted.events));
  return true;
}

void RegionRerun::fire_until(Instant recorded) {
  bool again = true;
  while (again) {
    again = false;
    for (const auto& row : states_.due(recorded)) {
      if (night_of(row) > recorded || !fire(row)) continue;
      again = true;
      break;  // the queue has changed
    }
  }
}

/// An undo names the act that it took back, under the number that it has here.
bool RegionRerun::point_at_undone(Act& act, const Event& event) const {
  const auto* sequences = event.body.if_contains("sequences");
  if (!sequences || !sequences->is_array()) return false;
  for (const auto& number : sequences->get_array()) {
    if (!number.is_int64()) continue;
    const auto found = numbers_.find(static_cast<std::uint64_t>(number.get_int64()));
    if (found == numbers_.end()) continue;
    act.body["event"] = static_cast<std::int64_t>(found->second);
    return true;
  }
  return false;
}

void RegionRerun::act(const Event& event) {
  const auto& rulebook = other_.rulebook;
  auto& rerun = reruns_[event.candidature];
  const auto refuse = [&](const std::string& what, const std::string& why) {
    rerun.refused.push_back(
        fmt::format("'{}' of {}: {}", what, rules::rfc3339(event.happened, *rulebook.zone), why));
  };
  auto act = act_of(event, *rulebook.zone);
  if (!act) return refuse(event.kind, "it does not say what the act was");
  if (event.kind == kind::undone && !point_at_undone(*act, event)) {
    return refuse(act->kind, "what it took back would not have happened");
  }
  const State& state = states_.of(event.candidature);
  // What a person let go need not be held here.
  if (event.kind == kind::confirmed && state.held.empty()) return;
  auto decision = decide(state, *act, context(event.candidature, event.recorded));
  if (const auto* refusal = std::get_if<Refusal>(&decision)) {
    return refuse(act->kind, to_string(*refusal));
  }
  auto events = std::get<Accepted>(std::move(decision)).events;
  const auto own = std::find_if(events.begin(), events.end(), is_act);
  numbers_[event.sequence] = last_number_ + static_cast<std::uint64_t>(own - events.begin()) + 1;
  keep(event.candidature, std::move(events));
  changed_[event.candidature] = event.recorded;
  std::erase_if(looked_at_,
                [&](const DueRow& row) { return row.candidature == event.candidature; });
}

void RegionRerun::run() {
  Instant last{};
  for (const auto& event : recorded_) {
    last = std::max(last, event.recorded);
    if (!is_act(event)) continue;
    fire_until(event.recorded);
    act(event);
  }
  fire_until(last);
}

}  // namespace termijn::engine
