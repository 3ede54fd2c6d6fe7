#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/journal/merkle.hpp"

namespace termijn::engine {

/// The hashes of a proof, from the leaf's level up: at most 64.
using Proof = std::vector<Digest>;

/// The audit path of the leaf with this index, from 0, in the tree over `leaves` (leaf hashes,
/// in order), as RFC 6962 section 2.1.1 has it. An index outside the tree is a broken invariant.
Proof inclusion_proof(std::span<const Digest> leaves, std::uint64_t index);

/// Whether the proof shows that a tree of `size` leaves with this root has `leaf` at `index`,
/// from 0 (RFC 9162 section 2.1.3.2).
bool verify_inclusion(const Digest& leaf, std::uint64_t index, std::uint64_t size,
                      std::span<const Digest> proof, const Digest& root);

/// What shows that the tree over `leaves` begins with the tree over its first `old_size` of
/// them, as RFC 6962 section 2.1.2 has it: empty for none and for all of them. More than there
/// are is a broken invariant.
Proof consistency_proof(std::span<const Digest> leaves, std::uint64_t old_size);

/// Whether the proof shows that the tree of `new_size` leaves begins with that of `old_size`
/// (RFC 9162 section 2.1.4.2). Every tree begins with the empty one, and with itself.
bool verify_consistency(std::uint64_t old_size, const Digest& old_root, std::uint64_t new_size,
                        const Digest& new_root, std::span<const Digest> proof);

}  // namespace termijn::engine
