#include <algorithm>
#include <cassert>

#include "engine/store/detail/salt.hpp"
#include "engine/store/sqlite/detail/connection.hpp"
#include "engine/store/sqlite/detail/schema.hpp"
#include "engine/store/sqlite/detail/statements.hpp"

namespace termijn::engine::detail {
namespace {

class SqliteTransaction final : public Transaction {
 public:
  explicit SqliteTransaction(Connection& connection) : connection_(connection) {
    if (connection_.touched) {
      throw StoreError("the store '" + connection_.path() + "' is being written to already");
    }
    guarded(connection_.path(), [&] {
      if (connection_.info.format < store_format) upgrade(connection_);
      connection_.database().exec(sql::begin);
    });
    connection_.touched.emplace();
  }

  ~SqliteTransaction() override {
    if (standing_ == Standing::committed) return;
    connection_.touched.reset();
    connection_.database().tryExec(sql::rollback);
  }

  Event append(Event event) override {
    assert(!event.region.empty());
    return write([&] {
      RegionRow& row = region(event.region);
      event.sequence = row.tree.size() + 1;
      StoredEvent stored{event.sequence, event.candidature, {}, {}, {}};
      if (!event.personal.empty()) {
        stored.salt = salt_for(connection_.info.sandbox, event.region, event.sequence);
        stored.personal = canonical(event.personal);
      }
      stored.bytes = encode(event, stored.salt);
      insert(row, stored);
      return event;
    });
  }

  void restore(const std::string& name, const StoredEvent& event) override {
    write([&] { insert(region(name), event); });
  }

  void set_rulebook(const std::string& name, const std::string& digest) override {
    write([&] { region(name).rulebook = digest; });
  }

  void put_candidature(const CandidatureRow& row) override {
    write([&] {
      const auto put = [&](const char* sql) {
        return Query(connection_, sql, row.region, row.id, row.organisation, row.stage,
                     row.rulebook, row.standing, row.arrival, row.last_sequence)
            .run();
      };
      if (put(sql::update_candidature) == 0) put(sql::put_candidature);
    });
  }

  void put_due(const std::string& region, const std::string& candidature,
               const std::vector<DueRow>& rows) override {
    write([&] {
      std::vector<DueRow> after = rows;
      std::sort(after.begin(), after.end());
      after.erase(std::unique(after.begin(), after.end()), after.end());
      const std::vector<DueRow> before = stored_limits(connection_, region, candidature);
      if (after == before) return;
      for (const DueRow& row : before) {
        if (!std::binary_search(after.begin(), after.end(), row)) move(sql::remove_due, row);
      }
      for (const DueRow& row : after) {
        assert(row.region == region && row.candidature == candidature);
        if (!std::binary_search(before.begin(), before.end(), row)) move(sql::add_due, row);
      }
      store_limits(connection_, region, candidature, after);
    });
  }

  bool claim(const DueRow& row, Instant fired) override {
    return write([&] {
      return Query(connection_, sql::claim, row.due, row.region, row.candidature, row.limit, fired)
                 .run() == 1;
    });
  }

  bool put_notice(const Notice& notice) override {
    return write([&] {
      return Query(connection_, sql::put_notice, notice.occurrence, notice.region,
                   notice.candidature, notice.rule, notice.recipient, notice.text, notice.created)
                 .run() == 1;
    });
  }

  void put_refusal(const RefusedAct& refused) override {
    write([&] {
      const Digest digest = rules::sha256(refused.code, std::string_view("\0", 1), refused.line);
      const std::string fingerprint(digest.begin(), digest.end());
      if (Query(connection_, sql::has_refusal, Blob{fingerprint}).next()) return;
      Query(connection_, sql::put_refusal, Blob{fingerprint}, refused.recorded, Blob{refused.line},
            refused.code, refused.reason)
          .run();
    });
  }

  std::string put_document(const Document& document) override {
    return write([&] {
      std::string digest = rules::hex(rules::sha256(document.bytes));
      if (!Query(connection_, sql::document, digest).next()) {
        Query(connection_, sql::put_document, digest, document.kind, document.name,
              Blob{document.bytes})
            .run();
      }
      return digest;
    });
  }

