#include "engine/store/sqlite/sqlite_store.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <sys/stat.h>
#include <unistd.h>

#include <fmt/format.h>

#include "engine/store/sqlite/detail/connection.hpp"
#include "engine/store/sqlite/detail/schema.hpp"
#include "engine/store/sqlite/detail/statements.hpp"

namespace termijn::engine {
namespace {

using detail::Connection;
using detail::Query;
namespace sql = detail::sql;

CandidatureRow candidature_of(const Query& query) {
  CandidatureRow row;
  row.region = query.text(0);
  row.id = query.text(1);
  row.organisation = query.text(2);
  row.stage = query.text(3);
  row.rulebook = query.text(4);
  row.standing = query.text(5);
  if (!query.missing(6)) row.arrival = query.instant(6);
  row.last_sequence = query.count(7);
  return row;
}

DueRow due_of_row(const Query& query) {
  return {query.instant(0), query.text(1), query.text(2), query.text(3)};
}

Claim claim_of(const Query& query) { return {due_of_row(query), query.instant(4)}; }

Notice notice_of(const Query& query) {
  Notice notice;
  notice.occurrence = query.text(0);
  notice.region = query.text(1);
  notice.candidature = query.text(2);
  notice.rule = query.text(3);
  notice.recipient = query.text(4);
  notice.text = query.text(5);
  notice.created = query.instant(6);
  return notice;
}

RefusedAct refusal_of(const Query& query) {
  return {query.instant(0), query.text(1), query.text(2), query.text(3)};
}

CheckpointRow checkpoint_of(const Query& query) {
  return {query.count(0), query.text(1), query.count(2), query.text(3), query.instant(4)};
}

StampRow stamp_of(const Query& query) {
  return {query.count(0), query.count(1), query.text(2), query.instant(3)};
}

KeyRow key_of(const Query& query) {
  return {query.count(0), query.text(1), query.text(2), query.instant(3), query.whole(4) != 0};
}

NightHolder night_of(const Query& query) { return {query.text(0), query.instant(1)}; }

Document document_of(const Query& query) { return {query.text(0), query.text(1), query.text(2)}; }

class SqliteStore final : public Store {
 private:
  template <typename Work>
  auto safely(Work&& work) const {
    return detail::guarded(connection_->path(), work);
  }

  /// Every row of a query. It is read to its end before anything else runs, so
  /// that one prepared statement serves at all depths.
  template <typename Read, typename... Values>
  auto all(Read read, const char* statement, const Values&... values) const {
    return safely([&] {
      std::vector<decltype(read(std::declval<const Query&>()))> rows;
      Query query(*connection_, statement, values...);
      while (query.next()) rows.push_back(read(query));
      return rows;
    });
  }

  template <typename Row>
  static std::optional<Row> first_of(std::vector<Row> rows) {
    if (rows.empty()) return std::nullopt;
    return std::move(rows.front());
  }

  /// SQLite takes a negative limit for none.
  static std::int64_t limit_of(std::size_t most) {
    return static_cast<std::int64_t>(std::min(most, std::size_t{1} << 62U));
  }

 public:
  explicit SqliteStore(std::unique_ptr<Connection> connection)
      : connection_(std::move(connection)) {}

  StoreInfo info() const override { return connection_->info; }

  std::vector<RegionRow> regions() const override {
    std::vector<RegionRow> rows = safely([&] { return detail::stored_regions(*connection_); });
    if (!connection_->touched) return rows;
    std::map<std::string, RegionRow> merged = *connection_->touched;
    for (RegionRow& row : rows) merged.try_emplace(row.region, std::move(row));
    rows.clear();
    for (auto& [name, row] : merged) rows.push_back(std::move(row));
    return rows;
  }

  std::optional<RegionRow> region(const std::string& name) const override {
    if (connection_->touched) {
      const auto found = connection_->touched->find(name);
      if (found != connection_->touched->end()) return found->second;
    }
    return safely([&] { return detail::stored_region(*connection_, name); });
  }

  std::vector<std::string> logs() const override {
    return all([](const Query& query) { return query.text(0); }, sql::logs);
  }

