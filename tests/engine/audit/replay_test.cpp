#include "engine/audit/replay.hpp"

#include <filesystem>
#include <unistd.h>

#include <SQLiteCpp/SQLiteCpp.h>
#include <boost/test/unit_test.hpp>

#include "../support/desk.hpp"
#include "engine/store/sqlite/sqlite_store.hpp"

using namespace termijn;
using tests::Desk;

namespace {

Desk busy_desk() {
  Desk desk;
  desk.submit("2023-06-01T10:00:00+02:00", "1", "Org A");
  desk.submit("2023-06-01T11:00:00+02:00", "2", "Org B", "elders@noord.example");
  desk.night("2023-06-10T02:00:00+02:00");
  return desk;
}

std::vector<std::string> found(Desk& desk) {
  std::vector<std::string> whats;
  for (const auto& finding : engine::replay(desk.store(), desk.procedures()).findings) {
    whats.push_back(finding.candidature + ": " + finding.what);
  }
  return whats;
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_sound_store_replays_without_findings) {
  auto desk = busy_desk();
  const auto report = engine::replay(desk.store(), desk.procedures());
  BOOST_TEST(report.findings.empty());
  BOOST_TEST(report.candidatures == 2U);
  BOOST_TEST(report.moves == 2U);
}

BOOST_AUTO_TEST_CASE(finds_a_row_that_says_another_stage) {
  auto desk = busy_desk();
  auto row = *desk.store().candidature("noord", "noord/2");
  row.stage = "admissible";
  auto transaction = desk.store().begin();
  transaction->put_candidature(row);
  transaction->commit();
  BOOST_TEST(
      found(desk) == std::vector<std::string>{"noord/2: the stage is stored as 'admissible', "
                                              "the events say 'inadmissible'"},
      boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(finds_a_limit_that_was_taken_away) {
  auto desk = busy_desk();
  auto transaction = desk.store().begin();
  transaction->put_due("noord", "noord/1", {});
  transaction->commit();
  const std::string rules = "none, the rules say owed:admissible->reviewed at 2023-06-18T22:00:00Z";
  BOOST_TEST(found(desk) == (std::vector<std::string>{"noord/1: limits are stored as " + rules,
                                                      "noord/1: the night's queue has " + rules}),
             boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(finds_a_limit_of_nobody) {
  auto desk = busy_desk();
  auto transaction = desk.store().begin();
  transaction->put_due("noord", "noord/9",
                       {{tests::at("2023-07-01T00:00:00Z"), "noord", "noord/9", "x->y"}});
  transaction->commit();
  BOOST_TEST(found(desk) == std::vector<std::string>{"noord/9: the night's queue has limits of an "
                                                     "unknown candidature"},
             boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(finds_a_row_without_events) {
  auto desk = busy_desk();
  auto row = *desk.store().candidature("noord", "noord/2");
  row.id = "noord/9";
  auto transaction = desk.store().begin();
  transaction->put_candidature(row);
  transaction->commit();
  BOOST_TEST(found(desk) == std::vector<std::string>{"noord/9: a row without events"},
             boost::test_tools::per_element());
}

namespace {

/// A folder for one store, gone with the object.
struct Folder {
  std::filesystem::path path =
      std::filesystem::temp_directory_path() / ("termijn-audit-" + std::to_string(::getpid()));
  Folder() { std::filesystem::create_directories(path); }
  ~Folder() { std::filesystem::remove_all(path); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
};

void play(Desk& desk) {
  desk.submit("2023-06-01T10:00:00+02:00", "1", "Org A");
  desk.submit("2023-06-01T11:00:00+02:00", "2", "Org B", "elders@noord.example");
  desk.night("2023-06-10T02:00:00+02:00");
}

}  // namespace

BOOST_AUTO_TEST_CASE(memory_and_file_come_to_the_same_tree_and_a_shortened_history_is_found) {
  const Folder folder;
  const auto file = (folder.path / "noord.db").string();
  const engine::StoreInfo info{.format = 2,
                               .sandbox = true,
                               .origin = "test.example",
                               .created = tests::at("2023-04-01T00:00:00Z")};
  Desk on_file(engine::create_sqlite_store(file, info), tests::small_rules());
  Desk in_memory;
  play(on_file);
  play(in_memory);
  BOOST_TEST((on_file.store().region("noord")->tree == in_memory.store().region("noord")->tree));
  BOOST_TEST(found(on_file).empty());

  SQLite::Database raw(file, SQLite::OPEN_READWRITE);
  raw.exec(
      "UPDATE candidature SET head = (SELECT previous FROM event WHERE region = 'noord' AND "
      "sequence = head) WHERE id = 'noord/2'");
  BOOST_TEST(found(on_file) ==
                 std::vector<std::string>{"noord/2: its history is 1 events long, the log has 2"},
             boost::test_tools::per_element());
}
