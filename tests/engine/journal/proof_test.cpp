#include "engine/journal/proof.hpp"

#include <ostream>
#include <string>

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <rapidcheck.h>

using namespace termijn::engine;
using termijn::rules::hex;
namespace data = boost::unit_test::data;

namespace {

/// The leaves that certificate-transparency implementations test with.
const std::string entries[] = {
    "",
    std::string("\x00", 1),
    "\x10",
    "\x20\x21",
    "\x30\x31",
    "\x40\x41\x42\x43",
    "\x50\x51\x52\x53\x54\x55\x56\x57",
    "\x60\x61\x62\x63\x64\x65\x66\x67\x68\x69\x6a\x6b\x6c\x6d\x6e\x6f",
};

std::vector<Digest> first(std::size_t size) {
  std::vector<Digest> leaves;
  for (std::size_t index = 0; index < size; ++index) leaves.push_back(leaf_hash(entries[index]));
  return leaves;
}

Digest root_of(std::span<const Digest> leaves) {
  MerkleTree tree;
  for (const Digest& leaf : leaves) tree.append(leaf);
  return tree.root();
}

std::vector<std::string> hexes(const Proof& proof) {
  std::vector<std::string> out;
  for (const Digest& digest : proof) out.push_back(hex(digest));
  return out;
}

/// A proof in the tree over the first `size` entries: of the entry at `place` (from 0), or that
/// it begins with the tree over the first `place`.
struct Known {
  std::size_t place;
  std::size_t size;
  std::vector<std::string> proof;

  friend std::ostream& operator<<(std::ostream& out, const Known& known) {
    return out << known.place << " in " << known.size;
  }
};

constexpr char one[] = "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d";
constexpr char second[] = "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7";
constexpr char third_and_fourth[] =
    "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e";
constexpr char fifth[] = "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b";
constexpr char fifth_and_sixth[] =
    "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a";
constexpr char last_two[] = "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0";
constexpr char first_two[] = "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125";
constexpr char first_four[] = "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7";
constexpr char last_four[] = "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4";

const Known inclusions[] = {
    {0, 1, {}},
    {0, 8, {second, third_and_fourth, last_four}},
    {5, 8, {fifth, last_two, first_four}},
    {2, 3, {first_two}},
    {1, 5, {one, third_and_fourth, fifth}},
};
const Known consistencies[] = {
    {1, 1, {}},
    {1, 8, {second, third_and_fourth, last_four}},
    {6, 8, {fifth_and_sixth, last_two, first_four}},
    {2, 5, {third_and_fourth, fifth}},
};

/// Leaves that differ, and a place among them.
struct Case {
  std::vector<Digest> leaves;
  std::size_t place;
};

Case drawn(std::size_t least) {
  const auto size = *rc::gen::inRange<std::size_t>(std::max<std::size_t>(least, 1), 70);
  Case made;
  for (std::size_t index = 0; index < size; ++index) {
    made.leaves.push_back(leaf_hash(std::to_string(index)));
  }
  made.place = *rc::gen::inRange<std::size_t>(0, size);
  return made;
}

void flip(Digest& digest) {
  const auto bit = *rc::gen::inRange<unsigned>(0, 256);
  digest[bit / 8] = static_cast<std::uint8_t>(digest[bit / 8] ^ (1U << (bit % 8)));
}

bool check(auto property) { return rc::check(property); }

}  // namespace

BOOST_DATA_TEST_CASE(has_the_known_inclusion_proofs, data::make(inclusions)) {
  const auto leaves = first(sample.size);
  const Proof proof = inclusion_proof(leaves, sample.place);
  BOOST_TEST((hexes(proof) == sample.proof));
  BOOST_TEST(
      verify_inclusion(leaves[sample.place], sample.place, sample.size, proof, root_of(leaves)));
}

BOOST_DATA_TEST_CASE(has_the_known_consistency_proofs, data::make(consistencies)) {
  const auto leaves = first(sample.size);
  const Proof proof = consistency_proof(leaves, sample.place);
  BOOST_TEST((hexes(proof) == sample.proof));
  BOOST_TEST(verify_consistency(sample.place, root_of(first(sample.place)), sample.size,
                                root_of(leaves), proof));
}

/// The tree of seven leaves that RFC 6962 draws in section 2.1.3, and what it says of it.
BOOST_AUTO_TEST_CASE(has_the_proofs_of_the_tree_in_the_rfc) {
  const auto leaves = first(7);
  const Digest a = leaves[0], b = leaves[1], c = leaves[2], d = leaves[3], e = leaves[4],
               f = leaves[5], j = leaves[6];
  const Digest g = node_hash(a, b), h = node_hash(c, d), i = node_hash(e, f);
  const Digest k = node_hash(g, h), l = node_hash(i, j);
  BOOST_TEST((inclusion_proof(leaves, 0) == Proof{b, h, l}));
  BOOST_TEST((inclusion_proof(leaves, 3) == Proof{c, g, l}));
  BOOST_TEST((inclusion_proof(leaves, 4) == Proof{f, j, k}));
  BOOST_TEST((inclusion_proof(leaves, 6) == Proof{i, k}));
  BOOST_TEST((consistency_proof(leaves, 3) == Proof{c, d, g, l}));
  BOOST_TEST((consistency_proof(leaves, 4) == Proof{l}));
  BOOST_TEST((consistency_proof(leaves, 6) == Proof{i, j, k}));
}

