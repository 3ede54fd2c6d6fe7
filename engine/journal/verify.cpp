#include "engine/journal/verify.hpp"

#include <algorithm>
#include <bit>

#include <fmt/format.h>

#include "engine/journal/compare.hpp"
#include "engine/journal/detail/notes.hpp"

namespace termijn::engine {
namespace {

using detail::Mark;

constexpr std::size_t most_findings = 100;

/// Walks the log of one region and compares it with the tree that was left, and with what
/// it is said to have been.
class Walk {
 public:
  Walk(const RegionRow& row, bool leaves_kept, std::vector<Mark> marks)
      : row_(row), leaves_kept_(leaves_kept), marks_(std::move(marks)) {
    compare_marks();
  }

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
      if (kept_.value_or(tree_) != row_.tree) compare_trees(kept_.value_or(tree_));
    }
    report_marks();
    return std::move(findings_);
  }

  Coverage coverage() const {
    Coverage out{row_.region, tree_.size(), 0, 0, 0};
    for (const Mark& mark : marks_) {
      if (!mark.outside) ++out.checkpoints;
      if (mark.holds) out.covered = std::max(out.covered, mark.size);
      if (mark.holds && mark.vouched) out.vouched = std::max(out.vouched, mark.size);
    }
    return out;
  }

 private:
  /// A leaf is kept beside its event since format 2; before, the event stands for itself.
  void take(const StoredEvent& event) {
    const Digest leaf = leaf_hash(event.bytes);
    const bool kept = leaves_kept_ && event.leaf.size() == leaf.size();
    Digest beside = leaf;
    if (kept) std::copy(event.leaf.begin(), event.leaf.end(), beside.begin());
    const bool fits = leaves_kept_ ? kept && beside == leaf : true;
    if (!fits && !kept_) kept_ = tree_;
    if (kept_) kept_->append(beside);
    tree_.append(leaf);
    compare_marks();
    if (!fits && differing_.size() < most_findings) differing_.push_back(event.sequence);
  }

  /// Those over as many events as have been read.
  void compare_marks() {
    for (; reached_ != marks_.size() && marks_[reached_].size <= tree_.size(); ++reached_) {
      marks_[reached_].holds = marks_[reached_].root == tree_.root();
    }
  }

  /// The largest mark that holds, below `size`, among those that may tell of this one: what is
  /// kept in the file tells nothing of what was kept elsewhere.
  const Mark* holding(std::uint64_t size, bool outside) const {
    const Mark* found = nullptr;
    for (const Mark& mark : marks_) {
      if (mark.holds && mark.size < size && (mark.outside || !outside)) found = &mark;
    }
    return found;
  }

  void report_differing(const Mark& mark) {
    const Mark* good = holding(mark.size, mark.outside);
    const std::uint64_t from = good == nullptr ? 1 : good->size + 1;
    report(from,
           fmt::format("events {} to {} are not those that {} was made over{}", from, mark.size,
                       mark.name, good == nullptr ? "" : fmt::format(" ({} holds)", good->name)));
  }

  /// One that does not hold makes those after it not hold either, so the first is named; but one
  /// that is followed by one that holds was changed itself.
  void report_marks() {
    const Mark* told = nullptr;
    for (const Mark& mark : marks_) {
      if (mark.holds) continue;
      const bool cut = mark.size > tree_.size();
      const auto later = std::find_if(marks_.begin(), marks_.end(), [&](const Mark& other) {
        return other.holds && !other.outside && other.size >= mark.size;
      });
      if (!cut && !mark.outside && later != marks_.end()) {
        report(0, fmt::format("{} was changed: its root is not that of its {} events, and {} holds",
                              mark.name, mark.size, later->name));
      } else if (told == nullptr || (mark.outside && !told->outside)) {
        told = &mark;
        if (cut) {
          report(tree_.size() + 1,
                 fmt::format("missing: {} was made over {} events, the log has {}", mark.name,
                             mark.size, tree_.size()));
        } else {
          report_differing(mark);
        }
      }
    }
  }

  void report_leaves(const char* what) {
    for (const std::uint64_t sequence : differing_) report(sequence, what);
  }

  /// Subtrees stand largest first, one for each bit of the size.
  void compare_trees(const MerkleTree& tree) {
    std::uint64_t first = 1;
    std::uint64_t rest = tree.size();
    for (std::size_t index = 0; rest != 0; ++index) {
      const std::uint64_t width = std::bit_floor(rest);
      if (tree.subtrees()[index] != row_.tree.subtrees()[index]) {
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
  std::vector<Mark> marks_;  ///< In order of size.
  std::size_t reached_ = 0;  ///< How many of them the log grew past.
  MerkleTree tree_;          ///< Over the bytes.
  /// Over the leaf hashes kept beside them, from the first that differs on.
  std::optional<MerkleTree> kept_;
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

Verification verify(const Store& store, const Trust& trust) {
  Verification out;
  auto& findings = out.findings;
  detail::Notes notes(store, trust);
  for (const std::string& digest : store.documents()) {
    const auto document = store.document(digest);
    if (!document || rules::hex(rules::sha256(document->bytes)) != digest) {
      findings.push_back({{}, 0, fmt::format("the document {} is not the one kept", digest)});
    }
  }
  for (const RegionRow& row : regions_to_walk(store)) {
    std::vector<Finding> found;
    Walk walk(row, store.info().format > 1, notes.marks(row.region, found));
    store.scan(row.region, 1, [&](const StoredEvent& event) { walk.visit(event); });
    const std::vector<Finding> walked = walk.result();
    found.insert(found.end(), walked.begin(), walked.end());
    std::stable_sort(found.begin(), found.end(), [](const Finding& left, const Finding& right) {
      return left.sequence < right.sequence;
    });
    if (found.size() > most_findings) found.resize(most_findings);
    findings.insert(findings.end(), found.begin(), found.end());
    out.regions.push_back(walk.coverage());
  }
  notes.finish(out);
  return out;
}

std::vector<Finding> verify(const Store& store) { return verify(store, {}).findings; }

std::vector<Finding> uncovered(const Store& store, const Trust& trust,
                               const Verification& verification) {
  const auto keys = store.keys();
  const bool required =
      !trust.keys.empty() ||
      std::any_of(keys.begin(), keys.end(), [](const KeyRow& key) { return key.required; });
  std::vector<Finding> findings;
  for (const Coverage& region : verification.regions) {
    if (!required || region.vouched >= region.size) continue;
    findings.push_back({region.region, region.vouched + 1,
                        fmt::format("events {} to {} are under no signed checkpoint",
                                    region.vouched + 1, region.size)});
  }
  return findings;
}

std::vector<Finding> differences(const Store& store, const Store& other) {
  std::vector<Finding> findings;
  for (const LogComparison& log : compare(store, other)) {
    if (log.common == log.there) continue;  // this store may have gone on since
    findings.push_back({log.region, log.common + 1,
                        log.diverged()
                            ? "the first event that is not that of the other copy"
                            : fmt::format("missing: the other copy has {} events, this one {}",
                                          log.there, log.here)});
  }
  return findings;
}

}  // namespace termijn::engine
