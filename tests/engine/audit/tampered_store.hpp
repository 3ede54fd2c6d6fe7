#pragma once

#include <ctime>
#include <filesystem>
#include <fstream>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>
#include <boost/test/unit_test.hpp>

#include "../journal/stamp_authority.hpp"
#include "../journal/stores.hpp"
#include "engine/audit/replay.hpp"
#include "engine/journal/stamp.hpp"
#include "engine/journal/verify.hpp"

namespace termijn::tests {

constexpr std::uint64_t checkpoint_sizes[] = {60, 130, 200, 212};

inline std::time_t seconds(const char* text) { return at(text).time_since_epoch().count(); }

inline SigningKey key_named(const char* name, std::uint8_t seed) {
  SigningKey key{name, {}};
  key.seed.fill(seed);
  return key;
}
inline SigningKey true_key() { return key_named("season.example/key", 1); }
inline SigningKey other_key() { return key_named("season.example/other", 2); }

/// The season of a region of 212 events, in a store that requires signatures: four signed
/// checkpoints, two of them stamped. Whoever tampers has the file, a copy of which they get.
class Original {
 public:
  static const Original& get() {
    static const Original made;
    return made;
  }

  std::string path() const { return folder_ / "season.db"; }
  std::vector<std::string> notes;  ///< Of the checkpoints.
  StampAuthority authority{seconds("2023-01-01T00:00:00Z"), seconds("2024-01-01T00:00:00Z")};

 private:
  Original() {
    std::filesystem::copy_file(TERMIJN_SOURCE_DIR "/tests/golden/history/format-1/v1.db", path());
    std::filesystem::permissions(path(), std::filesystem::perms::owner_all);
    const auto store = open_sqlite_store(path());
    const auto transaction = store->begin();
    transaction->put_key(
        {0, true_key().name, verifier_text(verifier_of(true_key())), Instant(), true});
    MerkleTree tree;
    store->scan(zora, 1, [&](const StoredEvent& event) {
      tree.append(leaf_hash(event.bytes));
      if (std::ranges::find(checkpoint_sizes, tree.size()) == std::end(checkpoint_sizes)) return;
      Note note{checkpoint_text({origin_of(store->info(), zora), tree.size(), tree.root()}), {}};
      add_signature(note, true_key());
      notes.push_back(note_text(note));
      transaction->put_checkpoint({0, zora, tree.size(), notes.back(), at("2023-07-01T00:00:00Z")});
    });
    for (const std::uint64_t checkpoint : {2U, 3U}) {
      const auto response =
          authority.respond(stamp_request(notes[checkpoint - 1]), seconds("2023-07-01T12:00:00Z"));
      transaction->put_stamp({0, checkpoint, response, at("2023-07-01T12:00:00Z")});
    }
    transaction->commit();
  }

  TemporaryFolder folder_;
};

/// A copy in the hands of someone with SQL, an editor for bytes and time.
class Tampered {
 public:
  Tampered() {
    std::filesystem::copy_file(Original::get().path(), path());
    SQLite::Database raw = opened();
    std::vector<std::string> names;
    SQLite::Statement all(raw, "SELECT name FROM sqlite_schema WHERE type = 'trigger'");
    while (all.executeStep()) names.push_back(all.getColumn(0).getString());
    raw.exec("BEGIN");
    for (const std::string& name : names) raw.exec("DROP TRIGGER " + name);
    raw.exec("COMMIT");
  }

  std::string path() const { return folder_ / "tampered.db"; }

  Tampered& sql(const std::string& statements) {
    opened().exec(statements);
    return *this;
  }

