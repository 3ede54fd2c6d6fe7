// What may be wrong with a store, told through the program: exit code 3 and a clear word.

#include <csignal>
#include <fstream>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <SQLiteCpp/Database.h>
#include <boost/test/unit_test.hpp>

#include "engine/store/sqlite/sqlite_store.hpp"
#include "store_session.hpp"

using namespace termijn::tests;

namespace {

const std::vector<std::string> verify = {"audit", "verify"};
const std::vector<std::string> nightly = {"nightly", "--now", "2023-06-10T02:00:00+02:00"};

void check_trouble(const Said& said, const std::string& part) {
  BOOST_TEST(said.exit == 3, said.out << said.err);
  BOOST_TEST(says(said.err, part), said.err << " does not say " << part);
}

/// Runs a command as a user without rights: root may write anywhere.
Said as_nobody(const Session& session, const std::vector<std::string>& command) {
  int channel[2] = {};
  BOOST_TEST_REQUIRE(::pipe(channel) == 0);
  const pid_t child = ::fork();
  if (child == 0) {
    constexpr uid_t nobody = 65534;
    if (::geteuid() == 0 && (::setgid(nobody) != 0 || ::setuid(nobody) != 0)) ::_exit(99);
    const auto said = session.run(command);
    const auto words = said.out + said.err;
    const bool sent = ::write(channel[1], words.data(), words.size()) >= 0;
    ::_exit(sent ? said.exit : 98);
  }
  ::close(channel[1]);
  std::string words(65536, '\0');
  const ssize_t length = ::read(channel[0], words.data(), words.size());
  ::close(channel[0]);
  words.resize(length < 0 ? 0 : static_cast<std::size_t>(length));
  int status = 0;
  ::waitpid(child, &status, 0);
  return {"", words, WIFEXITED(status) ? WEXITSTATUS(status) : -1};
}

void mode(const std::string& path, mode_t bits) {
  BOOST_TEST_REQUIRE(::chmod(path.c_str(), bits) == 0);
}

void change(const std::string& path, const std::string& statements) {
  SQLite::Database raw(path, SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
  raw.exec(statements);
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_store_that_is_not_there_or_is_no_store_is_told_apart) {
  const Session session;
  check_trouble(session.run(verify), "there is no store '");
  const auto nowhere = session.path("none/store.db").string();
  check_trouble(session.run_bare({"audit", "verify", "--store", nowhere}), "there is no store '");
  check_trouble(session.run_bare({"init", "--store", nowhere}),
                "cannot be made: No such file or directory");
  check_trouble(session.run_bare({"audit", "verify", "--store", session.path("").string()}),
                "is a folder; name a file in it");
  session.write("store.db", "");
  check_trouble(session.run(verify), "is not a termijn store: it is empty; remove it");
  session.write("store.db", "{\"at\":\"2023-06-01\"}\n");
  check_trouble(session.run(verify), "is not a termijn store");
  session.write("store.db", std::string(9000, 'x'));
  check_trouble(session.run(verify), "is not a termijn store");
}

BOOST_AUTO_TEST_CASE(a_store_of_another_program_or_a_newer_version_is_left_alone) {
  const Session session;
  change(session.store(), "CREATE TABLE event (number); PRAGMA application_id = 7");
  const auto before = session.bytes();
  check_trouble(session.run(verify), "is not a termijn store: it is another program's file");
  check_trouble(session.run({"init"}), "exists already; it is left as it is");
  BOOST_TEST((session.bytes() == before));
  fs::remove(session.store());
  session.sandbox();
  change(session.store(), "PRAGMA user_version = 99");
  check_trouble(session.run(nightly), "is of format 99, newer than the ");
}

BOOST_AUTO_TEST_CASE(a_store_that_was_cut_off_is_damaged) {
  const Session session;
  session.spring();
  fs::resize_file(session.store(), fs::file_size(session.store()) / 2);
  check_trouble(session.run(verify), "is damaged; put back a copy");
  check_trouble(session.run(nightly), "is damaged; put back a copy");
}

BOOST_AUTO_TEST_CASE(what_may_only_be_read_says_so_when_it_is_written_to) {
  const Session session;
  session.spring();
  mode(session.path("").string(), 0755);
  mode(session.store(), 0444);
  BOOST_TEST(as_nobody(session, verify).exit == 0);
  check_trouble(as_nobody(session, nightly), "is read-only: it can be read and verified");
  const auto doctor = as_nobody(session, {"doctor"});
  BOOST_TEST(says(doctor.err, "this user may read it and not write to it"), doctor.err);
  mode(session.store(), 0666);
  BOOST_TEST(as_nobody(session, verify).exit == 0);
  check_trouble(as_nobody(session, nightly), "lies in a folder that this user may not write to");
  mode(session.store(), 0000);
  check_trouble(as_nobody(session, verify), "cannot be opened: its folder must be there");
  mode(session.store(), 0600);
  mode(session.path("").string(), 0700);
  check_trouble(as_nobody(session, verify), "the store '");
}

BOOST_AUTO_TEST_CASE(a_locked_store_is_waited_for_and_then_says_who_may_hold_it) {
  const Session session;
  session.spring();
  SQLite::Database other(session.store(), SQLite::OPEN_READWRITE);
  other.exec("BEGIN EXCLUSIVE");
  const auto start = std::chrono::steady_clock::now();
  check_trouble(session.run(nightly),
                "is locked: another run is writing to it, or another program has it");
  BOOST_TEST((std::chrono::steady_clock::now() - start >= std::chrono::seconds(4)));
  other.exec("ROLLBACK");
  BOOST_TEST(session.run(nightly).exit == 0);
}

BOOST_AUTO_TEST_CASE(a_journal_that_a_dead_run_left_behind_is_played_back) {
  const Session session;
  session.spring();
  const auto before = session.run(verify).out;
  const pid_t child = ::fork();
  if (child == 0) {
    // More than its cache holds: pages are written before the commit that never comes.
    SQLite::Database raw(session.store(), SQLite::OPEN_READWRITE);
    raw.exec("PRAGMA cache_size = 2; BEGIN IMMEDIATE; DROP TABLE due; CREATE TABLE due (a)");
    for (int row = 0; row < 200; ++row) raw.exec("INSERT INTO due VALUES (zeroblob(3000))");
    ::raise(SIGKILL);
  }
  ::waitpid(child, nullptr, 0);
  BOOST_TEST_REQUIRE(fs::exists(session.store() + "-journal"));
  fs::copy_file(session.store(), session.path("other.db"));
  fs::copy_file(session.store() + "-journal", session.path("other.db-journal"));
  const auto doctor = session.run_bare({"doctor", "--store", session.path("other.db").string()});
  BOOST_TEST(says(doctor.out, "fine: a run had died in the middle of a step"), doctor.out);
  const auto after = session.run(verify);
  BOOST_TEST(after.exit == 0, after.err);
  BOOST_TEST(after.out == before);
  BOOST_TEST(!fs::exists(session.store() + "-journal"));
}

BOOST_AUTO_TEST_CASE(a_store_that_disappears_while_it_is_open_says_so) {
  using namespace termijn::engine;
  const Session session;
  session.spring();
  const auto store = open_sqlite_store(session.store());
  BOOST_TEST(store->regions().size() == 1U);
  fs::rename(session.store(), session.path("elsewhere.db"));
  const auto write = [&] {
    const auto transaction = store->begin();
    transaction->set_rulebook("dorp", std::string(64, 'a'));
    transaction->commit();
  };
  BOOST_CHECK_EXCEPTION(write(), StoreError, [](const StoreError& failed) {
    return says(failed.what(), "is gone: it was moved or removed while it was open");
  });
  fs::rename(session.path("elsewhere.db"), session.store());
  BOOST_TEST(session.run(verify).exit == 0);
}
