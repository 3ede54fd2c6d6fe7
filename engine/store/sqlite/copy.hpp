#pragma once

#include <functional>
#include <string>

#include "engine/store/sqlite/sqlite_store.hpp"

namespace termijn::engine {

/// Copies the store `from` into a new file `to`, readable by its owner only, with SQLite's
/// online backup: what is committed when it begins, or after a write meanwhile what is
/// committed then. `check` looks at the copy before it bears its name, and throws StoreError
/// when it does not do. So `to` comes into being whole, checked and on the disk, or not at all,
/// and a file that is there is never written over. Throws StoreError, also without room.
void copy_sqlite_store(const std::string& from, const std::string& to,
                       const std::function<void(const std::string& copy)>& check,
                       std::chrono::milliseconds wait = default_wait);

/// What the file itself is found to be. Nothing is written, but that a journal which a run
/// that died left behind is played back first, as any opening does.
struct FileState {
  std::string integrity;    ///< What SQLite finds wrong, a line a fault; empty: nothing.
  std::size_t orphans = 0;  ///< Rows that refer to rows that are not there.
};

/// Throws StoreError when the file cannot be read as one.
FileState examine_sqlite_store(const std::string& path,
                               std::chrono::milliseconds wait = default_wait);

}  // namespace termijn::engine
