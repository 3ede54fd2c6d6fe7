#include <cassert>
#include <map>
#include <set>
#include <tuple>

#include "engine/journal/store.hpp"
#include "engine/store/detail/salt.hpp"

namespace termijn::engine {
namespace {

using Key = std::pair<std::string, std::string>;  ///< Mostly a region and a candidature of it.
using NoticeKey = std::tuple<std::string, std::string, std::string, std::string, std::string>;

struct Log {
  RegionRow row;
  std::vector<StoredEvent> events;
};

struct State {
  StoreInfo info;
  bool writing = false;
  std::map<std::string, Log> regions;
  std::map<Key, std::vector<std::uint64_t>> histories;
  std::map<Key, CandidatureRow> candidatures;
  std::set<DueRow> due;
  std::map<Key, std::set<DueRow>> due_of;
  std::map<DueRow, Instant> claims;
  std::map<NoticeKey, Notice> notices;
  std::vector<RefusedAct> refusals;
  std::map<Key, bool> refused;  ///< Their codes and lines.
  std::map<std::string, Document> documents;
  std::vector<CheckpointRow> checkpoints;
  std::vector<StampRow> stamps;
  std::vector<KeyRow> keys;
  std::optional<NightHolder> night;
};

/// Notes with each write how to take it back.
class MemoryTransaction final : public Transaction {
 public:
  explicit MemoryTransaction(State& state) : state_(state) {
    if (state_.writing) throw StoreError("the store is being written to already");
    state_.writing = true;
  }

  ~MemoryTransaction() override {
    for (auto undo = undo_.rbegin(); undo != undo_.rend(); ++undo) (*undo)();
    if (!committed_) state_.writing = false;
  }

  Event append(Event event) override {
    assert(!event.region.empty());
    event.sequence = log_of(event.region).events.size() + 1;
    StoredEvent stored{.sequence = event.sequence,
                       .candidature = event.candidature,
                       .bytes = {},
                       .salt = {},
                       .personal = {},
                       .leaf = {}};
    if (!event.personal.empty()) {
      stored.salt = detail::salt_for(state_.info.sandbox, event.region, event.sequence);
      stored.personal = canonical(event.personal);
    }
    stored.bytes = encode(event, stored.salt);
    restore(event.region, stored);
    return event;
  }

  void restore(const std::string& region, const StoredEvent& event) override {
    Log& log = log_of(region);
    if (event.sequence != log.events.size() + 1) {
      throw StoreError("an event has the next sequence of its region");
    }
    auto& history = state_.histories[{region, event.candidature}];
    undo_.emplace_back([&log, &history, tree = log.row.tree] {
      log.row.tree = tree;
      log.events.pop_back();
      history.pop_back();
    });
    const Digest leaf = leaf_hash(event.bytes);
    log.row.tree.append(leaf);
    log.events.push_back(event);
    log.events.back().leaf.assign(leaf.begin(), leaf.end());
    history.push_back(event.sequence);
  }

  void set_rulebook(const std::string& region, const std::string& digest) override {
    RegionRow& row = log_of(region).row;
    undo_.emplace_back([&row, before = row.rulebook] { row.rulebook = before; });
    row.rulebook = digest;
  }

  void put_candidature(const CandidatureRow& row) override {
    put(state_.candidatures, Key{row.region, row.id}, row);
  }

  void put_due(const std::string& region, const std::string& candidature,
               const std::vector<DueRow>& rows) override {
    const Key key{region, candidature};
    std::set<DueRow> after(rows.begin(), rows.end());
    std::set<DueRow> before = state_.due_of[key];
    for (const DueRow& row : before) state_.due.erase(row);
    for (const DueRow& row : after) {
      assert(row.region == region && row.candidature == candidature);
      state_.due.insert(row);
    }
    undo_.emplace_back([this, before, after] {
      for (const DueRow& row : after) state_.due.erase(row);
      state_.due.insert(before.begin(), before.end());
    });
    put(state_.due_of, key, std::move(after));
  }

  bool claim(const DueRow& row, Instant fired) override {
    return put_once(state_.claims, row, fired);
  }

  bool put_notice(const Notice& notice) override {
    return put_once(state_.notices,
                    NoticeKey{notice.occurrence, notice.region, notice.candidature, notice.rule,
                              notice.recipient},
                    notice);
  }

