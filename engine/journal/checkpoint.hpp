#pragma once

#include "engine/journal/note.hpp"
#include "engine/journal/store.hpp"

namespace termijn::engine {

/// What a log was when it had `size` events: the text of a note (C2SP tlog-checkpoint).
struct Checkpoint {
  std::string origin;  ///< Which log: the store's origin, '/' and the region.
  std::uint64_t size = 0;
  Digest root{};

  friend bool operator==(const Checkpoint&, const Checkpoint&) = default;
};

/// The origin of a region's checkpoints.
std::string origin_of(const StoreInfo& info, const std::string& region);

/// The region as it stands.
Checkpoint checkpoint_of(const StoreInfo& info, const RegionRow& row);

/// Three lines: origin, size in decimal digits, root in base64.
std::string checkpoint_text(const Checkpoint& checkpoint);

/// Reads exactly those three lines; a checkpoint with lines of another's making is refused, too.
std::variant<Checkpoint, std::string> read_checkpoint(std::string_view text);

/// A note with a checkpoint as its text, both read. The text says what is wrong.
struct CheckpointNote {
  Note note;
  Checkpoint checkpoint;
};
std::variant<CheckpointNote, std::string> read_checkpoint_note(std::string_view text);

/// The key that checkpoints made at `made` must be signed with: the last that the store required
/// by then. Null: none.
const KeyRow* required_key(const std::vector<KeyRow>& keys, Instant made);

}  // namespace termijn::engine
