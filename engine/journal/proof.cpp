#include "engine/journal/proof.hpp"

#include <algorithm>
#include <bit>
#include <cassert>

namespace termijn::engine {
namespace {

Digest root_of(std::span<const Digest> leaves) {
  MerkleTree tree;
  for (const Digest& leaf : leaves) tree.append(leaf);
  return tree.root();
}

/// Where a tree of more than one leaf is parted: the largest power of two below its size.
std::size_t split_of(std::size_t size) { return std::bit_floor(size - 1); }

/// The place of a node at one level of a tree, and of the last node of that level.
struct Place {
  std::uint64_t node;
  std::uint64_t last;

  bool is_right() const { return (node & 1U) != 0; }
  void rise() {
    node >>= 1U;
    last >>= 1U;
  }
  /// Whether the hash beside this node stands to its left; skips the levels at which the last
  /// node of all stands alone.
  bool sibling_is_left() {
    if (!is_right() && node != last) return false;
    while (!is_right() && node != 0) rise();
    return true;
  }
};

}  // namespace

Proof inclusion_proof(std::span<const Digest> leaves, std::uint64_t index) {
  assert(index < leaves.size());
  Proof proof;
  while (leaves.size() > 1) {
    const std::size_t split = split_of(leaves.size());
    const bool left = index < split;
    proof.push_back(root_of(left ? leaves.subspan(split) : leaves.first(split)));
    leaves = left ? leaves.first(split) : leaves.subspan(split);
    if (!left) index -= split;
  }
  std::reverse(proof.begin(), proof.end());
  return proof;
}

bool verify_inclusion(const Digest& leaf, std::uint64_t index, std::uint64_t size,
                      std::span<const Digest> proof, const Digest& root) {
  if (index >= size) return false;
  Place place{index, size - 1};
  Digest hash = leaf;
  for (const Digest& sibling : proof) {
    if (place.last == 0) return false;
    hash = place.sibling_is_left() ? node_hash(sibling, hash) : node_hash(hash, sibling);
    place.rise();
  }
  return place.last == 0 && hash == root;
}

Proof consistency_proof(std::span<const Digest> leaves, std::uint64_t old_size) {
  assert(old_size <= leaves.size());
  Proof proof;
  if (old_size == 0 || old_size == leaves.size()) return proof;
  bool known = true;  // whether what is left of the old tree is a tree that the verifier has
  while (old_size != leaves.size()) {
    const std::size_t split = split_of(leaves.size());
    const bool left = old_size <= split;
    proof.push_back(root_of(left ? leaves.subspan(split) : leaves.first(split)));
    leaves = left ? leaves.first(split) : leaves.subspan(split);
    if (!left) {
      old_size -= split;
      known = false;
    }
  }
  if (!known) proof.push_back(root_of(leaves));
  std::reverse(proof.begin(), proof.end());
  return proof;
}

bool verify_consistency(std::uint64_t old_size, const Digest& old_root, std::uint64_t new_size,
                        const Digest& new_root, std::span<const Digest> proof) {
  if (old_size > new_size) return false;
  if (old_size == new_size) return proof.empty() && old_root == new_root;
  if (old_size == 0) return proof.empty() && old_root == MerkleTree().root();
  const bool complete = std::has_single_bit(old_size);
  if (!complete && proof.empty()) return false;

  Place place{old_size - 1, new_size - 1};
  while (place.is_right()) place.rise();
  Digest old_hash = complete ? old_root : proof.front();
  Digest new_hash = old_hash;
  for (const Digest& sibling : complete ? proof : proof.subspan(1)) {
    if (place.last == 0) return false;
    if (place.sibling_is_left()) {
      old_hash = node_hash(sibling, old_hash);
      new_hash = node_hash(sibling, new_hash);
    } else {
      new_hash = node_hash(new_hash, sibling);
    }
    place.rise();
  }
  return place.last == 0 && old_hash == old_root && new_hash == new_root;
}

}  // namespace termijn::engine
