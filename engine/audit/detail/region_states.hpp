#pragma once

#include <map>
#include <set>
#include <string>

#include "engine/agenda/firing.hpp"
#include "engine/candidature/facts.hpp"

namespace termijn::engine {

/// How many automatic refusals fall due in a night, by the digest of the rulebook.
using Refusals = std::map<std::string, int>;

/// The candidatures of a region as its events up to a point tell of them, with the limits that
/// run: what the store's derived tables held at that point.
class RegionStates {
 public:
  explicit RegionStates(Procedures& procedures) : procedures_(procedures) {}

  /// An empty state for one never heard of.
  State& of(const std::string& candidature) { return states_[candidature]; }
  const std::map<std::string, State>& all() const { return states_; }

  /// To be told when a candidature's decision is written down.
  void settle(const std::string& candidature);

  /// As `earlier_in` a store: of the same organisation, still standing, arrived before.
  EarlierCandidatures earlier() const;

  /// Limits that have lapsed at `now`, in due order.
  std::vector<DueRow> due(Instant now) const;
  /// What the brakes of a night count, beginning here.
  Refusals refusals(Instant now) const;

 private:
  /// Where it stood when its last decision was written down.
  struct Row {
    std::string organisation;
    bool stands = false;
    std::optional<Instant> arrival;
  };

  Procedures& procedures_;
  std::map<std::string, State> states_;
  std::map<std::string, Row> rows_;
  std::map<std::string, std::set<std::string>> by_organisation_;
  std::map<std::string, std::vector<DueRow>> running_;
  std::set<DueRow> queue_;
};

}  // namespace termijn::engine
