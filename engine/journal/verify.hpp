#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/journal/checkpoint.hpp"
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

/// A checkpoint that was kept elsewhere, and what to call it.
struct KeptCheckpoint {
  std::string name;
  CheckpointNote note;
};

/// What the auditor brings along: the file itself cannot vouch for these.
struct Trust {
  /// Keys that checkpoints must be signed with, in place of those that the store names.
  std::vector<VerifierKey> keys;
  std::vector<KeptCheckpoint> checkpoints;
  std::string authorities;  ///< Certificates in PEM for time stamps; empty: unasked.
};

/// How far the checkpoints of a region reach.
struct Coverage {
  std::string region;
  std::uint64_t size = 0;  ///< Its events.
  std::size_t checkpoints = 0;
  std::uint64_t covered = 0;  ///< Events under a checkpoint that holds.
  std::uint64_t vouched = 0;  ///< Events under one that holds and is signed as it must be.
};

/// A time stamp that is over its checkpoint.
struct StampedCheckpoint {
  std::uint64_t stamp = 0;
  std::uint64_t checkpoint = 0;
  Instant time;
};

struct Verification {
  std::vector<Finding> findings;  ///< In order of region and sequence, at most 100 for a region.
  std::vector<Coverage> regions;
  std::vector<StampedCheckpoint> stamps;
};

/// Recomputes from the stored bytes alone: the sequence of each region, that each
/// event is one and of its row, the tree (RFC 6962), the commitments to the personal
/// data that is still there, the digests of the documents; and holds the tree against every
/// checkpoint at its size, which also shows that each is consistent with the next. Checks the
/// signatures and time stamps.
///
/// An event whose bytes are not those of the leaf hash kept beside it is named itself. Where
/// that was rewritten, too, or the file is of format 1 and has none, the events of one
/// complete subtree are named: the tree knows no more. Where only a checkpoint differs, the
/// events are named since the last that holds. Someone with the file and the keys who rewrites all
/// of it stays unnoticed but for what the auditor brings. Costs one pass in constant memory. Throws
/// StoreError when the file cannot be read.
Verification verify(const Store& store, const Trust& trust);

/// The findings alone, of what the file says by itself. Empty: all of it holds.
std::vector<Finding> verify(const Store& store);

/// The newest events that no signed checkpoint covers, where the store requires signatures or
/// the auditor brought keys. No damage: whoever runs the store makes the next one.
std::vector<Finding> uncovered(const Store& store, const Trust& trust,
                               const Verification& verification);

/// The first event of each region in which the other copy differs, or that it has and this store
/// has not. Reads both once, holding 32 bytes an event.
std::vector<Finding> differences(const Store& store, const Store& other);

}  // namespace termijn::engine
