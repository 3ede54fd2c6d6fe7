#include "engine/store/sqlite/detail/connection.hpp"
#include "engine/store/sqlite/detail/schema.hpp"
#include "engine/store/sqlite/detail/statements.hpp"

namespace termijn::engine::detail {
namespace {

std::int64_t format_of(Connection& connection) {
  Query query(connection, sql::read_user_version);
  return query.next() ? query.whole(0) : 0;
}

/// The leaves of what was written before they were kept.
void keep_leaves(Connection& connection) {
  SQLite::Statement all(connection.database(), "SELECT region, sequence, bytes FROM event");
  while (all.executeStep()) {
    const Digest leaf = leaf_hash(all.getColumn(2).getString());
    const std::string bytes(leaf.begin(), leaf.end());
    const std::string region = all.getColumn(0).getString();
    Query(connection, sql::put_leaf, Blob{bytes}, region, all.getColumn(1).getInt64()).run();
  }
}

void upgrade_tables(Connection& connection) {
  SQLite::Database& database = connection.database();
  database.exec(drop_views_over_1);
  if (format_of(connection) < store_format) {
    database.exec(upgrade_from_1);
    keep_leaves(connection);
    database.exec(schema_since_2);
    database.exec(sql::set_user_version + std::to_string(store_format));
  }
}

}  // namespace

void stand_in_for_older(Connection& connection) { connection.database().exec(views_over_1); }

void upgrade(Connection& connection) {
  SQLite::Database& database = connection.database();
  database.exec(sql::begin);
  try {
    upgrade_tables(connection);
    database.exec(sql::commit);
  } catch (...) {
    database.tryExec(sql::rollback);
    throw;
  }
  connection.info.format = store_format;
}

}  // namespace termijn::engine::detail
