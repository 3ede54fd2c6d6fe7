#pragma once

#include <map>
#include <string>
#include <vector>

#include "engine/journal/verify.hpp"

namespace termijn::engine::detail {

/// A root that the log is said to have had.
struct Mark {
  std::uint64_t size = 0;
  Digest root{};
  std::string name;      ///< What to call it: `checkpoint 3`.
  bool outside = false;  ///< It was kept elsewhere, where whoever has the file could not change it.
  bool vouched = false;  ///< It is signed as it must be.
  bool holds = false;    ///< Set when the log grew past it.
};

/// What the notes of a store say for themselves, before they are held against its events.
class Notes {
 public:
  Notes(const Store& store, const Trust& trust);

  /// The marks of a region, in order of size; what is wrong with its notes goes to `findings`.
  std::vector<Mark> marks(const std::string& region, std::vector<Finding>& findings);
  /// After all regions: gaps in the numbers, stamps, checkpoints of no region.
  void finish(Verification& verification) const;

 private:
  struct Known {
    VerifierKey key;
    std::uint64_t number;  ///< 0 of one that was brought.
  };
  bool judge(const std::string& region, const CheckpointRow& row, const Note& note,
             std::vector<Finding>& findings);
  void add_kept(const std::string& region, std::vector<Mark>& marks,
                std::vector<Finding>& findings);
  void report_stamps(Verification& verification) const;

  const Store& store_;
  const Trust& trust_;
  StoreInfo info_;
  std::vector<KeyRow> rows_;
  std::vector<Known> known_;
  std::vector<Finding> of_keys_;
  std::map<std::uint64_t, std::string> notes_;  ///< By the number of their checkpoint.
  std::vector<bool> kept_used_;
  bool signed_before_ = false;
};

}  // namespace termijn::engine::detail
