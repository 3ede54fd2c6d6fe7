#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/journal/checkpoint.hpp"

namespace termijn::engine {

/// What became of making checkpoints.
struct CheckpointsMade {
  std::vector<CheckpointRow> made;   ///< As they were put in the store, one a region.
  std::vector<std::string> refused;  ///< Why some were not, in words, one line each.
};

/// Makes a checkpoint of every region (or the one named) that grew since its last one, or whose
/// last one is not signed with `key`; a key that the store has not seen is put in it. Nothing is
/// written where nothing is made.
///
/// Refused: any that the store requires to be signed with another key than the one given; and
/// one over a log that does not begin with the last one that `key` signed, since a key must never
/// vouch for two histories (C2SP tlog-checkpoint). Throws StoreError.
CheckpointsMade make_checkpoints(Store& store, const std::optional<SigningKey>& key, Instant now,
                                 const std::string& region = {});

}  // namespace termijn::engine