  /// Changes bytes of the file itself, past SQLite.
  Tampered& bytes(const std::string& from, const std::string& to) {
    std::ifstream in(path(), std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    std::string all = text.str();
    const auto place = all.find(from);
    BOOST_TEST_REQUIRE(place != std::string::npos);
    all.replace(place, from.size(), to);
    std::ofstream(path(), std::ios::binary) << all;
    return *this;
  }

  /// Makes the leaves fit the events.
  Tampered& rebuild_leaves() {
    SQLite::Database raw = opened();
    raw.exec("BEGIN");
    for (const auto& [sequence, bytes] : events()) {
      const Digest leaf = leaf_hash(bytes);
      SQLite::Statement put(raw, "UPDATE event SET leaf = ? WHERE sequence = ?");
      put.bind(1, leaf.data(), static_cast<int>(leaf.size()));
      put.bind(2, static_cast<std::int64_t>(sequence));
      put.exec();
    }
    raw.exec("COMMIT");
    return *this;
  }

  /// And the tree.
  Tampered& rebuild() {
    rebuild_leaves();
    const MerkleTree tree = tree_of(~std::uint64_t{0});
    std::string subtrees;
    for (const Digest& digest : tree.subtrees()) subtrees.append(digest.begin(), digest.end());
    put_blob("UPDATE region SET size = " + std::to_string(tree.size()) + ", subtrees = ?",
             subtrees);
    return *this;
  }

  /// And the checkpoints, signed with whatever key there is.
  Tampered& remake_checkpoints(const std::optional<SigningKey>& key) {
    const auto store = open_sqlite_store(path());
    for (const CheckpointRow& row : store->checkpoints(zora)) {
      Note note{
          checkpoint_text({origin_of(store->info(), zora), row.size, tree_of(row.size).root()}),
          {}};
      if (key) add_signature(note, *key);
      put_text("UPDATE checkpoint SET note = ? WHERE number = " + std::to_string(row.number),
               note_text(note));
    }
    return *this;
  }

  Tampered& put_blob(const std::string& statement, const std::string& value) {
    SQLite::Database raw = opened();
    SQLite::Statement put(raw, statement);
    put.bind(1, value.data(), static_cast<int>(value.size()));
    put.exec();
    return *this;
  }
  Tampered& put_text(const std::string& statement, const std::string& value) {
    SQLite::Database raw = opened();
    SQLite::Statement put(raw, statement);
    put.bind(1, value);
    put.exec();
    return *this;
  }

  /// The bytes of an event.
  std::string event(std::uint64_t sequence) const {
    SQLite::Database raw(path());
    return raw.execAndGet("SELECT bytes FROM event WHERE sequence = " + std::to_string(sequence))
        .getString();
  }

  /// What an auditor is told, a line each.
  std::vector<std::string> findings(const Trust& trust, bool against) const {
    const auto store = open_sqlite_store(path());
    const Verification verification = verify(*store, trust);
    std::vector<Finding> all = verification.findings;
    if (against) {
      for (auto& one : differences(*store, *open_sqlite_store(Original::get().path()))) {
        all.push_back(one);
      }
    }
    if (all.empty()) {
      Procedures procedures(*store);
      all = replay(*store, procedures).findings;
    }
    for (auto& one : uncovered(*store, trust, verification)) all.push_back(one);
    std::vector<std::string> lines;
    for (const Finding& one : all) {
      lines.push_back((one.sequence == 0 ? "" : "event " + std::to_string(one.sequence) + ": ") +
                      (one.candidature.empty() ? "" : one.candidature + ": ") + one.what);
    }
    return lines;
  }

 private:
  /// Without waiting for the disk: nothing of this has to last.
  SQLite::Database opened() const {
    SQLite::Database raw(path(), SQLite::OPEN_READWRITE);
    raw.exec("PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF");
    return raw;
  }

  std::vector<std::pair<std::uint64_t, std::string>> events() const {
    SQLite::Database raw(path());
    SQLite::Statement all(raw, "SELECT sequence, bytes FROM event ORDER BY sequence");
    std::vector<std::pair<std::uint64_t, std::string>> rows;
    while (all.executeStep()) {
      rows.emplace_back(static_cast<std::uint64_t>(all.getColumn(0).getInt64()),
                        all.getColumn(1).getString());
    }
    return rows;
  }

  MerkleTree tree_of(std::uint64_t most) const {
    MerkleTree tree;
    for (const auto& [sequence, bytes] : events()) {
      if (tree.size() < most) tree.append(leaf_hash(bytes));
    }
    return tree;
  }

  TemporaryFolder folder_;
};

}  // namespace termijn::tests