BOOST_AUTO_TEST_CASE(every_inclusion_is_proved_and_no_other) {
  BOOST_TEST(check([] {
    const Case made = drawn(1);
    const std::uint64_t size = made.leaves.size();
    const Digest root = root_of(made.leaves);
    const Proof proof = inclusion_proof(made.leaves, made.place);
    const Digest leaf = made.leaves[made.place];
    RC_ASSERT(verify_inclusion(leaf, made.place, size, proof, root));
    RC_ASSERT(!verify_inclusion(leaf, size, size, proof, root));
    const auto other = *rc::gen::inRange<std::size_t>(0, size);
    if (other != made.place) {
      RC_ASSERT(!verify_inclusion(leaf, other, size, proof, root));
      RC_ASSERT(!verify_inclusion(made.leaves[other], made.place, size, proof, root));
    }
  }));
}

BOOST_AUTO_TEST_CASE(a_changed_bit_proves_no_inclusion) {
  BOOST_TEST(check([] {
    const Case made = drawn(2);
    const std::uint64_t size = made.leaves.size();
    Digest root = root_of(made.leaves);
    Digest leaf = made.leaves[made.place];
    Proof proof = inclusion_proof(made.leaves, made.place);
    const auto changed = *rc::gen::inRange<std::size_t>(0, proof.size() + 4);
    if (changed < proof.size()) {
      flip(proof[changed]);
    } else if (changed == proof.size()) {
      flip(root);
    } else if (changed == proof.size() + 1) {
      flip(leaf);
    } else if (changed == proof.size() + 2) {
      proof.pop_back();
    } else {
      proof.push_back(root);
    }
    RC_ASSERT(!verify_inclusion(leaf, made.place, size, proof, root));
  }));
}

BOOST_AUTO_TEST_CASE(every_tree_is_proved_to_begin_with_each_before_it) {
  BOOST_TEST(check([] {
    const Case made = drawn(1);
    const std::uint64_t size = made.leaves.size();
    const std::size_t old = *rc::gen::inRange<std::size_t>(0, size + 1);
    const Digest old_root = root_of(std::span(made.leaves).first(old));
    const Proof proof = consistency_proof(made.leaves, old);
    RC_ASSERT(verify_consistency(old, old_root, size, root_of(made.leaves), proof));
    RC_ASSERT(!verify_consistency(size + 1, old_root, size, root_of(made.leaves), proof));
  }));
}

BOOST_AUTO_TEST_CASE(a_changed_bit_proves_no_beginning) {
  BOOST_TEST(check([] {
    const Case made = drawn(2);
    const std::uint64_t size = made.leaves.size();
    const std::size_t old = made.place + (made.place == 0 ? 1 : 0);
    Digest old_root = root_of(std::span(made.leaves).first(old));
    Digest new_root = root_of(made.leaves);
    Proof proof = consistency_proof(made.leaves, old);
    const auto changed = *rc::gen::inRange<std::size_t>(0, proof.size() + 4);
    if (changed < proof.size()) {
      flip(proof[changed]);
    } else if (changed == proof.size()) {
      flip(old_root);
    } else if (changed == proof.size() + 1) {
      flip(new_root);
    } else if (changed == proof.size() + 2) {
      proof.pop_back();
    } else {
      proof.push_back(new_root);
    }
    RC_ASSERT(!verify_consistency(old, old_root, size, new_root, proof));
  }));
}

BOOST_AUTO_TEST_CASE(a_rewritten_log_does_not_begin_with_the_old_one) {
  BOOST_TEST(check([] {
    Case made = drawn(2);
    const std::uint64_t size = made.leaves.size();
    const std::size_t old = made.place + 1;
    const Digest old_root = root_of(std::span(made.leaves).first(old));
    flip(made.leaves[*rc::gen::inRange<std::size_t>(0, old)]);
    const Proof proof = consistency_proof(made.leaves, old);
    RC_ASSERT(!verify_consistency(old, old_root, size, root_of(made.leaves), proof));
  }));
}

BOOST_AUTO_TEST_CASE(nothing_is_proved_of_no_tree) {
  const Digest empty = MerkleTree().root();
  const Digest leaf = leaf_hash("");
  BOOST_TEST(!verify_inclusion(leaf, 0, 0, {}, empty));
  BOOST_TEST(verify_consistency(0, empty, 0, empty, {}));
  BOOST_TEST(verify_consistency(0, empty, 1, leaf, {}));
  BOOST_TEST(!verify_consistency(0, leaf, 1, leaf, {}));
  BOOST_TEST(!verify_consistency(0, empty, 1, leaf, Proof{leaf}));
  BOOST_TEST(!verify_consistency(1, leaf, 0, empty, {}));
}
