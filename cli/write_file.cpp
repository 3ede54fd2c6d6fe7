#include "cli/write_file.hpp"

#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <sys/stat.h>
#include <unistd.h>

#include <fmt/format.h>

#include "cli/commands/usage.hpp"

namespace termijn::cli {
namespace {

namespace fs = std::filesystem;

// What a new file gets before the user's mask is taken off.
constexpr mode_t usual_mode = 0666;

/// A new file beside the one it is to replace; it is gone unless it was moved there.
class Draft {
 public:
  explicit Draft(const std::string& beside) : name_(beside + ".XXXXXX") {
    descriptor_ = mkstemp(name_.data());
  }
  Draft(const Draft&) = delete;
  Draft& operator=(const Draft&) = delete;
  ~Draft() {
    if (descriptor_ < 0) return;
    close(descriptor_);
    if (!moved_) unlink(name_.c_str());
  }

  bool made() const { return descriptor_ >= 0; }
  bool fill(const std::function<void(std::ostream&)>& write, mode_t mode) const {
    std::ofstream stream(name_, std::ios::binary);
    write(stream);
    stream.close();
    return stream && fchmod(descriptor_, mode) == 0 && fsync(descriptor_) == 0;
  }
  bool move_to(const std::string& path) {
    moved_ = std::rename(name_.c_str(), path.c_str()) == 0;
    return moved_;
  }

 private:
  std::string name_;
  int descriptor_ = -1;
  bool moved_ = false;
};

mode_t mode_of(const std::string& path, Readers readers) {
  struct stat found {};
  if (stat(path.c_str(), &found) == 0) return found.st_mode & 07777U;
  if (readers == Readers::owner) return S_IRUSR | S_IWUSR;
  const mode_t mask = umask(0);
  umask(mask);
  return usual_mode & ~mask;
}

}  // namespace

bool write_file(const std::string& path, std::string_view text, Environment& environment) {
  return write_file(
      path, [text](std::ostream& out) { out << text; }, Readers::usual, environment);
}

bool write_file(const std::string& path, const std::function<void(std::ostream&)>& fill,
                Readers readers, Environment& environment) {
  std::error_code failed;
  const bool exists = fs::exists(path, failed);
  const std::string target = exists ? fs::canonical(path, failed).string() : path;
  // A file that its owner made read-only is not to be written, though its folder is.
  const bool allowed = !failed && (!exists || access(target.c_str(), W_OK) == 0);
  if (allowed) {
    Draft draft(target);
    if (draft.made() && draft.fill(fill, mode_of(target, readers)) && draft.move_to(target))
      return true;
  }
  const std::string why = failed ? failed.message() : std::strerror(errno);
  wrong_usage(environment, fmt::format("the file '{}' cannot be written: {}", path, why),
              "nothing was changed in it");
  return false;
}

}  // namespace termijn::cli
