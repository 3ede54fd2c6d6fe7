#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <random>
#include <string>
#include <vector>

namespace termijn::tests {

enum class Fault {
  none,
  fails,   ///< The operation fails, those after it go on.
  full,    ///< From the operation on no file grows.
  dies,    ///< The operation and all after it fail: the power is gone.
  half,    ///< As `dies`, but of a write some bytes came through.
  killed,  ///< The process is killed by a signal; the machine goes on.
};
constexpr Fault all_faults[] = {Fault::fails, Fault::full, Fault::dies, Fault::half, Fault::killed};
const char* name_of(Fault fault);

/// What happens, and at which operation: the opening of a file, a write, a truncation, a sync
/// and a removal count, from 1. `after`: the power goes when the command has ended.
struct Plan {
  Fault fault = Fault::none;
  std::size_t operation = 0;
  std::uint64_t seed = 0;
};

/// The disk that SQLite in this process writes to while one of these is alive. It passes on
/// what it is asked to the real one, and remembers which of it was not synced: a power failure
/// undoes any of that, in any order and by sectors, the removal of a file included. A sync
/// of a file makes its name durable (as the unix VFS does for a journal), the removal of a
/// file is durable when SQLite asks for it.
class FaultyDisk {
 public:
  FaultyDisk();
  ~FaultyDisk();
  FaultyDisk(const FaultyDisk&) = delete;
  FaultyDisk& operator=(const FaultyDisk&) = delete;

  /// Begins to count and forgets what was written: all of it is on the disk.
  void arm(const Plan& plan);
  std::size_t operations() const { return operations_; }
  /// Whether the operation of the plan came.
  bool struck() const { return plan_.fault != Fault::none && operations_ >= plan_.operation; }
  /// Leaves of the files what a power failure may leave. Nothing may be open.
  void power_fails();

  /// Told when a journal was removed: that is a commit.
  std::function<void(const std::string& journal)> committed;

  // What the files of SQLite ask.
  enum class Answer { go_on, fail, full, half };
  Answer asked(bool grows = false);
  bool dark() const;
  void opened(const std::string& path);
  void made_anew(const std::string& path);
  void written(const std::string& path, std::uint64_t offset, const void* bytes, int length);
  void truncated(const std::string& path, std::uint64_t size);
  void synced(const std::string& path);
  void removed(const std::string& path, bool durably);
  int part_of(int length);

 private:
  struct Change {
    std::uint64_t offset = 0;  ///< Of a truncation the size.
    std::string bytes;
    bool truncation = false;
  };
  struct Image {
    std::optional<std::string> durable;   ///< Empty: the disk knows no such file.
    std::optional<std::string> former{};  ///< Of a file before it whose removal is not durable.
    std::vector<Change> pending;
    bool removed = false;
  };
  void settle(const std::string& path, Image& image);
  std::string survivor(Image& image);

  Plan plan_;
  std::size_t operations_ = 0;
  std::mt19937_64 chance_;
  std::map<std::string, Image> images_;
};

}  // namespace termijn::tests
