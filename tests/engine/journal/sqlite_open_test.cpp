#include <fstream>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <SQLiteCpp/Database.h>
#include <boost/test/unit_test.hpp>
#include <sqlite3.h>

#include "stores.hpp"

using namespace termijn::tests;

namespace {

template <typename Act>
std::string complaint(Act act) {
  try {
    act();
  } catch (const StoreError& failed) {
    return failed.what();
  }
  return "none";
}

std::string opening(const std::string& path) {
  return complaint([&] { open_sqlite_store(path, std::chrono::milliseconds(20)); });
}

void check_says(const std::string& complaint, const std::string& part) {
  BOOST_TEST(complaint.find(part) != std::string::npos, complaint << " does not say " << part);
}

void change(const std::string& path, const char* statement) {
  SQLite::Database raw(path, SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
  raw.exec(statement);
}

/// Runs `act` as a user without rights and gives what it says: root may write
/// anywhere, whatever the mode of a file.
template <typename Act>
std::string as_nobody(Act act) {
  int channel[2] = {};
  BOOST_TEST_REQUIRE(::pipe(channel) == 0);
  const pid_t child = ::fork();
  if (child == 0) {
    constexpr uid_t nobody = 65534;
    std::string said = "cannot become nobody";
    if (::geteuid() != 0 || (::setgid(nobody) == 0 && ::setuid(nobody) == 0)) said = complaint(act);
    const bool sent = ::write(channel[1], said.data(), said.size()) >= 0;
    ::_exit(sent ? 0 : 1);
  }
  ::close(channel[1]);
  std::string said(4096, '\0');
  const ssize_t length = ::read(channel[0], said.data(), said.size());
  ::close(channel[0]);
  int status = 0;
  ::waitpid(child, &status, 0);
  said.resize(length < 0 ? 0 : static_cast<std::size_t>(length));
  return said;
}

}  // namespace

BOOST_AUTO_TEST_CASE(says_how_to_make_a_store_that_is_not_there) {
  const TemporaryFolder folder;
  const std::string path = folder / "none";
  BOOST_TEST(opening(path) ==
             "there is no store '" + path + "'; make one with: termijn init --store " + path);
  BOOST_TEST(!std::filesystem::exists(path));
  check_says(opening(""), "there is no store ''");
}

BOOST_AUTO_TEST_CASE(makes_no_store_over_a_file) {
  const TemporaryFolder folder;
  const std::string path = folder / "store";
  std::ofstream(path) << "precious";
  check_says(complaint([&] { create_sqlite_store(path, sandbox_info()); }), "exists already");
  std::string kept;
  std::ifstream(path) >> kept;
  BOOST_TEST(kept == "precious");
}

BOOST_AUTO_TEST_CASE(says_why_a_store_cannot_be_made) {
  const TemporaryFolder folder;
  check_says(complaint([&] { create_sqlite_store(folder / "none/store", sandbox_info()); }),
             "cannot be made: No such file or directory");
}

BOOST_AUTO_TEST_CASE(refuses_what_is_no_store) {
  const TemporaryFolder folder;
  const std::string path = folder / "text";
  std::ofstream(path) << std::string(4096, 'x');
  check_says(opening(path), "is not a termijn store");
  std::ofstream(folder / "empty").close();
  check_says(opening(folder / "empty"), "is not a termijn store");
  check_says(opening(folder.path()), "is a folder");
}

BOOST_AUTO_TEST_CASE(refuses_another_programs_database_and_leaves_it_alone) {
  const TemporaryFolder folder;
  const std::string path = folder / "other";
  change(path, "PRAGMA journal_mode = WAL; CREATE TABLE event (number)");
  check_says(opening(path), "is not a termijn store");
  change(path, "PRAGMA application_id = 7");
  check_says(opening(path), "another program's file");
  SQLite::Database raw(path);
  BOOST_TEST(raw.execAndGet("PRAGMA journal_mode").getString() == "wal");
}

BOOST_AUTO_TEST_CASE(refuses_a_newer_format) {
  OnDisk made;
  made.store.reset();
  change(made.path, "PRAGMA user_version = 3");
  check_says(opening(made.path), "is of format 3, newer than the 2 that this program knows");
  change(made.path, "PRAGMA user_version = 0");
  check_says(opening(made.path), "never finished");
}

BOOST_AUTO_TEST_CASE(says_that_another_run_holds_the_store) {
  OnDisk made;
  made.store.reset();
  SQLite::Database raw(made.path, SQLite::OPEN_READWRITE);
  raw.exec("BEGIN EXCLUSIVE");
  check_says(opening(made.path), "is locked: another run is writing to it");
  raw.exec("ROLLBACK");
  BOOST_TEST(opening(made.path) == "none");
}

BOOST_AUTO_TEST_CASE(reads_a_read_only_store_but_says_that_it_cannot_write) {
  OnDisk made;
  write(made.open(),
        [](Transaction& transaction) { transaction.append(submission(zora, "zora-werkt/1")); });
  made.store.reset();
  BOOST_TEST_REQUIRE(::chmod(made.path.c_str(), 0444) == 0);
  BOOST_TEST_REQUIRE(::chmod(made.folder.path().c_str(), 0755) == 0);
  const std::string said = as_nobody([&] {
    const auto store = open_sqlite_store(made.path);
    if (scanned(*store, zora).size() != 1) throw StoreError("the event is not read");
    write(*store,
          [](Transaction& transaction) { transaction.append(submission(zora, "zora-werkt/2")); });
  });
  check_says(said, "is read-only");
  BOOST_TEST_REQUIRE(::chmod(made.path.c_str(), 0000) == 0);
  check_says(as_nobody([&] { open_sqlite_store(made.path); }), "cannot be opened");
}

BOOST_AUTO_TEST_CASE(says_that_the_disk_is_full_and_keeps_nothing_of_the_step) {
  OnDisk made;
  made.store.reset();
  // A connection that is opened now may not make the file larger than it is.
  const auto limit = [](sqlite3* connection, const char**, const sqlite3_api_routines*) {
    sqlite3_exec(connection, "PRAGMA max_page_count = 1", nullptr, nullptr, nullptr);
    return SQLITE_OK;
  };
  const auto entry = reinterpret_cast<void (*)()>(+limit);
  sqlite3_auto_extension(entry);
  const auto store = open_sqlite_store(made.path);
  sqlite3_cancel_auto_extension(entry);
  {
    const auto transaction = store->begin();
    Event large = submission(zora, "zora-werkt/1");
    large.body = {{"text", std::string(100'000, 'x')}};
    check_says(complaint([&] { transaction->append(large); }), "the disk is full");
    check_says(complaint([&] { transaction->put_candidature(row("zora-werkt/1", "z")); }),
               "failed in this transaction already");
    BOOST_CHECK_THROW(transaction->commit(), StoreError);
  }
  BOOST_TEST(scanned(*store, zora).empty());
  BOOST_TEST(store->candidatures(zora).empty());
  BOOST_CHECK_NO_THROW(store->begin());
}

BOOST_AUTO_TEST_CASE(says_that_a_file_is_damaged) {
  OnDisk made;
  write(made.open(), [](Transaction& transaction) {
    for (int number = 0; number < 200; ++number) transaction.append(submission(zora, "z"));
  });
  made.store.reset();
  {
    std::fstream file(made.path, std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(4096);
    file << std::string(static_cast<std::size_t>(std::filesystem::file_size(made.path)) - 4096,
                        '\xA5');
  }
  check_says(complaint([&] { scanned(*open_sqlite_store(made.path), zora); }), "is damaged");
}

BOOST_AUTO_TEST_CASE(takes_a_name_as_it_is_written) {
  const TemporaryFolder folder;
  const auto before = std::filesystem::current_path();
  std::filesystem::current_path(folder.path());
  for (const char* name : {":memory:", "file:store?mode=memory", "store with 'quotes'"}) {
    create_sqlite_store(name, sandbox_info());
    BOOST_TEST(std::filesystem::exists(folder / name), name);
    BOOST_TEST(opening(name) == "none");
  }
  std::filesystem::current_path(before);
}
