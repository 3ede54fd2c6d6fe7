#include "engine/store/sqlite/copy.hpp"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <unistd.h>

#include <SQLiteCpp/Backup.h>
#include <fmt/format.h>
#include <sqlite3.h>

#include "engine/store/sqlite/detail/connection.hpp"
#include "engine/store/sqlite/detail/statements.hpp"

namespace termijn::engine {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void cannot(const std::string& path, const std::string& why) {
  throw StoreError(fmt::format("the copy '{}' cannot be made: {}", path, why));
}

std::string folder_of(const std::string& path) {
  const auto folder = fs::path(path).parent_path();
  return folder.empty() ? "." : folder.string();
}

/// Makes what was written to a file, or the names in a folder, outlast a power failure.
void make_durable(const std::string& path, const std::string& copy) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  const bool synced = file >= 0 && ::fsync(file) == 0;
  const std::string why = std::strerror(errno);
  if (file >= 0) ::close(file);
  if (!synced) cannot(copy, why);
}

/// A new file beside the one that it is to become, for the owner only; gone unless it did.
class Draft {
 public:
  explicit Draft(const std::string& path) : path_(path), name_(path + ".XXXXXX") {
    const int file = ::mkstemp(name_.data());
    if (file < 0) cannot(path_, std::strerror(errno));
    ::close(file);
  }
  Draft(const Draft&) = delete;
  Draft& operator=(const Draft&) = delete;
  ~Draft() {
    ::unlink(name_.c_str());
    ::unlink((name_ + "-journal").c_str());
  }

  const std::string& name() const { return name_; }
  /// Never over a file that is there: two who copy to one name do not meet.
  void become_the_copy() const {
    make_durable(name_, path_);
    const bool renamed =
        ::renameat2(AT_FDCWD, name_.c_str(), AT_FDCWD, path_.c_str(), RENAME_NOREPLACE) == 0;
    // Older file systems know no such renaming, but know links.
    const bool unknown = !renamed && (errno == EINVAL || errno == ENOSYS);
    if (!renamed && !(unknown && ::link(name_.c_str(), path_.c_str()) == 0)) {
      cannot(path_, errno == EEXIST ? "there is a file of that name; it is left as it is"
                                    : std::strerror(errno));
    }
    make_durable(folder_of(path_), path_);
  }

 private:
  std::string path_;
  std::string name_;
};

void check_place(const std::string& from, const std::string& to) {
  std::error_code unknown;
  if (fs::exists(fs::symlink_status(to, unknown))) {
    cannot(to, "there is a file of that name; it is left as it is");
  }
  const auto needed = fs::file_size(from, unknown);
  if (unknown) return;
  const auto room = fs::space(folder_of(to), unknown);
  if (unknown) cannot(to, unknown.message());
  if (room.available < needed) {
    cannot(to, fmt::format("it needs {} KiB, and the disk has {} left", needed / 1024,
                           room.available / 1024));
  }
}

void copy_pages(const std::string& from, const std::string& to, std::chrono::milliseconds wait) {
  detail::Connection source(from, wait);
  detail::Connection copy(to, wait);
  SQLite::Backup backup(copy.database(), source.database());
  constexpr int all_pages = -1;  // in one go: one state of the store
  const int code = backup.executeStep(all_pages);
  if (code != SQLITE_DONE) throw SQLite::Exception("the copy stopped", code);
}

std::string lines_of(detail::Connection& connection, const char* pragma) {
  std::string text;
  detail::Query query(connection, pragma);
  while (query.next()) text += (text.empty() ? "" : "\n") + query.text(0);
  return text;
}

}  // namespace

void copy_sqlite_store(const std::string& from, const std::string& to,
                       const std::function<void(const std::string& copy)>& check,
                       std::chrono::milliseconds wait) {
  open_sqlite_store(from, wait);  // settles that it is one
  check_place(from, to);
  const Draft draft(to);
  try {
    copy_pages(from, draft.name(), wait);
  } catch (const SQLite::Exception& failed) {
    throw detail::explained(failed, (failed.getErrorCode() & 0xFF) == SQLITE_BUSY ? from : to);
  }
  check(draft.name());
  draft.become_the_copy();
}

FileState examine_sqlite_store(const std::string& path, std::chrono::milliseconds wait) {
  return detail::guarded(path, [&] {
    detail::Connection connection(path, wait);
    FileState state;
    state.integrity = lines_of(connection, "PRAGMA integrity_check");
    if (state.integrity == "ok") state.integrity.clear();
    detail::Query orphans(connection, "PRAGMA foreign_key_check");
    while (orphans.next()) ++state.orphans;
    return state;
  });
}

}  // namespace termijn::engine
