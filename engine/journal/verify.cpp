#include "engine/journal/verify.hpp"

#include <algorithm>
#include <bit>

#include <fmt/format.h>

namespace termijn::engine {
namespace {

constexpr std::size_t most_findings = 100;

/// Walks the log of one region and compares it with the tree that was left.
class Walk {
 public:
  Walk(const RegionRow& row, bool leaves_kept) : row_(row), leaves_kept_(leaves_kept) {}

  void visit(const StoredEvent& event) {
    if (event.sequence != next_) {
      report(next_, fmt::format("missing: the next event is {}", event.sequence));
    }
    next_ = event.sequence + 1;
    const auto read = decode(event);
    if (const auto* problem = std::get_if<std::string>(&read)) {
      report(event.sequence, *problem);
    } else if (std::get<Event>(read).region != row_.region) {
      report(event.sequence, "the region is not that of its row");
    }
    if (tree_.size() == row_.tree.size()) ++unknown_;
    if (unknown_ == 1) report(event.sequence, "an event that the region's tree does not know");
    if (unknown_ == 0) take(event);
  }

  std::vector<Finding> result() {
    if (tree_.size() < row_.tree.size()) {
      report(next_, fmt::format("missing: the region's tree has {} events, the log {}",
                                row_.tree.size(), tree_.size()));
    } else if (tree_ == row_.tree) {
      report_leaves("the leaf hash kept beside it was changed");
    } else {
      report_leaves("not the event that was appended");
      // Where the leaves that were kept make up the tree, they have told all there is.
      if (kept_ != row_.tree) compare_trees();
    }
    return std::move(findings_);
  }

 private:
  /// A leaf is kept beside its event since format 2; before, the event stands for itself.
  void take(const StoredEvent& event) {
    const Digest leaf = leaf_hash(event.bytes);
    tree_.append(leaf);
    const bool kept = leaves_kept_ && event.leaf.size() == leaf.size();
    Digest beside = leaf;
    if (kept) std::copy(event.leaf.begin(), event.leaf.end(), beside.begin());
    kept_.append(beside);
    const bool fits = leaves_kept_ ? kept && beside == leaf : true;
    if (!fits && differing_.size() < most_findings) differing_.push_back(event.sequence);
  }

  void report_leaves(const char* what) {
    for (const std::uint64_t sequence : differing_) report(sequence, what);
  }

  /// Subtrees stand largest first, one for each bit of the size.
  void compare_trees() {
    std::uint64_t first = 1;
    std::uint64_t rest = tree_.size();
    for (std::size_t index = 0; rest != 0; ++index) {
      const std::uint64_t width = std::bit_floor(rest);
      if (kept_.subtrees()[index] != row_.tree.subtrees()[index]) {
        report(first, fmt::format("events {} to {} are not those that were appended", first,
                                  first + width - 1));
        return;
      }
      first += width;
      rest -= width;
    }
  }

  void report(std::uint64_t sequence, std::string what) {
    if (findings_.size() == most_findings) return;
    findings_.push_back({row_.region, sequence, std::move(what)});
  }

  const RegionRow& row_;
  bool leaves_kept_;
  MerkleTree tree_;                       ///< Over the bytes.
  MerkleTree kept_;                       ///< Over the leaf hashes kept beside them.
  std::vector<std::uint64_t> differing_;  ///< Events whose leaf is not that of their bytes.
  std::uint64_t next_ = 1;
  std::uint64_t unknown_ = 0;
  std::vector<Finding> findings_;
};

/// The regions that the store knows, and those that only have events.
std::vector<RegionRow> regions_to_walk(const Store& store) {
  std::vector<RegionRow> rows = store.regions();
  for (const std::string& name : store.logs()) {
    const bool known = std::any_of(rows.begin(), rows.end(),
                                   [&](const RegionRow& row) { return row.region == name; });
    if (!known) rows.push_back({name, {}, {}});
  }
  std::sort(rows.begin(), rows.end(), [](const RegionRow& left, const RegionRow& right) {
    return left.region < right.region;
  });
  return rows;
}

}  // namespace

std::vector<Finding> verify(const Store& store) {
  std::vector<Finding> findings;
  for (const std::string& digest : store.documents()) {
    const auto document = store.document(digest);
    if (!document || rules::hex(rules::sha256(document->bytes)) != digest) {
      findings.push_back({{}, 0, fmt::format("the document {} is not the one kept", digest)});
    }
  }
  for (const RegionRow& row : regions_to_walk(store)) {
    Walk walk(row, store.info().format > 1);
    store.scan(row.region, 1, [&](const StoredEvent& event) { walk.visit(event); });
    std::vector<Finding> found = walk.result();
    std::stable_sort(found.begin(), found.end(), [](const Finding& left, const Finding& right) {
      return left.sequence < right.sequence;
    });
    findings.insert(findings.end(), found.begin(), found.end());
  }
  return findings;
}

}  // namespace termijn::engine
