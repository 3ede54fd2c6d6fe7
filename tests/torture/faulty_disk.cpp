#include "faulty_disk.hpp"

#include <algorithm>
#include <csignal>
#include <cstring>
#include <filesystem>
#include <unistd.h>

#include <sqlite3.h>

#include "process.hpp"

namespace termijn::tests {
namespace {

constexpr std::size_t sector = 512;

FaultyDisk* disk = nullptr;  // SQLite knows one default file system in a process
sqlite3_vfs* real = nullptr;
sqlite3_vfs shim;

/// What SQLite holds of an open file; the file of the real system lies behind it.
struct File {
  sqlite3_file base;
  const char* path;  ///< Null: a temporary file, which no power failure matters to.
};

File* mine(sqlite3_file* file) { return reinterpret_cast<File*>(file); }
sqlite3_file* below(sqlite3_file* file) { return reinterpret_cast<sqlite3_file*>(mine(file) + 1); }

std::uint64_t size_of(sqlite3_file* file) {
  sqlite3_int64 size = 0;
  below(file)->pMethods->xFileSize(below(file), &size);
  return static_cast<std::uint64_t>(size);
}

int close(sqlite3_file* file) { return below(file)->pMethods->xClose(below(file)); }

int read(sqlite3_file* file, void* bytes, int length, sqlite3_int64 offset) {
  if (disk->dark()) return SQLITE_IOERR_READ;
  return below(file)->pMethods->xRead(below(file), bytes, length, offset);
}

int write(sqlite3_file* file, const void* bytes, int length, sqlite3_int64 offset) {
  const auto from = static_cast<std::uint64_t>(offset);
  const bool grows = from + static_cast<std::uint64_t>(length) > size_of(file);
  const auto answer = disk->asked(grows);
  if (answer == FaultyDisk::Answer::fail) return SQLITE_IOERR_WRITE;
  if (answer == FaultyDisk::Answer::full) return SQLITE_FULL;
  const int kept = answer == FaultyDisk::Answer::half ? disk->part_of(length) : length;
  if (mine(file)->path) disk->written(mine(file)->path, from, bytes, kept);
  const int code = below(file)->pMethods->xWrite(below(file), bytes, kept, offset);
  return answer == FaultyDisk::Answer::half ? SQLITE_IOERR_WRITE : code;
}

int truncate(sqlite3_file* file, sqlite3_int64 size) {
  if (disk->asked() != FaultyDisk::Answer::go_on) return SQLITE_IOERR_TRUNCATE;
  if (mine(file)->path) disk->truncated(mine(file)->path, static_cast<std::uint64_t>(size));
  return below(file)->pMethods->xTruncate(below(file), size);
}

int sync(sqlite3_file* file, int) {
  if (disk->asked() != FaultyDisk::Answer::go_on) return SQLITE_IOERR_FSYNC;
  if (mine(file)->path) disk->synced(mine(file)->path);
  return SQLITE_OK;
}

int file_size(sqlite3_file* file, sqlite3_int64* size) {
  if (disk->dark()) return SQLITE_IOERR_FSTAT;
  return below(file)->pMethods->xFileSize(below(file), size);
}

int lock(sqlite3_file* file, int how) { return below(file)->pMethods->xLock(below(file), how); }
int unlock(sqlite3_file* file, int how) { return below(file)->pMethods->xUnlock(below(file), how); }
int check(sqlite3_file* file, int* held) {
  return below(file)->pMethods->xCheckReservedLock(below(file), held);
}
int control(sqlite3_file* file, int what, void* value) {
  return below(file)->pMethods->xFileControl(below(file), what, value);
}
int sector_size(sqlite3_file* file) { return below(file)->pMethods->xSectorSize(below(file)); }
int characteristics(sqlite3_file* file) {
  return below(file)->pMethods->xDeviceCharacteristics(below(file));
}

// Version 1: no shared memory and no mapping, which a store never asks for.
const sqlite3_io_methods methods = {
    1,       close,   read,    write,       truncate,        sync,    file_size, lock,
    unlock,  check,   control, sector_size, characteristics, nullptr, nullptr,   nullptr,
    nullptr, nullptr, nullptr};

int open(sqlite3_vfs*, const char* path, sqlite3_file* file, int flags, int* given) {
  mine(file)->base.pMethods = nullptr;
  mine(file)->path = path;
  if (disk->asked() != FaultyDisk::Answer::go_on) return SQLITE_CANTOPEN;
  if (path) disk->opened(path);
  const int code = real->xOpen(real, path, below(file), flags, given);
  if (code != SQLITE_OK) return code;
  mine(file)->base.pMethods = &methods;
  if (path) disk->made_anew(path);
  return code;
}

int remove(sqlite3_vfs*, const char* path, int durably) {
  if (disk->asked() != FaultyDisk::Answer::go_on) return SQLITE_IOERR_DELETE;
  disk->removed(path, durably != 0);
  const int code = real->xDelete(real, path, 0);
  if (code == SQLITE_OK && disk->committed) disk->committed(path);
  return code;
}

int access(sqlite3_vfs*, const char* path, int what, int* answer) {
  if (disk->dark()) return SQLITE_IOERR_ACCESS;
  return real->xAccess(real, path, what, answer);
}

}  // namespace

const char* name_of(Fault fault) {
  switch (fault) {
    case Fault::none:
      return "nothing";
    case Fault::fails:
      return "fails";
    case Fault::full:
      return "full";
    case Fault::dies:
      return "dies";
    case Fault::half:
      return "half";
    case Fault::killed:
      return "killed";
  }
  return "";
}

FaultyDisk::FaultyDisk() {
  disk = this;
  real = sqlite3_vfs_find(nullptr);
  shim = *real;
  shim.szOsFile += static_cast<int>(sizeof(File));
  shim.zName = "faulty";
  shim.pNext = nullptr;
  shim.xOpen = open;
  shim.xDelete = remove;
  shim.xAccess = access;
  sqlite3_vfs_register(&shim, 1);
}

FaultyDisk::~FaultyDisk() {
  sqlite3_vfs_register(real, 1);
  sqlite3_vfs_unregister(&shim);
  disk = nullptr;
}

void FaultyDisk::arm(const Plan& plan) {
  plan_ = plan;
  operations_ = 0;
  chance_.seed(plan.seed);
  images_.clear();
}

bool FaultyDisk::dark() const {
  return struck() && (plan_.fault == Fault::dies || plan_.fault == Fault::half);
}

FaultyDisk::Answer FaultyDisk::asked(bool grows) {
  ++operations_;
  if (!struck()) return Answer::go_on;
  const bool now = operations_ == plan_.operation;
  switch (plan_.fault) {
    case Fault::none:
      return Answer::go_on;
    case Fault::fails:
      return now ? Answer::fail : Answer::go_on;
    case Fault::full:
      return grows ? Answer::full : Answer::go_on;
    case Fault::dies:
      return Answer::fail;
    case Fault::half:
      return now ? Answer::half : Answer::fail;
    case Fault::killed:
      ::raise(SIGKILL);
  }
  return Answer::fail;
}

int FaultyDisk::part_of(int length) {
  return static_cast<int>(chance_() % static_cast<std::uint64_t>(length));
}

void FaultyDisk::opened(const std::string& path) {
  if (images_.contains(path)) return;
  Image& image = images_[path];
  if (fs::exists(path)) image.durable = bytes_of(path);
}

/// A file of the same name as one whose removal is not durable yet is another file.
void FaultyDisk::made_anew(const std::string& path) {
  Image& image = images_[path];
  if (!image.removed) return;
  image = {.durable = {}, .former = std::move(image.durable), .pending = {}, .removed = false};
}

void FaultyDisk::written(const std::string& path, std::uint64_t offset, const void* bytes,
                         int length) {
  images_[path].pending.push_back(
      {offset, std::string(static_cast<const char*>(bytes), static_cast<std::size_t>(length))});
}

void FaultyDisk::truncated(const std::string& path, std::uint64_t size) {
  images_[path].pending.push_back({size, {}, true});
}

void FaultyDisk::synced(const std::string& path) {
  images_[path] = {.durable = bytes_of(path), .former = {}, .pending = {}, .removed = false};
}

void FaultyDisk::removed(const std::string& path, bool durably) {
  opened(path);
  Image& image = images_[path];
  image.pending.clear();
  image.removed = true;
  if (image.former) image.durable = std::move(image.former);  // the name still leads there
  image.former.reset();
  if (durably) image.durable.reset();
}

void FaultyDisk::power_fails() {
  for (auto& [path, image] : images_) settle(path, image);
  images_.clear();
}

void FaultyDisk::settle(const std::string& path, Image& image) {
  const bool heads = chance_() % 2 == 0;
  if (image.removed || (!image.durable && heads)) {
    // The name leads where it led before, unless that was forgotten durably.
    const auto& before = image.removed ? image.durable : image.former;
    if (before && chance_() % 2 == 0) {
      write_bytes(path, *before);
    } else {
      fs::remove(path);
    }
    return;
  }
  write_bytes(path, survivor(image));
}

/// What was durable, and of what was not any part in any order.
std::string FaultyDisk::survivor(Image& image) {
  std::string bytes = image.durable.value_or("");
  std::shuffle(image.pending.begin(), image.pending.end(), chance_);
  for (const Change& change : image.pending) {
    const auto offset = static_cast<std::size_t>(change.offset);
    if (change.truncation) {
      if (chance_() % 2 == 0) bytes.resize(offset);
      continue;
    }
    for (std::size_t from = 0; from < change.bytes.size(); from += sector) {
      if (chance_() % 2 == 0) continue;
      const auto part = change.bytes.substr(from, sector);
      bytes.resize(std::max(bytes.size(), offset + from + part.size()));
      bytes.replace(offset + from, part.size(), part);
    }
  }
  return bytes;
}

}  // namespace termijn::tests
