#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "engine/audit/detail/region_states.hpp"
#include "engine/journal/event.hpp"

namespace termijn::engine {

/// What became of a candidature in a rerun.
struct Rerun {
  std::vector<Event> events;         ///< As they would have been, numbered for themselves.
  std::vector<std::string> refused;  ///< Acts that the rules refuse, in words.
};

/// The recorded acts of a region under one other rulebook.
class RegionRerun {
 public:
  /// `recorded`: all events of the region about candidatures, in their order.
  RegionRerun(Procedures& procedures, const Procedure& other, const std::vector<Event>& recorded);

  void run();

  const State& state(const std::string& candidature) { return states_.of(candidature); }
  const Rerun& of(const std::string& candidature) { return reruns_[candidature]; }
  EarlierCandidatures earlier() const { return states_.earlier(); }

 private:
  Instant night_of(const DueRow& row) const;
  void fire_until(Instant recorded);
  bool fire(const DueRow& row);
  void act(const Event& event);
  void keep(const std::string& candidature, std::vector<Event> events);
  bool point_at_undone(Act& act, const Event& event) const;
  Context context(const std::string& candidature, Instant now);

  const Procedure& other_;
  Procedures& procedures_;
  const std::vector<Event>& recorded_;
  RegionStates states_;
  std::map<std::string, Rerun> reruns_;
  std::set<Instant> nights_;
  std::map<std::string, std::set<std::string>> held_;  ///< What was held in truth.
  std::map<std::string, Instant> changed_;             ///< When an act was last recorded.
  std::set<DueRow> looked_at_;                         ///< Since then, in vain.
  std::map<std::uint64_t, std::uint64_t> numbers_;     ///< Of acts: recorded to rerun.
  std::uint64_t last_number_ = 0;
};

}  // namespace termijn::engine
