#include "rules/rulebook/timeline.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "rules/rulebook/facts.hpp"

namespace termijn::rules {
namespace {

using std::chrono::seconds;

// A milestone that counts from a milestone that counts from …: a rulebook whose
// anchors go round in a circle is refused at load, this only bounds the recursion.
constexpr int most_links = 16;

Deadline closing_of(const Window& window) { return {*window.until, window.until_inclusive}; }

/// Later closes later; at the same second the inclusive one does.
bool closes_before(const Deadline& a, const Deadline& b) {
  return a.closes < b.closes || (a.closes == b.closes && !a.inclusive && b.inclusive);
}

std::optional<Deadline> last_closing(const std::vector<Window>& sessions) {
  std::optional<Deadline> last;
  for (const Window& session : sessions) {
    if (!session.until) continue;
    const Deadline closes = closing_of(session);
    if (!last || closes_before(*last, closes)) last = closes;
  }
  return last;
}

std::optional<Instant> first_opening(const std::vector<Window>& sessions) {
  std::optional<Instant> first;
  for (const Window& session : sessions) {
    if (session.from && (!first || *session.from < *first)) first = session.from;
  }
  return first;
}

MilestoneWindow without(std::string fault) {
  MilestoneWindow window;
  window.fault = std::move(fault);
  return window;
}

/// The event behind an anchor word: by `[anchors]`, or the word itself.
std::string_view event_of(const Rulebook& rulebook, std::string_view anchor) {
  const auto at = rulebook.anchors.find(anchor);
  return at == rulebook.anchors.end() ? anchor : std::string_view(at->second);
}

std::string_view stand_in(const Rulebook& rulebook, std::string_view event) {
  const auto at = rulebook.planned_at.find(event);
  return at == rulebook.planned_at.end() ? event : std::string_view(at->second);
}

/// The instant that stands for a planned milestone when something counts from it.
std::optional<Instant> planned_instant(const MilestoneWindow& window, Direction direction) {
  if (direction == Direction::before) {
    if (const auto opens = first_opening(window.sessions)) return opens;
  }
  if (!window.closes) return first_opening(window.sessions);
  return window.closes->inclusive ? window.closes->closes : window.closes->closes - seconds{1};
}

MilestoneWindow counted(const Rulebook& rulebook, const RelativeMoment& relative, Instant event) {
  const Counting counting{rulebook.regime, rulebook.calendar, *rulebook.zone};
  auto result = count_limit(event, relative.period, relative.direction, counting);
  if (const auto* fault = std::get_if<LimitFault>(&result)) return without(fault->message);
  auto& limit = std::get<Limit>(result);
  MilestoneWindow window;
  Window session;
  if (relative.direction == Direction::after) session.from = event;
  session.until = limit.closes;
  session.until_inclusive = limit.inclusive;
  window.sessions = {session};
  window.closes = Deadline{limit.closes, limit.inclusive};
  window.steps = std::move(limit.steps);
  return window;
}

MilestoneWindow window_of(const Rulebook& rulebook, std::string_view id, const EventTimes& events,
                          int links) {
  const Milestone* milestone = rulebook.milestone(id);
  if (!milestone) return without(fmt::format("there is no milestone '{}'", id));
  if (!milestone->moment.relative) {
    MilestoneWindow window;
    window.sessions = milestone->moment.sessions;
    window.closes = last_closing(window.sessions);
    return window;
  }
  const RelativeMoment& relative = *milestone->moment.relative;
  const std::string_view event = event_of(rulebook, relative.anchor);
  const auto happened = events.find(event);
  if (happened != events.end()) return counted(rulebook, relative, happened->second);
  if (links == 0) return without("the milestones count from one another in a circle");

  MilestoneWindow anchor = window_of(rulebook, stand_in(rulebook, event), events, links - 1);
  if (!anchor.fault.empty()) return anchor;
  const auto at = planned_instant(anchor, relative.direction);
  if (!at) return without(fmt::format("nothing says when '{}' is planned", event));
  MilestoneWindow window = counted(rulebook, relative, *at);
  // A milestone that is fixed itself is no event still to come.
  window.planned = anchor.planned || rulebook.planned_at.contains(event);
  return window;
}

void set(Facts& facts, Fact fact, Value value) {
  facts[static_cast<std::size_t>(fact)] = std::move(value);
}

}  // namespace

MilestoneWindow milestone_window(const Rulebook& rulebook, std::string_view milestone,
                                 const EventTimes& events) {
  return window_of(rulebook, milestone, events, most_links);
}

std::vector<PlannedMilestone> planned_timeline(const Rulebook& rulebook) {
  std::vector<PlannedMilestone> planned;
  for (const Milestone& milestone : rulebook.timeline) {
    MilestoneWindow window = milestone_window(rulebook, milestone.id, {});
    planned.push_back({milestone.id, milestone.phrases.empty() ? "" : milestone.phrases.front(),
                       window.planned, std::move(window.sessions), std::move(window.steps)});
  }
  return planned;
}

Facts settled_facts(const Rulebook& book) {
  Facts facts(book.facts.facts.size());
  set(facts, Fact::region_id, book.region_id);
  set(facts, Fact::region_name, book.region_name);
  std::vector<std::string> channels;
  for (const Channel& channel : book.channels) channels.push_back(channel.id);
  set(facts, Fact::region_channels, std::move(channels));
  std::vector<Number> challenges;
  for (const Challenge& challenge : book.challenges) challenges.emplace_back(challenge.number);
  set(facts, Fact::region_challenges, std::move(challenges));
  for (const Milestone& milestone : book.timeline) {
    const int slot = book.facts.slot(milestone.id);
    const auto window = milestone_window(book, milestone.id, {});
    if (slot >= 0 && window.closes) facts[static_cast<std::size_t>(slot)] = *window.closes;
  }
  return facts;
}

}  // namespace termijn::rules
