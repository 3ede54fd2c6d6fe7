#include "engine/journal/merkle.hpp"

#include <bit>
#include <cassert>

namespace termijn::engine {
namespace {

std::string_view bytes_of(const Digest& digest) {
  return {reinterpret_cast<const char*>(digest.data()), digest.size()};
}

}  // namespace

Digest leaf_hash(std::string_view bytes) { return rules::sha256(std::string_view("\0", 1), bytes); }

Digest node_hash(const Digest& left, const Digest& right) {
  return rules::sha256("\x01", bytes_of(left), bytes_of(right));
}

MerkleTree::MerkleTree(std::uint64_t size, std::vector<Digest> subtrees)
    : size_(size), subtrees_(std::move(subtrees)) {
  assert(static_cast<std::size_t>(std::popcount(size_)) == subtrees_.size());
}

void MerkleTree::append(const Digest& leaf) {
  Digest hash = leaf;
  // Each trailing one bit of the size is a complete subtree that the new leaf completes further.
  for (std::uint64_t rest = size_; (rest & 1U) != 0; rest >>= 1U) {
    hash = node_hash(subtrees_.back(), hash);
    subtrees_.pop_back();
  }
  subtrees_.push_back(hash);
  ++size_;
}

Digest MerkleTree::root() const {
  if (subtrees_.empty()) return rules::sha256({});
  Digest hash = subtrees_.back();
  for (auto left = subtrees_.rbegin() + 1; left != subtrees_.rend(); ++left) {
    hash = node_hash(*left, hash);
  }
  return hash;
}

}  // namespace termijn::engine