  std::uint64_t put_checkpoint(const CheckpointRow& row) override {
    return put_numbered(sql::put_checkpoint, row.region, row.size, row.note, row.made);
  }
  std::uint64_t put_stamp(const StampRow& row) override {
    return put_numbered(sql::put_stamp, row.checkpoint, Blob{row.bytes}, row.attached);
  }
  std::uint64_t put_key(const KeyRow& row) override {
    return put_numbered(sql::put_key, row.name, row.verifier, row.added, row.required);
  }

  bool erase_personal(const std::string& region, std::uint64_t sequence) override {
    return write(
        [&] { return Query(connection_, sql::erase_personal, region, sequence).run() == 1; });
  }
  bool erase_refusal(std::uint64_t number) override {
    return write([&] { return Query(connection_, sql::erase_refusal, number).run() == 1; });
  }

  void take_night(const NightHolder& holder) override {
    write([&] { Query(connection_, sql::take_night, holder.holder, holder.started).run(); });
  }
  void release_night() override {
    write([&] { Query(connection_, sql::release_night).run(); });
  }

  void commit() override {
    write([&] {
      for (const auto& [name, row] : *connection_.touched) store_region(connection_, row);
      connection_.database().exec(sql::commit);
    });
    standing_ = Standing::committed;
    connection_.touched.reset();
  }

 private:
  enum class Standing { open, failed, committed };

  /// After a failure SQLite may have ended the transaction; a later write would
  /// then stand alone. So nothing more is written.
  template <typename Work>
  auto write(Work&& work) -> decltype(work()) {
    assert(standing_ != Standing::committed);
    if (standing_ == Standing::failed) {
      throw StoreError("the store '" + connection_.path() + "' failed in this transaction already");
    }
    standing_ = Standing::failed;
    if constexpr (std::is_void_v<decltype(work())>) {
      guarded(connection_.path(), work);
      standing_ = Standing::open;
    } else {
      auto result = guarded(connection_.path(), work);
      standing_ = Standing::open;
      return result;
    }
  }

  template <typename... Values>
  std::uint64_t put_numbered(const char* statement, const Values&... values) {
    return write([&] {
      Query query(connection_, statement, values...);
      query.next();
      const std::uint64_t number = query.count(0);
      query.next();  // to its end, or the row is not written
      return number;
    });
  }

  RegionRow& region(const std::string& name) {
    auto& touched = *connection_.touched;
    const auto found = touched.find(name);
    if (found != touched.end()) return found->second;
    RegionRow row = stored_region(connection_, name).value_or(RegionRow{});
    row.region = name;
    return touched.emplace(name, std::move(row)).first->second;
  }

  void insert(RegionRow& row, const StoredEvent& event) {
    const Digest leaf = leaf_hash(event.bytes);
    const std::string kept(leaf.begin(), leaf.end());
    std::optional<std::uint64_t> previous;
    {
      Query query(connection_, sql::head, row.region, event.candidature);
      if (query.next() && !query.missing(0)) previous = query.count(0);
    }
    Query(connection_, sql::append_event, row.region, event.sequence, event.candidature, previous,
          event.bytes, Blob{kept})
        .run();
    if (!event.personal.empty()) {
      Query(connection_, sql::append_personal, row.region, event.sequence, Blob{event.salt},
            event.personal)
          .run();
    }
    Query(connection_, sql::put_head, row.region, event.candidature, event.sequence).run();
    row.tree.append(leaf);
  }

  void move(const char* sql, const DueRow& row) {
    Query(connection_, sql, row.due, row.region, row.candidature, row.limit).run();
  }

  Connection& connection_;
  Standing standing_ = Standing::open;
};

}  // namespace

std::unique_ptr<Transaction> begin_transaction(Connection& connection) {
  return std::make_unique<SqliteTransaction>(connection);
}

}  // namespace termijn::engine::detail
