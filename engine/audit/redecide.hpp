#pragma once

#include <cstddef>
#include <vector>

#include "engine/journal/store.hpp"
#include "engine/journal/verify.hpp"
#include "engine/workflow/adoption.hpp"

namespace termijn::engine {

struct RedecideReport {
  std::size_t regions = 0;
  std::size_t candidatures = 0;
  std::size_t events = 0;
  std::size_t acts = 0;       ///< Of people, each decided upon again.
  std::size_t automatic = 0;  ///< Decisions of the clock: limits, what is owed, amendments.
  /// Acts by which a person, with a reason, set aside what the rules would have said: an
  /// extension, a late admission, a correction, a confirmation, something taken back.
  std::size_t overrides = 0;
  std::vector<Finding> findings;  ///< In order of region and sequence, at most 100 a region.
};

/// Decides everything again: takes each act out of its event, and each limit that fired, rebuilds
/// what was known just before it, and runs the same pure functions over it with the rulebook
/// that the candidature was then judged by. What they say must be, field for field, what was
/// recorded; each difference is a finding that names the event, the rule with its line,
/// what was recorded and what the rules say. Facts about other candidatures are those of the
/// moment: of the same region, as its events up to there tell. Personal data plays no part.
/// A dropped event shows where the events that are left could not follow from one another, or
/// where the last night of the region passed something over. Costs one pass over the events and
/// memory for the states. Throws StoreError when a rulebook cannot be made again.
RedecideReport redecide(const Store& store, Procedures& procedures);

}  // namespace termijn::engine
