#include "engine/audit/replay.hpp"

#include <boost/test/unit_test.hpp>

#include "../support/desk.hpp"

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
  BOOST_TEST(
      found(desk) ==
          std::vector<std::string>{
              "noord/1: limits are stored as none, the rules say owed:admissible->reviewed at "
              "2023-06-18T22:00:00Z"},
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
