#include <fstream>
#include <sstream>
#include <sys/stat.h>

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Exception.h>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include "engine/journal/verify.hpp"
#include "stores.hpp"

using namespace termijn::tests;
namespace data = boost::unit_test::data;

namespace {

struct Filled : OnDisk {
  Filled() {
    write(open(), [](Transaction& transaction) {
      Event event = submission(zora, "zora-werkt/1");
      event.personal = {{"name", "An Voorbeeld"}};
      transaction.append(event);
      transaction.append(event);
      transaction.put_refusal({at("2023-06-01T00:00:00Z"), "{}", "unknown-act", "no act"});
      transaction.put_document({"rulebook", "call.toml", "schema = 1"});
    });
  }
};

/// With what vouches for it, which need not hold here.
struct Vouched : Filled {
  Vouched() {
    write(open(), [](Transaction& transaction) {
      transaction.put_checkpoint({0, zora, 2, "note", at("2023-06-10T00:00:00Z")});
      transaction.put_stamp({0, 1, "response", at("2023-06-10T00:00:00Z")});
      transaction.put_key({0, "name", "verifier", at("2023-06-10T00:00:00Z"), true});
    });
  }
};

std::string file_bytes(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

unsigned mode_of(const std::string& path) {
  struct stat status {};
  BOOST_TEST_REQUIRE(::stat(path.c_str(), &status) == 0);
  return status.st_mode & 0777U;
}

const char* const refused_statements[] = {
    "UPDATE event SET bytes = '{}' WHERE sequence = 1",
    "UPDATE OR REPLACE event SET sequence = 2 WHERE sequence = 1",
    "UPDATE OR IGNORE event SET candidature = ''",
    "DELETE FROM event WHERE sequence = 2",
    "DELETE FROM event",
    "REPLACE INTO event VALUES ('zora-werkt', 1, '', NULL, '{}', x'00')",
    "INSERT OR REPLACE INTO event VALUES ('zora-werkt', 2, '', NULL, '{}', x'00')",
    "INSERT OR IGNORE INTO event VALUES ('zora-werkt', 2, '', NULL, '{}', x'00')",
    "INSERT INTO event VALUES ('zora-werkt', 2, '', NULL, '{}', x'00') "
    "ON CONFLICT DO UPDATE SET bytes = '{}'",
    "INSERT INTO event VALUES ('zora-werkt', 4, '', NULL, '{}', x'00')",
    "INSERT INTO event VALUES ('zora-werkt', 0, '', NULL, '{}', x'00')",
    "INSERT INTO event VALUES ('oostende', 2, '', NULL, '{}', x'00')",
    "UPDATE personal SET bytes = '{}'",
    "REPLACE INTO personal VALUES ('zora-werkt', 1, x'00', '{}')",
    "REPLACE INTO personal VALUES ('zora-werkt', 2, x'00', '{}')",
    "UPDATE refused SET reason = ''",
    "UPDATE refused SET line = x'', reason = 'another'",
    "UPDATE refused SET line = x'', reason = '', code = 'A0101'",
    "UPDATE refused SET line = x'', reason = '', fingerprint = x'00'",
    "UPDATE refused SET line = x'', reason = '', fingerprint = CAST('erased 1' AS BLOB), "
    "recorded = 7",
    "UPDATE refused SET line = x'', reason = '', number = 2",
    "DELETE FROM refused",
    "REPLACE INTO refused VALUES (1, x'00', 0, x'00', '', '')",
    "INSERT OR REPLACE INTO refused SELECT 2, fingerprint, 0, x'', '', '' FROM refused",
    "INSERT INTO refused VALUES (3, x'00', 0, x'00', '', '')",
    "UPDATE document SET bytes = x'00'",
    "DELETE FROM document",
    "REPLACE INTO document SELECT 1, digest, kind, name, x'00' FROM document",
    "REPLACE INTO document SELECT 2, digest, kind, name, x'00' FROM document",
    "UPDATE checkpoint SET note = ''",
    "DELETE FROM checkpoint",
    "REPLACE INTO checkpoint VALUES (1, 'zora-werkt', 1, '', 0)",
    "INSERT INTO checkpoint VALUES (3, 'zora-werkt', 1, '', 0)",
    "UPDATE stamp SET bytes = x''",
    "DELETE FROM stamp",
    "REPLACE INTO stamp VALUES (1, 1, x'00', 0)",
    "INSERT INTO stamp VALUES (3, 1, x'00', 0)",
    "UPDATE key SET required = 0",
    "DELETE FROM key",
    "REPLACE INTO key VALUES (1, 'name', 'verifier', 0, 0)",
    "INSERT INTO key VALUES (3, 'name', 'verifier', 0, 0)",
    "INSERT INTO night VALUES (2, 'somebody', 0)",
    "UPDATE store SET sandbox = 0",
    "DELETE FROM store",
    "REPLACE INTO store VALUES (1, 0, '', 0)",
};

}  // namespace

BOOST_DATA_TEST_CASE(the_file_itself_refuses_to_change_what_is_written,
                     data::make(refused_statements)) {
  Vouched filled;
  const auto before = scanned(filled.open(), zora);
  const auto findings = verify(filled.open());
  {
    SQLite::Database raw(filled.path, SQLite::OPEN_READWRITE);
    BOOST_CHECK_THROW(raw.exec(sample), SQLite::Exception);
  }
  const auto after = scanned(filled.reopened(), zora);
  BOOST_TEST_REQUIRE(after.size() == before.size());
  for (std::size_t index = 0; index < after.size(); ++index) {
    BOOST_TEST(after[index].bytes == before[index].bytes);
    BOOST_TEST(after[index].personal == before[index].personal);
  }
  BOOST_TEST(filled.open().info().sandbox);
  BOOST_TEST(filled.open().refusals().size() == 1U);
  BOOST_TEST(filled.open().refusals()[0].reason == "no act");
  BOOST_TEST(filled.open().checkpoints(zora)[0].note == "note");
  BOOST_TEST(filled.open().stamps()[0].bytes == "response");
  BOOST_TEST(filled.open().keys()[0].required);
  BOOST_TEST((verify(filled.open()) == findings));
}

BOOST_AUTO_TEST_CASE(the_next_event_and_an_erasure_are_not_refused) {
  Filled filled;
  SQLite::Database raw(filled.path, SQLite::OPEN_READWRITE);
  BOOST_TEST(raw.exec("DELETE FROM personal WHERE sequence = 1") == 1);
  BOOST_TEST(raw.exec("INSERT INTO event VALUES ('zora-werkt', 3, '', NULL, '{}', x'00')") == 1);
}

BOOST_AUTO_TEST_CASE(erased_personal_data_leaves_the_file) {
  Filled filled;
  BOOST_TEST(file_bytes(filled.path).find("An Voorbeeld") != std::string::npos);
  write(filled.open(), [](Transaction& transaction) {
    BOOST_TEST(transaction.erase_personal(zora, 1));
    BOOST_TEST(transaction.erase_personal(zora, 2));
  });
  BOOST_TEST(file_bytes(filled.path).find("An Voorbeeld") == std::string::npos);
  BOOST_TEST(verify(filled.reopened()).empty());
}

BOOST_AUTO_TEST_CASE(the_file_and_its_journal_are_for_the_owner_only) {
  const TemporaryFolder folder;
  for (const mode_t mask : {0000U, 0022U, 0777U}) {
    const std::string path = folder / ("store-" + std::to_string(mask));
    const mode_t before = ::umask(mask);
    const auto store = create_sqlite_store(path, sandbox_info());
    const auto transaction = store->begin();
    transaction->append(submission(zora, "zora-werkt/1"));
    transaction->put_candidature(row("zora-werkt/1", "zonnebloem"));
    ::umask(before);
    BOOST_TEST(mode_of(path) == 0600U);
    BOOST_TEST(mode_of(path + "-journal") == 0600U);
  }
}

BOOST_AUTO_TEST_CASE(a_file_is_known_by_its_header_and_stays_one_file) {
  Filled filled;
  filled.store.reset();
  const std::string bytes = file_bytes(filled.path);
  BOOST_TEST(bytes.substr(68, 4) == "TRMJ");                      // application_id
  BOOST_TEST(bytes.substr(60, 4) == std::string("\0\0\0\2", 4));  // user_version
  BOOST_TEST(bytes[18] == 1);                                     // a rollback journal, no WAL
  BOOST_TEST(!std::filesystem::exists(filled.path + "-journal"));
  BOOST_TEST(!std::filesystem::exists(filled.path + "-wal"));
}

BOOST_AUTO_TEST_CASE(a_store_that_became_a_wal_file_goes_back_to_a_rollback_journal) {
  Filled filled;
  filled.store.reset();
  {
    SQLite::Database raw(filled.path, SQLite::OPEN_READWRITE);
    raw.exec("PRAGMA journal_mode = WAL");
  }
  BOOST_TEST(file_bytes(filled.path)[18] == 2);
  BOOST_TEST(scanned(filled.reopened(), zora).size() == 2U);
  filled.store.reset();
  BOOST_TEST(file_bytes(filled.path)[18] == 1);
}

BOOST_AUTO_TEST_CASE(salts_of_a_real_store_are_random) {
  const TemporaryFolder folder;
  StoreInfo info = sandbox_info();
  info.sandbox = false;
  std::vector<Salt> salts;
  for (const char* name : {"first", "second"}) {
    const auto store = create_sqlite_store(folder / name, info);
    write(*store, [](Transaction& transaction) {
      Event event = submission(zora, "zora-werkt/1");
      event.personal = {{"name", "An Voorbeeld"}};
      transaction.append(event);
    });
    BOOST_TEST(!store->info().sandbox);
    salts.push_back(scanned(*store, zora)[0].salt);
  }
  BOOST_TEST(salts[0].size() == 16U);
  BOOST_TEST(salts[0] != salts[1]);
}

BOOST_AUTO_TEST_CASE(two_connections_take_turns_and_see_each_other) {
  OnDisk made;
  const auto other = open_sqlite_store(made.path, std::chrono::milliseconds(20));
  for (int round = 0; round < 3; ++round) {
    for (Store* store : {&made.open(), other.get()}) {
      write(*store,
            [](Transaction& transaction) { transaction.append(submission(zora, "zora-werkt/1")); });
    }
  }
  BOOST_TEST(scanned(made.open(), zora).size() == 6U);
  BOOST_TEST((made.open().regions() == other->regions()));
  {
    const auto transaction = made.open().begin();
    transaction->append(submission(zora, "zora-werkt/2"));
    BOOST_TEST(other->history(zora, "zora-werkt/2").empty());
    BOOST_CHECK_EXCEPTION(other->begin(), StoreError, [](const StoreError& failed) {
      return std::string(failed.what()).find("is locked") != std::string::npos;
    });
    transaction->commit();
  }
  BOOST_TEST(other->history(zora, "zora-werkt/2").size() == 1U);
  BOOST_CHECK_NO_THROW(other->begin());
}

BOOST_AUTO_TEST_CASE(a_history_that_breaks_off_is_damage) {
  Filled filled;
  {
    SQLite::Database raw(filled.path, SQLite::OPEN_READWRITE);
    raw.exec(
        "DROP TRIGGER event_is_kept; DELETE FROM personal;"
        "DELETE FROM event WHERE sequence = 1");
  }
  BOOST_CHECK_THROW(filled.open().history(zora, "zora-werkt/1"), StoreError);
}
