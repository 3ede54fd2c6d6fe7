// Proofs about a log: the genuine one holds, and none that was changed does.
#include "engine/journal/proof.hpp"

#include "input.hpp"

using namespace termijn;
using engine::Digest;
using engine::Proof;

namespace {

std::vector<Digest> some_leaves(std::size_t count) {
  std::vector<Digest> leaves;
  for (std::size_t n = 0; n < count; ++n) {
    leaves.push_back(engine::leaf_hash("event " + std::to_string(n)));
  }
  return leaves;
}

Digest root_of(const std::vector<Digest>& leaves) {
  engine::MerkleTree tree;
  for (const Digest& leaf : leaves) tree.append(leaf);
  return tree.root();
}

void flip(Digest& digest, fuzz::Input& input) {
  digest[input.byte() % digest.size()] ^= static_cast<std::uint8_t>(1U << (input.byte() % 8));
}

/// Another proof than it was.
Proof changed(Proof proof, fuzz::Input& input) {
  const auto before = proof;
  switch (input.byte() % 4) {
    case 0:
      if (!proof.empty()) flip(proof[input.byte() % proof.size()], input);
      break;
    case 1:
      if (!proof.empty()) proof.pop_back();
      break;
    case 2:
      if (proof.size() > 1) std::swap(proof[0], proof[input.byte() % proof.size()]);
      break;
    default:
      proof.push_back(engine::leaf_hash(input.text()));
  }
  if (proof == before) proof.push_back(Digest{});
  return proof;
}

void inclusion(const std::vector<Digest>& leaves, fuzz::Input& input) {
  if (leaves.empty()) return;
  const auto index = input.number() % leaves.size();
  const auto size = leaves.size();
  const auto root = root_of(leaves);
  const auto proof = engine::inclusion_proof(leaves, index);
  fuzz::must(engine::verify_inclusion(leaves[index], index, size, proof, root), "it is included");
  fuzz::must(!engine::verify_inclusion(leaves[index], index, size, changed(proof, input), root),
             "a changed proof shows nothing");
  Digest other = leaves[index];
  flip(other, input);
  fuzz::must(!engine::verify_inclusion(other, index, size, proof, root), "another is not there");
  fuzz::must(!engine::verify_inclusion(leaves[index], size, size, proof, root), "nor past the end");
  static_cast<void>(engine::verify_inclusion(leaves[index], input.number() * input.number(),
                                             input.number() * input.number(), proof, root));
}

void consistency(std::vector<Digest> leaves, fuzz::Input& input) {
  const auto old_size = input.number() % (leaves.size() + 1);
  const std::vector<Digest> first(leaves.begin(),
                                  leaves.begin() + static_cast<std::ptrdiff_t>(old_size));
  const auto proof = engine::consistency_proof(leaves, old_size);
  const auto old_root = root_of(first);
  const auto root = root_of(leaves);
  const auto size = leaves.size();
  fuzz::must(engine::verify_consistency(old_size, old_root, size, root, proof), "it goes on");
  fuzz::must(!engine::verify_consistency(old_size, old_root, size, root, changed(proof, input)) ||
                 old_size == 0,
             "a changed proof shows nothing");
  if (old_size == 0) return;
  Digest other = old_root;
  flip(other, input);
  fuzz::must(!engine::verify_consistency(old_size, other, size, root, proof),
             "another history is not its beginning");
  static_cast<void>(engine::verify_consistency(input.number() * input.number(), old_root,
                                               input.number() * input.number(), root, proof));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  fuzz::Input input(data, size);
  const auto leaves = some_leaves(input.number() % 300);
  inclusion(leaves, input);
  consistency(leaves, input);
  return 0;
}
