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

/// Works out the windows of one look at the timeline. A milestone that several limits
/// count from is worked out once.
class Windows {
 public:
  Windows(const Rulebook& rulebook, const EventTimes& events)
      : rulebook_(rulebook), events_(events) {}

  const MilestoneWindow& of(std::string_view id, int links) {
    const auto known = known_.find(id);
    if (known != known_.end()) return known->second;
    MilestoneWindow window = work_out(id, links);
    return known_.insert_or_assign(std::string(id), std::move(window)).first->second;
  }

 private:
  MilestoneWindow work_out(std::string_view id, int links);
  /// The event behind an anchor: as it happened, or as the milestone it is planned at.
  LimitEvent event_at(std::string_view anchor, Direction direction, int links);

  const Rulebook& rulebook_;
  const EventTimes& events_;
  std::map<std::string, MilestoneWindow, std::less<>> known_;
};

LimitEvent Windows::event_at(std::string_view anchor, Direction direction, int links) {
  LimitEvent found;
  const std::string_view event = event_of(rulebook_, anchor);
  const auto happened = events_.find(event);
  if (happened != events_.end()) {
    found.at = happened->second;
    return found;
  }
  if (links == 0) {
    found.fault = "the milestones count from one another in a circle";
    return found;
  }
  const MilestoneWindow& plan = of(stand_in(rulebook_, event), links - 1);
  found.fault = plan.fault;
  if (!found.fault.empty()) return found;
  found.at = planned_instant(plan, direction);
  if (!found.at) found.fault = fmt::format("nothing says when '{}' is planned", event);
  // A milestone that is fixed itself is no event still to come.
  found.planned = plan.planned || rulebook_.planned_at.contains(event);
  return found;
}

MilestoneWindow Windows::work_out(std::string_view id, int links) {
  const Milestone* milestone = rulebook_.milestone(id);
  if (!milestone) return without(fmt::format("there is no milestone '{}'", id));
  MilestoneWindow window;
  const Moment& moment = milestone->moment;
  if (!moment.relative) {
    window.sessions = moment.sessions;
    window.closes = last_closing(window.sessions);
    window.steps = moment.steps;
    return window;
  }
  const auto lookup = [&](std::string_view anchor, Direction direction) {
    return event_at(anchor, direction, links);
  };
  ResolvedLimit limit = resolve_limit(
      *moment.limit, {&rulebook_.regime, &rulebook_.calendar, *rulebook_.zone}, lookup);
  if (!limit.fault.empty()) return without(std::move(limit.fault));
  Window session;
  session.from = limit.opens;
  session.until = limit.closes;
  session.until_inclusive = limit.inclusive;
  window.planned = limit.planned;
  window.sessions = {session};
  window.closes = Deadline{limit.closes, limit.inclusive};
  window.steps = std::move(limit.steps);
  return window;
}

void set(Facts& facts, Fact fact, Value value) {
  facts[static_cast<std::size_t>(fact)] = std::move(value);
}

}  // namespace

MilestoneWindow milestone_window(const Rulebook& rulebook, std::string_view milestone,
                                 const EventTimes& events) {
  return Windows(rulebook, events).of(milestone, most_links);
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
