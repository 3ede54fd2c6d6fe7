#include <stdexcept>

#include <sqlite3.h>

#include "measure.hpp"
#include "stores.hpp"

namespace termijn::bench {
namespace {

constexpr std::size_t batch = 1'000;
constexpr std::size_t batches = 10;

void run(sqlite3* database, const char* sql) {
  if (sqlite3_exec(database, sql, nullptr, nullptr, nullptr) != SQLITE_OK) {
    throw std::runtime_error(sqlite3_errmsg(database));
  }
}

/// The base: the same bytes and their hashes written by SQLite's own interface, in the same journal
/// mode, into an event table and a history table of the same keys.
std::size_t bare(const std::string& path) {
  std::filesystem::remove(path);
  sqlite3* database = nullptr;
  sqlite3_open(path.c_str(), &database);
  run(database,
      "PRAGMA journal_mode=DELETE; PRAGMA synchronous=FULL;"
      "CREATE TABLE event(region TEXT, sequence INTEGER, candidature TEXT, bytes BLOB,"
      " PRIMARY KEY(region, sequence)) WITHOUT ROWID;"
      "CREATE TABLE history(region TEXT, candidature TEXT, sequence INTEGER,"
      " PRIMARY KEY(region, candidature, sequence)) WITHOUT ROWID");
  sqlite3_stmt* event = nullptr;
  sqlite3_stmt* history = nullptr;
  sqlite3_prepare_v2(database, "INSERT INTO event VALUES('noord', ?, ?, ?)", -1, &event, nullptr);
  sqlite3_prepare_v2(database, "INSERT INTO history VALUES('noord', ?, ?)", -1, &history, nullptr);
  engine::MerkleTree tree;
  for (std::size_t i = 0; i < batches * batch; ++i) {
    if (i % batch == 0) run(database, "BEGIN IMMEDIATE");
    auto made = sample_event(i);
    made.sequence = i + 1;
    const auto bytes = engine::encode(made, {});
    tree.append(engine::leaf_hash(bytes));
    sqlite3_bind_int64(event, 1, static_cast<sqlite3_int64>(i + 1));
    sqlite3_bind_text(event, 2, made.candidature.c_str(), -1, SQLITE_STATIC);
    sqlite3_bind_blob(event, 3, bytes.data(), static_cast<int>(bytes.size()), SQLITE_STATIC);
    sqlite3_step(event);
    sqlite3_reset(event);
    sqlite3_bind_text(history, 1, made.candidature.c_str(), -1, SQLITE_STATIC);
    sqlite3_bind_int64(history, 2, static_cast<sqlite3_int64>(i + 1));
    sqlite3_step(history);
    sqlite3_reset(history);
    if ((i + 1) % batch == 0) run(database, "COMMIT");
  }
  sqlite3_finalize(event);
  sqlite3_finalize(history);
  sqlite3_close(database);
  return tree.size();
}

std::size_t ours(const std::string& path) {
  const auto store = new_store(path);
  std::size_t written = 0;
  for (std::size_t i = 0; i < batches; ++i) {
    auto transaction = store->begin();
    for (std::size_t j = 0; j < batch; ++j)
      written += transaction->append(sample_event(i * batch + j)).sequence;
    transaction->commit();
  }
  return written;
}

}  // namespace

void durable_append() {
  const Folder folder;
  compare(
      {"G6", "durable append in batches of 1,000, against bare SQLite", 1.25},
      [&] { return bare(folder.file("bare.db")); }, [&] { return ours(folder.file("ours.db")); },
      batch * batches);
}

}  // namespace termijn::bench