  void put_refusal(const RefusedAct& refused) override {
    if (!put_once(state_.refused, Key{refused.code, refused.line}, true)) return;
    state_.refusals.push_back(refused);
    undo_.emplace_back([this] { state_.refusals.pop_back(); });
  }

  std::string put_document(const Document& document) override {
    std::string digest = rules::hex(rules::sha256(document.bytes));
    put_once(state_.documents, digest, document);
    return digest;
  }

  std::uint64_t put_checkpoint(const CheckpointRow& row) override {
    return put_numbered(state_.checkpoints, row);
  }
  std::uint64_t put_stamp(const StampRow& row) override { return put_numbered(state_.stamps, row); }
  std::uint64_t put_key(const KeyRow& row) override { return put_numbered(state_.keys, row); }

  bool erase_personal(const std::string& region, std::uint64_t sequence) override {
    const auto found = state_.regions.find(region);
    if (found == state_.regions.end() || sequence == 0) return false;
    if (sequence > found->second.events.size()) return false;
    StoredEvent& event = found->second.events[sequence - 1];
    if (event.personal.empty()) return false;
    // By place: the events may have moved when it is taken back.
    undo_.emplace_back([&events = found->second.events, sequence, before = event] {
      events[sequence - 1] = before;
    });
    event.salt.clear();
    event.personal.clear();
    return true;
  }

  bool erase_refusal(std::uint64_t number) override {
    if (number == 0 || number > state_.refusals.size()) return false;
    RefusedAct& refused = state_.refusals[number - 1];
    const Key key{refused.code, refused.line};
    if (state_.refused.erase(key) > 0) {
      undo_.emplace_back([this, key] { state_.refused.emplace(key, true); });
    }
    undo_.emplace_back([this, number, before = refused] { state_.refusals[number - 1] = before; });
    refused.line.clear();
    refused.reason.clear();
    return true;
  }

  void take_night(const NightHolder& holder) override { set_night(holder); }
  void release_night() override { set_night(std::nullopt); }

  void commit() override {
    assert(!committed_);
    undo_.clear();
    committed_ = true;
    state_.writing = false;
  }

 private:
  Log& log_of(const std::string& region) {
    const auto [place, made] = state_.regions.try_emplace(region);
    if (made) {
      place->second.row.region = region;
      undo_.emplace_back([this, region] { state_.regions.erase(region); });
    }
    return place->second;
  }

  void set_night(std::optional<NightHolder> holder) {
    undo_.emplace_back([this, before = state_.night] { state_.night = before; });
    state_.night = std::move(holder);
  }

  template <typename Row>
  std::uint64_t put_numbered(std::vector<Row>& rows, Row row) {
    row.number = rows.size() + 1;
    rows.push_back(row);
    undo_.emplace_back([&rows] { rows.pop_back(); });
    return row.number;
  }

  template <typename K, typename V>
  bool put_once(std::map<K, V>& map, const K& key, const V& value) {
    if (!map.try_emplace(key, value).second) return false;
    undo_.emplace_back([&map, key] { map.erase(key); });
    return true;
  }

  template <typename K, typename V>
  void put(std::map<K, V>& map, const K& key, V value) {
    const auto place = map.find(key);
    if (place == map.end()) {
      put_once(map, key, value);
      return;
    }
    undo_.emplace_back([&map, key, before = place->second] { map.at(key) = before; });
    place->second = std::move(value);
  }

  State& state_;
  std::vector<std::function<void()>> undo_;
  bool committed_ = false;
};

class MemoryStore final : public Store {
 public:
  explicit MemoryStore(StoreInfo info) { state_.info = std::move(info); }

  StoreInfo info() const override { return state_.info; }

  std::vector<RegionRow> regions() const override {
    std::vector<RegionRow> rows;
    for (const auto& [name, log] : state_.regions) rows.push_back(log.row);
    return rows;
  }

  std::optional<RegionRow> region(const std::string& name) const override {
    const auto found = state_.regions.find(name);
    if (found == state_.regions.end()) return std::nullopt;
    return found->second.row;
  }

  std::vector<std::string> logs() const override {
    std::vector<std::string> names;
    for (const auto& [name, log] : state_.regions) {
      if (!log.events.empty()) names.push_back(name);
    }
    return names;
  }

