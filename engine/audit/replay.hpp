#pragma once

#include <string>
#include <vector>

#include "engine/candidature/state.hpp"
#include "engine/journal/store.hpp"
#include "engine/journal/verify.hpp"
#include "engine/workflow/adoption.hpp"

namespace termijn::engine {

struct ReplayReport {
  std::size_t regions = 0;
  std::size_t candidatures = 0;
  std::size_t events = 0;
  std::size_t moves = 0;  ///< From stage to stage, each checked against where it started.
  std::vector<Finding> findings;
};

/// Folds every history again from the stored bytes and holds the result against the
/// derived rows: the rulebook in force, the stage, the standing, the limits that run and the queue
/// that the night reads, the length of each history. Applies what was recorded and decides nothing.
ReplayReport replay(const Store& store, Procedures& procedures);

/// The states of a region's candidatures, folded in one pass over its events.
struct FoldedRegion {
  std::vector<State> states;         ///< Sorted by id.
  std::vector<std::size_t> lengths;  ///< How many events each has.
  std::size_t events = 0;
  std::size_t moves = 0;
  std::vector<Event> own;         ///< Of the region as a whole: its rulebooks and amendments.
  std::vector<Finding> findings;  ///< Histories that cannot be folded.
};
FoldedRegion fold_region(const Store& store, const std::string& region);

}  // namespace termijn::engine
