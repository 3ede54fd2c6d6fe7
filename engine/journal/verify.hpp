#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/journal/store.hpp"

namespace termijn::engine {

/// Something in a store that does not add up, for an auditor: it does not hold what was
/// once appended to it, or what it derives from its events is not what they say.
struct Finding {
  std::string region;          ///< Empty for what is of no region.
  std::uint64_t sequence = 0;  ///< The first event concerned; 0 for none.
  std::string what;            ///< One line, lower case, no full stop.
  std::string candidature{};   ///< Empty for what is of no single one.

  friend bool operator==(const Finding&, const Finding&) = default;
};

/// Recomputes from the stored bytes alone: the sequence of each region, that each
/// event is one and of its row, the tree (RFC 6962), the commitments to the personal
/// data that is still there, the digests of the documents. Empty: all of it holds.
/// In order of region and sequence, at most 100 for a region.
///
/// An event whose bytes are not those of the leaf hash kept beside it is named itself. Where
/// that was rewritten, too, or the file is of format 1 and has none, the events of one
/// complete subtree are named: the tree knows no more. Someone who rewrites events and tree alike
/// stays unnoticed here; a signed checkpoint kept elsewhere tells. Costs one pass in constant
/// memory. Throws StoreError when the file cannot be read.
std::vector<Finding> verify(const Store& store);

}  // namespace termijn::engine
