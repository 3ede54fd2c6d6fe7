#pragma once

#include <functional>
#include <string>
#include <vector>

#include "engine/journal/store.hpp"

namespace termijn::engine {

/// Which part of a store goes out: all of it, one region, or one candidature of a region.
struct Scope {
  std::string region;       ///< Empty: every region.
  std::string candidature;  ///< Empty: every candidature, and what concerns the region as a whole.

  bool whole_store() const { return region.empty(); }
  bool one_candidature() const { return !candidature.empty(); }
};

/// The regions that a scope takes in, sorted.
std::vector<RegionRow> regions_in(const Store& store, const Scope& scope);

/// Visits the events of one region that a scope takes in, in order of sequence. Throws
/// StoreError where the stored bytes are no event: what is damaged is not passed on.
void visit_events(const Store& store, const std::string& region, const Scope& scope,
                  const std::function<void(const StoredEvent&, const Event&)>& visit);

/// Runs `write` and throws StoreError when the store was written to meanwhile: an export is of
/// one moment.
void at_one_moment(const Store& store, const std::function<void()>& write);

}  // namespace termijn::engine