  std::vector<StoredEvent> history(const std::string& region,
                                   const std::string& candidature) const override {
    std::vector<StoredEvent> events;
    const auto found = state_.histories.find({region, candidature});
    if (found == state_.histories.end()) return events;
    const Log& log = state_.regions.at(region);
    for (const std::uint64_t sequence : found->second) events.push_back(log.events[sequence - 1]);
    return events;
  }

  void scan(const std::string& region, std::uint64_t first,
            const std::function<void(const StoredEvent&)>& visit) const override {
    const auto found = state_.regions.find(region);
    if (found == state_.regions.end()) return;
    const auto& events = found->second.events;
    for (std::size_t index = first == 0 ? 0 : first - 1; index < events.size(); ++index) {
      const StoredEvent event = events[index];  // a visitor may append and so move them
      visit(event);
    }
  }

  std::optional<CandidatureRow> candidature(const std::string& region,
                                            const std::string& id) const override {
    const auto found = state_.candidatures.find({region, id});
    if (found == state_.candidatures.end()) return std::nullopt;
    return found->second;
  }

  std::vector<CandidatureRow> candidatures(const std::string& region) const override {
    return those(region, [](const CandidatureRow&) { return true; });
  }

  std::vector<CandidatureRow> candidatures_of(const std::string& region,
                                              const std::string& organisation) const override {
    return those(region,
                 [&](const CandidatureRow& row) { return row.organisation == organisation; });
  }

  std::vector<DueRow> due(Instant now, std::size_t most) const override {
    std::vector<DueRow> rows;
    for (const DueRow& row : state_.due) {
      if (row.due > now || rows.size() == most) break;
      rows.push_back(row);
    }
    return rows;
  }

  std::vector<DueRow> upcoming(Instant now, std::size_t most) const override {
    std::vector<DueRow> rows;
    const DueRow after{now + std::chrono::seconds(1), "", "", ""};
    for (auto row = state_.due.lower_bound(after); row != state_.due.end(); ++row) {
      if (rows.size() == most) break;
      rows.push_back(*row);
    }
    return rows;
  }

  std::vector<DueRow> due_of(const std::string& region,
                             const std::string& candidature) const override {
    const auto found = state_.due_of.find({region, candidature});
    if (found == state_.due_of.end()) return {};
    return {found->second.begin(), found->second.end()};
  }

  std::vector<Claim> claims() const override {
    std::vector<Claim> all;
    for (const auto& [limit, fired] : state_.claims) all.push_back({limit, fired});
    return all;
  }

  std::vector<Notice> notices() const override {
    std::vector<Notice> all;
    for (const auto& [key, notice] : state_.notices) all.push_back(notice);
    return all;
  }

  std::vector<RefusedAct> refusals() const override { return state_.refusals; }

  std::optional<Document> document(const std::string& digest) const override {
    const auto found = state_.documents.find(digest);
    if (found == state_.documents.end()) return std::nullopt;
    return found->second;
  }

  std::optional<Document> document_named(const std::string& kind,
                                         const std::string& name) const override {
    for (const auto& [digest, document] : state_.documents) {
      if (document.kind == kind && document.name == name) return document;
    }
    return std::nullopt;
  }

  std::vector<std::string> documents() const override {
    std::vector<std::string> digests;
    for (const auto& [digest, document] : state_.documents) digests.push_back(digest);
    return digests;
  }

  std::vector<CheckpointRow> checkpoints(const std::string& region) const override {
    std::vector<CheckpointRow> rows;
    for (const CheckpointRow& row : state_.checkpoints) {
      if (row.region == region) rows.push_back(row);
    }
    return rows;
  }
  std::vector<StampRow> stamps() const override { return state_.stamps; }
  std::vector<KeyRow> keys() const override { return state_.keys; }
  std::optional<NightHolder> night() const override { return state_.night; }

  std::unique_ptr<Transaction> begin() override {
    return std::make_unique<MemoryTransaction>(state_);
  }
  void compact() override {}

 private:
  template <typename Wanted>
  std::vector<CandidatureRow> those(const std::string& region, Wanted wanted) const {
    std::vector<CandidatureRow> rows;
    for (auto found = state_.candidatures.lower_bound({region, ""});
         found != state_.candidatures.end() && found->first.first == region; ++found) {
      if (wanted(found->second)) rows.push_back(found->second);
    }
    return rows;
  }

  State state_;
};

}  // namespace

std::unique_ptr<Store> memory_store(StoreInfo info) {
  return std::make_unique<MemoryStore>(std::move(info));
}

}  // namespace termijn::engine
