#pragma once

#include <chrono>
#include <map>
#include <optional>
#include <string>

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Exception.h>
#include <SQLiteCpp/Statement.h>

#include "engine/journal/store.hpp"

namespace termijn::engine::detail {

/// What went wrong with the file, in words for the operator.
StoreError explained(const SQLite::Exception& failed, const std::string& path);
/// The file holds what this program never writes.
StoreError damaged(const std::string& path, const std::string& what);

/// One connection, its statements, each prepared when first run, and what the
/// transaction that is open on it has not written yet.
class Connection {
 public:
  /// Opens an existing file and sets what holds for each connection, but does
  /// not ask what the file holds.
  Connection(const std::string& path, std::chrono::milliseconds wait);

  SQLite::Statement& prepared(const char* sql);
  const SQLite::Database& database() const { return database_; }
  SQLite::Database& database() { return database_; }
  const std::string& path() const { return path_; }
  void apply_settings();

  StoreInfo info;
  /// The regions a transaction touched, written when it commits; empty outside one.
  std::optional<std::map<std::string, RegionRow>> touched;

 private:
  std::string path_;
  SQLite::Database database_;
  std::map<const char*, SQLite::Statement> statements_;
};

/// Runs `work`; what SQLite throws goes on as a StoreError.
template <typename Work>
auto guarded(const std::string& path, Work&& work) {
  try {
    return work();
  } catch (const SQLite::Exception& failed) {
    throw explained(failed, path);
  }
}

/// Bytes that are no text.
struct Blob {
  const std::string& bytes;
};

/// One run of a prepared statement, which is free again (and has let go of its
/// lock) when this ends.
class Query {
 public:
  template <typename... Values>
  Query(SQLite::Statement& statement, const Values&... values) : statement_(statement) {
    int place = 0;
    (bind(++place, values), ...);
  }
  template <typename... Values>
  Query(Connection& connection, const char* sql, const Values&... values)
      : Query(connection.prepared(sql), values...) {}
  ~Query() { statement_.tryReset(); }
  Query(const Query&) = delete;
  Query& operator=(const Query&) = delete;

  bool next() { return statement_.executeStep(); }
  /// Runs what returns no rows; gives how many it changed.
  int run() { return statement_.exec(); }

  std::string text(int column) const { return statement_.getColumn(column).getString(); }
  std::int64_t whole(int column) const { return statement_.getColumn(column).getInt64(); }
  std::uint64_t count(int column) const { return static_cast<std::uint64_t>(whole(column)); }
  Instant instant(int column) const { return Instant(std::chrono::seconds(whole(column))); }
  bool missing(int column) const { return statement_.getColumn(column).isNull(); }

 private:
  void bind(int place, const std::string& text) { statement_.bind(place, text); }
  void bind(int place, std::int64_t number) { statement_.bind(place, number); }
  void bind(int place, bool truth) { statement_.bind(place, truth ? 1 : 0); }
  void bind(int place, std::uint64_t number) { bind(place, static_cast<std::int64_t>(number)); }
  void bind(int place, Instant instant) {
    bind(place, std::int64_t{instant.time_since_epoch().count()});
  }
  void bind(int place, const Blob& blob) {
    statement_.bind(place, blob.bytes.data(), static_cast<int>(blob.bytes.size()));
  }
  template <typename Value>
  void bind(int place, const std::optional<Value>& value) {
    if (value) {
      bind(place, *value);
    } else {
      statement_.bind(place);
    }
  }

  SQLite::Statement& statement_;
};

/// A region as it stands in the file, without what a transaction has not written.
std::optional<RegionRow> stored_region(Connection& connection, const std::string& name);
std::vector<RegionRow> stored_regions(Connection& connection);
void store_region(Connection& connection, const RegionRow& row);

/// The limits of a candidature as its row carries them, in due order.
std::vector<DueRow> stored_limits(Connection& connection, const std::string& region,
                                  const std::string& candidature);
void store_limits(Connection& connection, const std::string& region, const std::string& candidature,
                  const std::vector<DueRow>& rows);

/// Makes a file of an older format readable as one of this format, writing nothing to it.
void stand_in_for_older(Connection& connection);
/// Makes it one of this format, all or nothing; so does whoever else was first meanwhile.
void upgrade(Connection& connection);

std::unique_ptr<Transaction> begin_transaction(Connection& connection);

}  // namespace termijn::engine::detail