  std::vector<StoredEvent> history(const std::string& region,
                                   const std::string& candidature) const override;
  void scan(const std::string& region, std::uint64_t first,
            const std::function<void(const StoredEvent&)>& visit) const override;

  std::optional<CandidatureRow> candidature(const std::string& region,
                                            const std::string& id) const override {
    return first_of(all(candidature_of, sql::candidature, region, id));
  }

  std::vector<CandidatureRow> candidatures(const std::string& region) const override {
    return all(candidature_of, sql::candidatures, region);
  }

  std::vector<CandidatureRow> candidatures_of(const std::string& region,
                                              const std::string& organisation) const override {
    return all(candidature_of, sql::candidatures_of, region, organisation);
  }

  std::vector<DueRow> due(Instant now, std::size_t most) const override {
    return all(due_of_row, sql::due, now, limit_of(most));
  }

  std::vector<DueRow> upcoming(Instant now, std::size_t most) const override {
    return all(due_of_row, sql::upcoming, now, limit_of(most));
  }

  std::vector<DueRow> due_of(const std::string& region,
                             const std::string& candidature) const override {
    return safely([&] { return detail::stored_limits(*connection_, region, candidature); });
  }

  std::vector<Claim> claims() const override { return all(claim_of, sql::claims); }

  std::vector<Notice> notices() const override { return all(notice_of, sql::notices); }

  std::vector<RefusedAct> refusals() const override { return all(refusal_of, sql::refusals); }

  std::optional<Document> document(const std::string& digest) const override {
    return first_of(all(document_of, sql::document, digest));
  }

  std::optional<Document> document_named(const std::string& kind,
                                         const std::string& name) const override {
    return first_of(all(document_of, sql::document_named, kind, name));
  }

  std::vector<std::string> documents() const override {
    return all([](const Query& query) { return query.text(0); }, sql::documents);
  }

  std::vector<CheckpointRow> checkpoints(const std::string& region) const override {
    return all(checkpoint_of, sql::checkpoints, region);
  }
  std::vector<StampRow> stamps() const override { return all(stamp_of, sql::stamps); }
  std::vector<KeyRow> keys() const override { return all(key_of, sql::keys); }
  std::optional<NightHolder> night() const override { return first_of(all(night_of, sql::night)); }

  std::unique_ptr<Transaction> begin() override { return detail::begin_transaction(*connection_); }
  void compact() override {
    detail::guarded(connection_->path(), [&] { connection_->database().exec(sql::compact); });
  }

