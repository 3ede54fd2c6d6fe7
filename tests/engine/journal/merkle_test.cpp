#include "engine/journal/merkle.hpp"

#include <bit>
#include <string>
#include <vector>

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <rapidcheck.h>

using namespace termijn::engine;
using termijn::rules::hex;
namespace data = boost::unit_test::data;

namespace {

/// The leaves and roots that certificate-transparency implementations test with.
const std::string leaves[] = {
    "",
    std::string("\x00", 1),
    "\x10",
    "\x20\x21",
    "\x30\x31",
    "\x40\x41\x42\x43",
    "\x50\x51\x52\x53\x54\x55\x56\x57",
    "\x60\x61\x62\x63\x64\x65\x66\x67\x68\x69\x6a\x6b\x6c\x6d\x6e\x6f",
};
const char* const roots[] = {
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
};

/// MTH as RFC 6962 section 2.1 defines it.
Digest defined_root(const std::vector<std::string>& entries, std::size_t from, std::size_t until) {
  const std::size_t size = until - from;
  if (size == 0) return termijn::rules::sha256("");
  if (size == 1) return leaf_hash(entries[from]);
  const std::size_t split = from + std::bit_floor(size - 1);
  return node_hash(defined_root(entries, from, split), defined_root(entries, split, until));
}

MerkleTree tree_of(const std::vector<std::string>& entries) {
  MerkleTree tree;
  for (const std::string& entry : entries) tree.append(leaf_hash(entry));
  return tree;
}

}  // namespace

BOOST_DATA_TEST_CASE(has_the_roots_of_certificate_transparency, data::xrange(9), size) {
  MerkleTree tree;
  for (int index = 0; index < size; ++index) tree.append(leaf_hash(leaves[index]));
  BOOST_TEST(hex(tree.root()) == roots[size]);
  BOOST_TEST(tree.size() == static_cast<std::uint64_t>(size));
}

BOOST_AUTO_TEST_CASE(a_leaf_is_never_an_inner_node) {
  const Digest left = leaf_hash("left");
  const Digest right = leaf_hash("right");
  std::string both(left.begin(), left.end());
  both.append(right.begin(), right.end());
  BOOST_TEST((leaf_hash(both) != node_hash(left, right)));
}

BOOST_AUTO_TEST_CASE(grows_to_the_root_that_the_rfc_defines) {
  BOOST_TEST(rc::check("incremental root is MTH", [](const std::vector<std::string>& entries) {
    RC_ASSERT(tree_of(entries).root() == defined_root(entries, 0, entries.size()));
  }));
  std::vector<std::string> many;
  for (int number = 0; number < 1000; ++number) many.push_back(std::to_string(number));
  BOOST_TEST(hex(tree_of(many).root()) == hex(defined_root(many, 0, many.size())));
}

BOOST_AUTO_TEST_CASE(goes_on_where_it_was_left) {
  BOOST_TEST(rc::check("resumed tree is the whole tree", [](std::vector<std::string> entries) {
    const auto cut = *rc::gen::inRange<std::size_t>(0, entries.size() + 1);
    const auto middle = entries.begin() + static_cast<std::ptrdiff_t>(cut);
    const MerkleTree left = tree_of({entries.begin(), middle});
    MerkleTree resumed(left.size(), left.subtrees());
    for (auto entry = middle; entry != entries.end(); ++entry) resumed.append(leaf_hash(*entry));
    RC_ASSERT(resumed == tree_of(entries));
    RC_ASSERT(resumed.subtrees().size() == static_cast<std::size_t>(std::popcount(resumed.size())));
  }));
}
