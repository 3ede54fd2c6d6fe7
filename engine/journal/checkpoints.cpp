#include "engine/journal/checkpoints.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace termijn::engine {
namespace {

/// The last checkpoint of a region, read; empty when there is none or it cannot be read.
std::optional<CheckpointNote> last_of(const Store& store, const std::string& region) {
  const auto rows = store.checkpoints(region);
  if (rows.empty()) return std::nullopt;
  auto read = read_checkpoint_note(rows.back().note);
  if (auto* note = std::get_if<CheckpointNote>(&read)) return std::move(*note);
  return std::nullopt;
}

/// The last one of a region that the key has signed: what it vouched for. One that was changed
/// since stands for itself, too: its log is not this one.
std::optional<CheckpointNote> last_signed(const Store& store, const std::string& region,
                                          const VerifierKey& key) {
  std::optional<CheckpointNote> last;
  for (const CheckpointRow& row : store.checkpoints(region)) {
    auto read = read_checkpoint_note(row.note);
    auto* note = std::get_if<CheckpointNote>(&read);
    if (note != nullptr && signed_by(note->note, key) != Signed::no) last = std::move(*note);
  }
  return last;
}

/// Whether the region's tree begins with what a checkpoint says: by the leaves that are
/// kept, which are what the tree was made of.
bool begins_with(const Store& store, const RegionRow& row, const Checkpoint& last) {
  MerkleTree tree;
  bool begins = last.size == 0;
  store.scan(row.region, 1, [&](const StoredEvent& event) {
    if (tree.size() == row.tree.size()) return;
    Digest leaf = leaf_hash({});
    if (event.leaf.size() == leaf.size()) {
      std::copy(event.leaf.begin(), event.leaf.end(), leaf.begin());
    } else {
      leaf = leaf_hash(event.bytes);
    }
    tree.append(leaf);
    if (tree.size() == last.size) begins = tree.root() == last.root;
  });
  return begins && tree == row.tree;
}

bool is_due(const RegionRow& row, const std::optional<CheckpointNote>& last,
            const std::optional<VerifierKey>& key) {
  if (row.tree.size() == 0) return false;
  if (!last || last->checkpoint.size != row.tree.size()) return true;
  return key && signed_by(last->note, *key) != Signed::yes;
}

CheckpointRow checkpoint_row(const Store& store, const RegionRow& row,
                             const std::optional<SigningKey>& key, Instant now) {
  Note note{checkpoint_text(checkpoint_of(store.info(), row)), {}};
  if (key) add_signature(note, *key);
  return {0, row.region, row.tree.size(), note_text(note), now};
}

/// Why nothing may be made with this key, or without one; empty: it may.
std::string objection(const std::vector<KeyRow>& keys, const std::optional<VerifierKey>& key,
                      Instant now) {
  const KeyRow* required = required_key(keys, now);
  if (required == nullptr || (key && verifier_text(*key) == required->verifier)) return {};
  return fmt::format("this store requires checkpoints signed with '{}': {}", required->name,
                     key ? fmt::format("'{}' is another key", key->name) : "no key was given");
}

void keep(Store& store, const std::vector<KeyRow>& keys, const std::optional<VerifierKey>& key,
          Instant now, std::vector<CheckpointRow>& made) {
  const auto transaction = store.begin();
  if (key) {
    const std::string verifier = verifier_text(*key);
    const bool known = std::any_of(keys.begin(), keys.end(),
                                   [&](const KeyRow& row) { return row.verifier == verifier; });
    if (!known) transaction->put_key({0, key->name, verifier, now, false});
  }
  for (CheckpointRow& row : made) row.number = transaction->put_checkpoint(row);
  transaction->commit();
}

}  // namespace

CheckpointsMade make_checkpoints(Store& store, const std::optional<SigningKey>& key, Instant now,
                                 const std::string& region) {
  CheckpointsMade out;
  const auto keys = store.keys();
  const auto verifier = key ? std::optional(verifier_of(*key)) : std::nullopt;
  const std::string against = objection(keys, verifier, now);
  for (const RegionRow& row : store.regions()) {
    if (!region.empty() && row.region != region) continue;
    if (!is_due(row, last_of(store, row.region), verifier)) continue;
    const auto vouched = verifier ? last_signed(store, row.region, *verifier) : std::nullopt;
    if (!against.empty()) {
      out.refused = {against};
    } else if (vouched && !begins_with(store, row, vouched->checkpoint)) {
      out.refused.push_back(
          fmt::format("the log of '{}' is not the one that this key signed before; run: termijn "
                      "audit verify",
                      row.region));
    } else {
      out.made.push_back(checkpoint_row(store, row, key, now));
    }
  }
  if (!out.made.empty()) keep(store, keys, verifier, now, out.made);
  return out;
}

}  // namespace termijn::engine
