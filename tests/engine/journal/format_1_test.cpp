#include <fstream>
#include <sstream>

#include <SQLiteCpp/Database.h>
#include <boost/test/unit_test.hpp>

#include "engine/journal/verify.hpp"
#include "stores.hpp"

using namespace termijn::tests;

namespace {

/// What termijn wrote when its stores were of format 1: the season of one region.
constexpr std::uint64_t written = 212;
constexpr char root[] = "940707fd";

/// A copy of it.
struct Old {
  TemporaryFolder folder;
  std::string path = folder / "old.db";

  Old() {
    std::filesystem::copy_file(TERMIJN_SOURCE_DIR "/tests/golden/history/format-1/v1.db", path);
    std::filesystem::permissions(
        path, std::filesystem::perms::owner_write | std::filesystem::perms::owner_read);
  }

  std::string bytes() const {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
  }
};

void check_whole(const Store& store) {
  BOOST_TEST(verify(store).empty());
  const auto row = store.region(zora);
  BOOST_TEST_REQUIRE(row.has_value());
  BOOST_TEST(termijn::rules::hex(row->tree.root()).substr(0, 8) == root);
  BOOST_TEST(scanned(store, zora).size() == written);
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_file_of_format_1_is_read_and_not_written) {
  const Old old;
  const std::string before = old.bytes();
  {
    const auto store = open_sqlite_store(old.path);
    BOOST_TEST(store->info().format == 1);
    check_whole(*store);
    BOOST_TEST(scanned(*store, zora)[0].leaf.empty());
    const auto candidature = store->candidatures(zora).at(0).id;
    BOOST_TEST(!store->history(zora, candidature).empty());
    BOOST_TEST(store->checkpoints(zora).empty());
    BOOST_TEST(store->stamps().empty());
    BOOST_TEST(store->keys().empty());
    BOOST_TEST(!store->night().has_value());
  }
  BOOST_TEST((old.bytes() == before));
}

BOOST_AUTO_TEST_CASE(the_first_write_upgrades_it_even_when_it_keeps_nothing) {
  const Old old;
  {
    const auto store = open_sqlite_store(old.path);
    store->begin()->append(submission(zora, "zora-werkt/0001"));
    BOOST_TEST(store->info().format == 2);
    check_whole(*store);
  }
  const auto store = open_sqlite_store(old.path);
  BOOST_TEST(store->info().format == 2);
  check_whole(*store);
  for (const StoredEvent& event : scanned(*store, zora)) {
    const auto leaf = leaf_hash(event.bytes);
    BOOST_TEST(event.leaf == std::string(leaf.begin(), leaf.end()));
  }
  write(*store, [&](Transaction& transaction) {
    const auto note = checkpoint_text(checkpoint_of(store->info(), *store->region(zora)));
    BOOST_TEST(transaction.append(submission(zora, "zora-werkt/0001")).sequence == written + 1);
    transaction.put_checkpoint({0, zora, written, note, at("2023-06-10T00:00:00Z")});
  });
  BOOST_TEST(verify(*store).empty());
  BOOST_TEST(store->checkpoints(zora).size() == 1U);
}

BOOST_AUTO_TEST_CASE(an_upgraded_file_has_the_tables_of_a_new_one) {
  const Old old;
  open_sqlite_store(old.path)->begin();
  const OnDisk made;
  const auto parts = [](const std::string& path) {
    SQLite::Database raw(path);
    SQLite::Statement all(raw,
                          "SELECT type || ' ' || name || ' ' || (SELECT group_concat(name) FROM "
                          "pragma_table_info(m.name)) FROM sqlite_schema m WHERE type = 'table' "
                          "UNION ALL SELECT sql FROM sqlite_schema WHERE type = 'trigger' "
                          "ORDER BY 1");
    std::string text;
    while (all.executeStep()) text += all.getColumn(0).getString() + '\n';
    return text;
  };
  BOOST_TEST(parts(old.path) == parts(made.path));
}

BOOST_AUTO_TEST_CASE(two_who_had_it_open_upgrade_it_once) {
  const Old old;
  const auto first = open_sqlite_store(old.path);
  const auto second = open_sqlite_store(old.path);
  const auto append = [](Transaction& transaction) {
    transaction.append(submission(zora, "zora-werkt/0001"));
  };
  write(*first, append);
  BOOST_TEST(scanned(*second, zora).size() == written + 1);
  write(*second, append);
  write(*first, append);
  BOOST_TEST(scanned(*second, zora).size() == written + 3);
  BOOST_TEST(verify(*second).empty());
}

BOOST_AUTO_TEST_CASE(a_change_in_a_file_of_format_1_is_found_to_the_subtree) {
  const Old old;
  {
    SQLite::Database raw(old.path, SQLite::OPEN_READWRITE);
    raw.exec(
        "DROP TRIGGER event_stays; UPDATE event SET bytes = replace(bytes, '\"actor\":\"', "
        "'\"actor\":\"x') WHERE sequence = 200");
  }
  // 212 = 128 + 64 + 16 + 4
  const auto found = verify(*open_sqlite_store(old.path));
  BOOST_TEST_REQUIRE(found.size() == 1U);
  BOOST_TEST(found[0].sequence == 193U);
  BOOST_TEST(found[0].what == "events 193 to 208 are not those that were appended");
}
