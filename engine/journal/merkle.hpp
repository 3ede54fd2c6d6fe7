#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "rules/digest.hpp"

namespace termijn::engine {

using rules::Digest;

/// The hash of a leaf: SHA-256(0x00 ‖ bytes) (RFC 6962 section 2.1).
Digest leaf_hash(std::string_view bytes);
/// The hash of an inner node: SHA-256(0x01 ‖ left ‖ right) (RFC 6962 section 2.1).
Digest node_hash(const Digest& left, const Digest& right);

/// The Merkle tree of a log that only grows, kept as the roots of its complete
/// subtrees: at most 64 hashes, so that an append costs one leaf hash and on
/// average one node hash, and nothing has to be read back.
class MerkleTree {
 public:
  MerkleTree() = default;
  /// Takes up a tree where it was left. `subtrees` has one hash for each bit of
  /// `size`, largest subtree first; anything else is a broken invariant.
  MerkleTree(std::uint64_t size, std::vector<Digest> subtrees);

  void append(const Digest& leaf);

  std::uint64_t size() const { return size_; }
  /// Of the empty tree: SHA-256 of nothing.
  Digest root() const;
  const std::vector<Digest>& subtrees() const { return subtrees_; }

  friend bool operator==(const MerkleTree&, const MerkleTree&) = default;

 private:
  std::uint64_t size_ = 0;
  std::vector<Digest> subtrees_;
};

}  // namespace termijn::engine
