#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rules/rulebook/rulebook.hpp"

namespace termijn::rules {

/// The events that have happened to one candidature, by name (`told`, …).
using EventTimes = std::map<std::string, Instant, std::less<>>;

/// What a milestone means once its anchor is looked up.
struct MilestoneWindow {
  /// The event that it counts from has not happened: the planned milestone
  /// stands in for it.
  bool planned = false;
  std::vector<Window> sessions;
  /// Where the last of the sessions closes; empty when none of them ends.
  std::optional<Deadline> closes;
  std::vector<Step> steps;  ///< The working of a relative milestone, day by day.
  /// Why there is nothing: the calendar does not reach so far, or there is no
  /// such milestone. Empty when all is well.
  std::string fault;
};

/// When `milestone` is for a candidature to which `events` have happened. The one
/// place where a relative milestone is counted; pure. A planned event that closes
/// a day is taken at that day's last second, so that the day itself is the event's.
MilestoneWindow milestone_window(const Rulebook& rulebook, std::string_view milestone,
                                 const EventTimes& events);

/// The facts that the rulebook itself settles: the region and its timeline as
/// planned. All others are unknown.
Facts settled_facts(const Rulebook& rulebook);

struct PlannedMilestone {
  std::string id;
  std::string phrase;
  bool planned = false;
  std::vector<Window> sessions;
  std::vector<Step> steps;
};

/// Every milestone as it stands before anything has happened, in the order of the
/// procedure.
std::vector<PlannedMilestone> planned_timeline(const Rulebook& rulebook);

}  // namespace termijn::rules
