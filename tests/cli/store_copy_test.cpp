// Backups, what they are good for, and what is wrong with a store.

#include <sys/stat.h>

#include <SQLiteCpp/Database.h>
#include <boost/json/parse.hpp>
#include <boost/test/unit_test.hpp>

#include "engine/store/sqlite/sqlite_store.hpp"
#include "store_session.hpp"

using namespace termijn::tests;

namespace {

const std::string night_of_june = "2023-06-10T02:00:00+02:00";

std::string bytes_of(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

void change(const std::string& path, const std::string& statements) {
  SQLite::Database raw(path, SQLite::OPEN_READWRITE);
  raw.exec(statements);
}

std::string backup(const Session& session, const std::string& name) {
  const auto path = session.path(name).string();
  const auto said = session.run({"backup", path});
  BOOST_TEST_REQUIRE(said.exit == 0, said.err);
  return path;
}

/// Changes one byte of an event, as someone who knows what he wants would.
void tamper(const std::string& path) {
  auto bytes = bytes_of(path);
  const std::string name = R"("organisation":"De Vlinder")";
  const auto at = bytes.find(name);
  BOOST_TEST_REQUIRE(at != std::string::npos);
  bytes[at + name.size() - 2] = 's';
  std::ofstream(path, std::ios::binary) << bytes;
}

void check_finds(const Session& session, const std::string& about, const std::string& what,
                 int exit = 1) {
  const auto said = session.run({"doctor"});
  BOOST_TEST(said.exit == exit, said.out << said.err);
  BOOST_TEST(says(said.out, about + ": "), said.out << " has nothing about " << about);
  BOOST_TEST(says(said.out, what), said.out << " does not say " << what);
  BOOST_TEST(says(said.out, "  next: "), said.out);
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_backup_is_the_store_as_it_is_for_its_owner_only) {
  const Session session;
  session.season();
  const auto said = session.run({"backup", session.path("copy.db").string()});
  BOOST_TEST(said.exit == 0, said.err);
  BOOST_TEST(says(said.out, "and verified the copy\n  dorp: "), said.out);
  struct stat status {};
  BOOST_TEST_REQUIRE(::stat(session.path("copy.db").c_str(), &status) == 0);
  BOOST_TEST((status.st_mode & 0777U) == 0600U);
  const auto verified = session.run_bare({"audit", "verify", "--store", session.path("copy.db")});
  BOOST_TEST(verified.out == session.run({"audit", "verify"}).out);
  BOOST_TEST(std::distance(fs::directory_iterator(session.path("")), {}) == 3);  // and the acts
}

BOOST_AUTO_TEST_CASE(a_backup_goes_over_no_file_and_leaves_none_that_is_bad) {
  const Session session;
  session.spring();
  const auto taken = session.write("taken.db", "precious");
  const auto refused = session.run({"backup", taken});
  BOOST_TEST(refused.exit == 3);
  BOOST_TEST(says(refused.err, "there is a file of that name; it is left as it is"), refused.err);
  BOOST_TEST(bytes_of(taken) == "precious");
  BOOST_TEST(session.run({"backup", session.store()}).exit == 3);
  const auto nowhere = session.run({"backup", session.path("none/copy.db").string()});
  BOOST_TEST(nowhere.exit == 3);
  BOOST_TEST(says(nowhere.err, "cannot be made: No such file"), nowhere.err);
  tamper(session.store());
  const auto bad = session.run({"backup", session.path("bad.db").string()});
  BOOST_TEST(bad.exit == 3);
  BOOST_TEST(says(bad.err, "the store is damaged, so no copy of it was kept: dorp, event"),
             bad.err);
  BOOST_TEST(!fs::exists(session.path("bad.db")));
  BOOST_TEST(std::distance(fs::directory_iterator(session.path("")), {}) == 2);
}

BOOST_AUTO_TEST_CASE(a_backup_is_taken_while_others_write) {
  const Session session;
  session.spring();
  const auto store = termijn::engine::open_sqlite_store(session.store());
  const auto writing = store->begin();
  writing->set_rulebook("dorp", std::string(64, 'a'));
  const auto copy = backup(session, "copy.db");
  const auto found = termijn::engine::open_sqlite_store(copy)->region("dorp");
  BOOST_TEST_REQUIRE(found.has_value());
  BOOST_TEST(found->rulebook != std::string(64, 'a'));
}

BOOST_AUTO_TEST_CASE(a_backup_is_told_from_the_store_that_went_on) {
  const Session session;
  session.spring();
  const auto copy = backup(session, "copy.db");
  const auto same = session.run({"restore", copy, "--check"});
  BOOST_TEST(same.exit == 0, same.err);
  BOOST_TEST(says(same.out, "it is whole: everything in it holds"), same.out);
  BOOST_TEST(says(same.out, "dorp: the same "), same.out);

  session.run({"nightly", "--now", night_of_june});
  const auto older = session.run({"restore", copy, "--check"});
  BOOST_TEST(older.exit == 0);
  BOOST_TEST(says(older.out, "dorp: the backup is older, it lacks the last "), older.out);
  const auto newer = session.run_bare({"restore", session.store(), "--check", "--store", copy});
  BOOST_TEST(says(newer.out, "dorp: the store lacks "), newer.out);

  // Somebody goes on with the old one.
  const auto other = session.run_bare({"record", "--act", "withdraw", "--candidature", "dorp/0001",
                                       "--actor", "applicant", "--at", "2023-06-05 09:00", "--body",
                                       R"({"reason":"te druk"})", "--store", copy});
  BOOST_TEST_REQUIRE(other.exit == 0, other.err);
  const auto diverged = session.run({"restore", copy, "--check"});
  BOOST_TEST(diverged.exit == 1);
  BOOST_TEST(says(diverged.out, "dorp: they differ from event "), diverged.out);
}

BOOST_AUTO_TEST_CASE(a_backup_becomes_a_store_again_but_over_none) {
  const Session session;
  session.spring();
  const auto copy = backup(session, "copy.db");
  const auto again = session.path("again.db").string();
  const auto restored = session.run_bare({"restore", copy, "--store", again});
  BOOST_TEST(restored.exit == 0, restored.err);
  const auto night = session.run_bare({"nightly", "--now", night_of_june, "--store", again});
  BOOST_TEST(night.out == session.run({"nightly", "--now", night_of_june}).out);
  const auto over = session.run({"restore", copy});
  BOOST_TEST(over.exit == 3);
  BOOST_TEST(says(over.err, "it is left as it is"), over.err);
  tamper(copy);
  BOOST_TEST(session.run({"restore", copy, "--check"}).exit == 1);
  BOOST_TEST(session.run_bare({"restore", copy, "--store", session.path("bad.db")}).exit == 3);
  BOOST_TEST(!fs::exists(session.path("bad.db")));
  BOOST_TEST(session.run({"restore", session.path("none").string(), "--check"}).exit == 3);
}

BOOST_AUTO_TEST_CASE(the_doctor_says_what_is_fine) {
  const Session session;
  session.spring();
  const auto said = session.run({"doctor"});
  for (const char* fine :
       {"only its owner may open it", "its pages and indexes are sound",
        "everything holds: bytes, trees, documents, derived tables", "no night is running",
        "the rulebooks of 1 region load", "MiB are left on its disk", "stand in the outbox"}) {
    BOOST_TEST(says(said.out, fine), said.out << " lacks " << fine);
  }
  BOOST_TEST(!says(said.out, "damage: "), said.out);
  const auto json = boost::json::parse(session.run({"doctor", "--json"}).out).as_object();
  BOOST_TEST(json.at("opened").as_bool());
  BOOST_TEST(json.at("fine").as_array().size() > 5U);
}

BOOST_AUTO_TEST_CASE(the_doctor_cannot_open_what_is_no_store) {
  const Session session;
  check_finds(session, "store", "there is no store '", 3);
  session.write("store.db", "x");
  check_finds(session, "store", "is not a termijn store", 3);
}

BOOST_AUTO_TEST_CASE(the_doctor_sees_to_file_and_folder) {
  const Session session;
  session.spring();
  fs::permissions(session.store(), fs::perms(0644));
  check_finds(session, "permissions", "others than its owner may open it (mode 0644)");
  fs::permissions(session.store(), fs::perms(0600));
  fs::permissions(session.path(""), fs::perms(0777));
  check_finds(session, "permissions", "everybody may remove files from its folder");
}

BOOST_AUTO_TEST_CASE(the_doctor_knows_a_store_of_an_older_format) {
  const Session session;
  fs::copy_file(fs::path(TERMIJN_SOURCE_DIR) / "tests/golden/history/format-1/v1.db",
                session.store());
  check_finds(session, "format", "it is of format 1; this program writes format 2");
}

BOOST_AUTO_TEST_CASE(the_doctor_finds_damage) {
  const Session session;
  session.spring();
  tamper(session.store());
  check_finds(session, "damage", "dorp, event ");
}

BOOST_AUTO_TEST_CASE(the_doctor_finds_pages_that_were_written_over) {
  const Session session;
  session.spring();
  // Of a table that opening does not look at.
  const char* const place = "SELECT rootpage FROM sqlite_master WHERE name = 'notice'";
  const auto page = SQLite::Database(session.store()).execAndGet(place).getInt64();
  {
    constexpr std::int64_t page_size = 4096;
    std::fstream file(session.store(), std::ios::in | std::ios::out | std::ios::binary);
    file.seekp((page - 1) * page_size);
    file << std::string(page_size, '\xA5');
  }
  check_finds(session, "damage", "is damaged; put back a copy");
}

BOOST_AUTO_TEST_CASE(the_doctor_finds_pages_that_belong_to_nothing) {
  const Session session;
  session.spring();
  change(session.store(),
         "PRAGMA writable_schema = ON; DELETE FROM sqlite_master "
         "WHERE name = 'candidature_of_organisation'");
  check_finds(session, "damage", "SQLite finds: ");
}

BOOST_AUTO_TEST_CASE(the_doctor_looks_at_a_journal_that_was_left_behind) {
  const Session session;
  session.spring();
  session.write("store.db-journal", std::string(512, '\0'));
  check_finds(session, "journal", "a journal lies beside it that is not of a run that died");
}

BOOST_AUTO_TEST_CASE(the_doctor_finds_rows_of_events_that_are_not_there) {
  const Session session;
  session.spring();
  change(session.store(),
         "PRAGMA foreign_keys = OFF; DROP TRIGGER personal_is_new;"
         "INSERT INTO personal VALUES ('dorp', 999, x'00', '{}')");
  check_finds(session, "damage", "1 rows belong to events that are not there");
}

BOOST_AUTO_TEST_CASE(the_doctor_finds_rulebooks_that_do_not_load) {
  const Session session;
  BOOST_TEST_REQUIRE(session.run({"init", "--sandbox"}).exit == 0);
  check_finds(session, "rulebook", "no region has one in force");
  fs::remove(session.store());
  session.spring();
  change(session.store(), "DROP TRIGGER document_is_kept; DELETE FROM document");
  check_finds(session, "rulebook", "dorp: ");
}

BOOST_AUTO_TEST_CASE(the_doctor_finds_a_clock_that_is_behind) {
  const Session session;
  BOOST_TEST_REQUIRE(session.run({"init"}).exit == 0);
  {
    const auto store = termijn::engine::open_sqlite_store(session.store());
    const auto transaction = store->begin();
    termijn::engine::Event event;
    event.region = "dorp";
    event.kind = "rulebook-adopted";
    event.happened = event.recorded = *termijn::rules::parse_rfc3339("2023-09-01T00:00:00Z");
    event.actor = "coordinator";
    event.rulebook = std::string(64, 'a');
    transaction->append(event);
    transaction->commit();
  }
  check_finds(session, "clock", "the newest event was recorded Fri 1 September 2023");
}

BOOST_AUTO_TEST_CASE(the_doctor_finds_a_night_that_nobody_can_see) {
  const Session session;
  session.spring();
  {
    const auto store = termijn::engine::open_sqlite_store(session.store());
    const auto transaction = store->begin();
    transaction->take_night(
        {"far.example b s 4711 9", *termijn::rules::parse_rfc3339("2023-08-01T11:00:00+02:00")});
    transaction->commit();
  }
  check_finds(session, "night", "begun on another machine: process 4711 on far.example, since ");
}

BOOST_AUTO_TEST_CASE(the_doctor_finds_events_without_a_checkpoint) {
  const Session session;
  session.spring();
  check_finds(session, "checkpoint", "events came after the last checkpoint");
}

BOOST_AUTO_TEST_CASE(the_doctor_finds_events_that_no_required_signature_covers) {
  const Session session;
  session.spring();
  BOOST_TEST(!says(session.run({"doctor"}).out, "signature: "));
  const auto key = session.path("season.key").string();
  BOOST_TEST_REQUIRE(session.run_bare({"key", "new", key}).exit == 0);
  BOOST_TEST_REQUIRE(session.run({"key", "require", key + ".pub"}).exit == 0);
  check_finds(session, "signature", "are under no signed checkpoint");
  session.run({"nightly", "--now", night_of_june, "--key", key});
  const auto said = session.run({"doctor"});
  BOOST_TEST(said.exit == 0, said.out);
}