 private:
  std::unique_ptr<Connection> connection_;
};

std::vector<StoredEvent> SqliteStore::history(const std::string& region,
                                              const std::string& candidature) const {
  return safely([&] {
    std::vector<StoredEvent> events;
    std::uint64_t next = 0;
    {
      Query query(*connection_, sql::head, region, candidature);
      if (query.next() && !query.missing(0)) next = query.count(0);
    }
    while (next != 0) {
      Query query(*connection_, sql::event, region, next);
      if (!query.next() || query.text(1) != candidature || query.count(4) >= next) {
        throw detail::damaged(connection_->path(), fmt::format("the history of candidature '{}' "
                                                               "breaks off at sequence {}",
                                                               candidature, next));
      }
      StoredEvent event{next, candidature, query.text(2), {}, {}, query.text(3)};
      Query personal(*connection_, sql::personal, region, next);
      if (personal.next()) {
        event.salt = personal.text(1);
        event.personal = personal.text(2);
      }
      events.push_back(std::move(event));
      next = query.missing(4) ? 0 : query.count(4);
    }
    std::reverse(events.begin(), events.end());
    return events;
  });
}

void SqliteStore::scan(const std::string& region, std::uint64_t first,
                       const std::function<void(const StoredEvent&)>& visit) const {
  safely([&] {
    // Statements of its own: the visitor may scan as well.
    SQLite::Statement scan_events(connection_->database(), sql::scan_events);
    SQLite::Statement scan_personal(connection_->database(), sql::scan_personal);
    Query events(scan_events, region, first);
    Query personal(scan_personal, region, first);
    bool more = personal.next();
    while (events.next()) {
      StoredEvent event{events.count(0), events.text(1), events.text(2), {}, {}, events.text(3)};
      while (more && personal.count(0) < event.sequence) more = personal.next();
      if (more && personal.count(0) == event.sequence) {
        event.salt = personal.text(1);
        event.personal = personal.text(2);
      }
      visit(event);
    }
  });
}

[[noreturn]] void fail(const std::string& path, const std::string& what) {
  throw StoreError(fmt::format("the store '{}' {}", path, what));
}

/// Makes the empty file before SQLite sees it, so that it is never, not for an
/// instant, readable by others. SQLite gives its journal the same mode.
void make_private_file(const std::string& path) {
  const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR);
  if (file < 0) {
    if (errno == EEXIST) fail(path, "exists already; it is left as it is");
    fail(path, fmt::format("cannot be made: {}", std::strerror(errno)));
  }
  const bool private_now = ::fchmod(file, S_IRUSR | S_IWUSR) == 0;  // whatever the umask took
  ::close(file);
  if (!private_now) fail(path, "cannot be kept from other users");
}

void fill(Connection& connection, const StoreInfo& info) {
  connection.apply_settings();
  SQLite::Database& database = connection.database();
  database.exec(sql::begin);
  database.exec(detail::schema);
  database.exec(detail::schema_since_2);
  Query(connection, sql::make_info, info.sandbox, info.origin, info.created).run();
  database.exec(sql::set_application_id + std::to_string(detail::application_id));
  database.exec(sql::set_user_version + std::to_string(detail::store_format));
  database.exec(sql::commit);
}

/// Settles whose file this is before anything is done to it.
void check_format(Connection& connection) {
  const auto read = [&](const char* pragma) {
    Query query(connection, pragma);
    return query.next() ? query.whole(0) : 0;
  };
  const std::int64_t program = read(sql::read_application_id);
  const std::int64_t format = read(sql::read_user_version);
  if (program == 0 && std::filesystem::file_size(connection.path()) == 0) {
    fail(connection.path(),
         "is not a termijn store: it is empty; remove it, and make one with: "
         "termijn init");
  }
  if (program != detail::application_id) {
    fail(connection.path(), program == 0 ? "is not a termijn store"
                                         : "is not a termijn store: it is another program's file");
  }
  if (format > detail::store_format) {
    fail(connection.path(), fmt::format("is of format {}, newer than the {} that this program "
                                        "knows; use a newer termijn",
                                        format, detail::store_format));
  }
  if (format < 1) fail(connection.path(), "is a termijn store that was never finished");
  connection.info.format = static_cast<int>(format);
}

void read_info(Connection& connection) {
  Query query(connection, sql::info);
  if (!query.next()) throw detail::damaged(connection.path(), "it does not say what it is");
  connection.info.sandbox = query.whole(0) != 0;
  connection.info.origin = query.text(1);
  connection.info.created = query.instant(2);
}

}  // namespace

std::unique_ptr<Store> create_sqlite_store(const std::string& path, const StoreInfo& info,
                                           std::chrono::milliseconds wait) {
  make_private_file(path);
  try {
    detail::guarded(path, [&] {
      Connection connection(path, wait);
      fill(connection, info);
    });
  } catch (const StoreError&) {
    ::unlink(path.c_str());
    throw;
  }
  return open_sqlite_store(path, wait);
}

std::unique_ptr<Store> open_sqlite_store(const std::string& path, std::chrono::milliseconds wait) {
  std::error_code unknown;
  const auto status = std::filesystem::status(path, unknown);
  if (status.type() == std::filesystem::file_type::not_found) {
    throw StoreError(
        fmt::format("there is no store '{0}'; make one with: termijn init --store {0}", path));
  }
  if (std::filesystem::is_directory(status)) fail(path, "is a folder; name a file in it");
  return detail::guarded(path, [&] {
    auto connection = std::make_unique<Connection>(path, wait);
    check_format(*connection);
    connection->apply_settings();
    if (connection->info.format < detail::store_format) detail::stand_in_for_older(*connection);
    read_info(*connection);
    return std::make_unique<SqliteStore>(std::move(connection));
  });
}

}  // namespace termijn::engine
