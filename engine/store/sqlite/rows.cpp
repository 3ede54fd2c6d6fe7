#include <bit>

#include <boost/json/parse.hpp>

#include "engine/store/sqlite/detail/connection.hpp"
#include "engine/store/sqlite/detail/statements.hpp"

namespace termijn::engine::detail {
namespace {

namespace json = boost::json;

constexpr std::size_t digest_size = sizeof(Digest);

RegionRow region_of(const Query& query, const std::string& path) {
  RegionRow row;
  row.region = query.text(0);
  row.rulebook = query.text(1);
  const std::uint64_t size = query.count(2);
  const std::string bytes = query.text(3);
  if (bytes.size() != static_cast<std::size_t>(std::popcount(size)) * digest_size) {
    throw damaged(path, "the tree of region '" + row.region + "' does not fit its size");
  }
  std::vector<Digest> subtrees(bytes.size() / digest_size);
  for (std::size_t index = 0; index < bytes.size(); ++index) {
    subtrees[index / digest_size][index % digest_size] = static_cast<std::uint8_t>(bytes[index]);
  }
  row.tree = MerkleTree(size, std::move(subtrees));
  return row;
}

/// `[[1688162400,"told->final"]]`
std::string written(const std::vector<DueRow>& rows) {
  json::array list;
  for (const DueRow& row : rows) {
    list.push_back(json::array{row.due.time_since_epoch().count(), row.limit});
  }
  return canonical(list);
}

std::optional<DueRow> limit_of(const json::value& item, const std::string& region,
                               const std::string& candidature) {
  const json::array* pair = item.if_array();
  if (pair == nullptr || pair->size() != 2) return std::nullopt;
  const std::int64_t* due = pair->at(0).if_int64();
  const json::string* limit = pair->at(1).if_string();
  if (due == nullptr || limit == nullptr) return std::nullopt;
  return DueRow{Instant(std::chrono::seconds(*due)), region, candidature, std::string(*limit)};
}

}  // namespace

std::optional<RegionRow> stored_region(Connection& connection, const std::string& name) {
  Query query(connection, sql::region, name);
  if (!query.next()) return std::nullopt;
  return region_of(query, connection.path());
}

std::vector<RegionRow> stored_regions(Connection& connection) {
  std::vector<RegionRow> rows;
  Query query(connection, sql::regions);
  while (query.next()) rows.push_back(region_of(query, connection.path()));
  return rows;
}

void store_region(Connection& connection, const RegionRow& row) {
  std::string subtrees;
  for (const Digest& digest : row.tree.subtrees()) subtrees.append(digest.begin(), digest.end());
  Query(connection, sql::put_region, row.region, row.rulebook, row.tree.size(), Blob{subtrees})
      .run();
}

std::vector<DueRow> stored_limits(Connection& connection, const std::string& region,
                                  const std::string& candidature) {
  std::vector<DueRow> rows;
  Query query(connection, sql::limits, region, candidature);
  if (!query.next() || query.missing(0)) return rows;
  json::error_code failed;
  const json::value list = json::parse(query.text(0), failed);
  const bool read = !failed && list.is_array();
  if (read) {
    for (const json::value& item : list.get_array()) {
      if (auto row = limit_of(item, region, candidature)) rows.push_back(std::move(*row));
    }
  }
  if (!read || rows.size() != list.get_array().size()) {
    throw damaged(connection.path(), "the limits of candidature '" + candidature + "'");
  }
  return rows;
}

void store_limits(Connection& connection, const std::string& region, const std::string& candidature,
                  const std::vector<DueRow>& rows) {
  std::optional<std::string> text;
  if (!rows.empty()) text = written(rows);
  Query(connection, sql::put_limits, region, candidature, text).run();
}

}  // namespace termijn::engine::detail
