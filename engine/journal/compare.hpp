#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/journal/store.hpp"

namespace termijn::engine {

/// How the log of one region in one store stands to that in another.
struct LogComparison {
  std::string region;
  std::uint64_t here = 0;    ///< Events in the first store.
  std::uint64_t there = 0;   ///< Events in the second.
  std::uint64_t common = 0;  ///< The first so many are the same, byte for byte.

  bool diverged() const { return common < here && common < there; }

  friend bool operator==(const LogComparison&, const LogComparison&) = default;
};

/// Of every region that either knows, sorted. Takes the bytes of the events, not what was
/// derived from them; 32 bytes of memory an event. Throws StoreError.
std::vector<LogComparison> compare(const Store& here, const Store& there);

}  // namespace termijn::engine
