#include <map>

#include <sqlite3.h>

#include "engine/audit/replay.hpp"
#include "engine/journal/verify.hpp"
#include "measure.hpp"
#include "stores.hpp"

namespace termijn::bench {
namespace {

constexpr std::size_t events = 50'000;

/// The base: read every event, hash it into the tree, and follow its candidature's last event, by
/// hand on SQLite's own interface.
std::size_t by_hand(const std::string& path) {
  sqlite3* database = nullptr;
  sqlite3_open(path.c_str(), &database);
  sqlite3_stmt* scan = nullptr;
  sqlite3_prepare_v2(database,
                     "SELECT sequence, candidature, bytes FROM event ORDER BY region, sequence", -1,
                     &scan, nullptr);
  engine::MerkleTree tree;
  std::map<std::string, sqlite3_int64> last;
  while (sqlite3_step(scan) == SQLITE_ROW) {
    const auto* bytes = static_cast<const char*>(sqlite3_column_blob(scan, 2));
    tree.append(
        engine::leaf_hash({bytes, static_cast<std::size_t>(sqlite3_column_bytes(scan, 2))}));
    last[reinterpret_cast<const char*>(sqlite3_column_text(scan, 1))] =
        sqlite3_column_int64(scan, 0);
  }
  sqlite3_finalize(scan);
  sqlite3_close(database);
  return tree.size() + last.size();
}

}  // namespace

void audit() {
  const Folder folder;
  const auto path = folder.file("audit.db");
  const auto store = new_store(path);
  auto transaction = store->begin();
  for (std::size_t i = 0; i < events; ++i) transaction->append(sample_event(i));
  transaction->commit();
  compare(
      {"G7", "verify bytes and fold every history, one thread", 1.25},
      [&] { return by_hand(path); },
      [&] {
        return engine::verify(*store).size() + engine::fold_region(*store, "noord").states.size();
      },
      events);
}

}  // namespace termijn::bench
