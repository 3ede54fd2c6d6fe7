#include "engine/store/sqlite/detail/connection.hpp"

#include <filesystem>

#include <fmt/format.h>
#include <sqlite3.h>

#include "engine/store/sqlite/detail/statements.hpp"

namespace termijn::engine::detail {
namespace {

/// SQLite reads `file:…` and `:memory:` as something else than a file's name.
std::string literal(const std::string& path) {
  return std::filesystem::path(path).is_absolute() ? path : "./" + path;
}

const char* what_failed(int extended) {
  if (extended == SQLITE_READONLY_DBMOVED) {
    return "is gone: it was moved or removed while it was open; nothing of this step was kept";
  }
  if (extended == SQLITE_READONLY_DIRECTORY) {
    return "lies in a folder that this user may not write to: it can be read and verified, but "
           "not written to";
  }
  constexpr int primary = 0xFF;  // the low byte of an extended result code
  switch (extended & primary) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return "is locked: another run is writing to it, or another program has it; try again when "
             "it is done (fuser -v FILE names it)";
    case SQLITE_READONLY:
      return "is read-only: it can be read and verified, but not written to";
    case SQLITE_FULL:
      return "cannot grow: the disk is full; nothing of this step was kept";
    case SQLITE_NOTADB:
      return "is not a termijn store";
    case SQLITE_CORRUPT:
      return "is damaged; put back a copy and run: termijn audit verify";
    case SQLITE_CANTOPEN:
      return "cannot be opened: its folder must be there, and it and its folder must be readable "
             "(and writable, to record)";
    case SQLITE_PERM:
    case SQLITE_AUTH:
      return "may not be opened by this user";
    case SQLITE_IOERR:
      return "cannot be read or written: the disk reports a fault";
    case SQLITE_CONSTRAINT:
      return "refuses the write: it does not fit what it holds";
    default:
      return "fails";
  }
}

}  // namespace

StoreError explained(const SQLite::Exception& failed, const std::string& path) {
  return StoreError(fmt::format("the store '{}' {} ({})", path,
                                what_failed(failed.getExtendedErrorCode()), failed.what()));
}

StoreError damaged(const std::string& path, const std::string& what) {
  return StoreError(fmt::format("the store '{}' is damaged: {}", path, what));
}

Connection::Connection(const std::string& path, std::chrono::milliseconds wait)
    : path_(path),
      database_(literal(path), SQLite::OPEN_READWRITE | SQLite::OPEN_NOMUTEX,
                static_cast<int>(wait.count())) {}

void Connection::apply_settings() { database_.exec(sql::settings); }

SQLite::Statement& Connection::prepared(const char* sql) {
  const auto found = statements_.find(sql);
  if (found != statements_.end()) return found->second;
  return statements_.emplace(sql, SQLite::Statement(database_, sql)).first->second;
}

}  // namespace termijn::engine::detail
