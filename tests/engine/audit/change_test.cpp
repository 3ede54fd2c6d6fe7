// The least that would have to be otherwise, worked out by hand.
#include "engine/audit/change.hpp"

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include "../support/desk.hpp"

namespace {

using namespace termijn;
using tests::Desk;
namespace data = boost::unit_test::data;

/// `fact: from -> to`, a line each, then the score; or why there is none.
std::string told(const engine::NeededChange& change) {
  if (change.search != rules::Search::found) return "none\n";
  std::string text;
  for (const auto& fact : change.facts) {
    text += fact.name + ": " + rules::to_string(fact.from) + " -> " + rules::to_string(fact.to) +
            (fact.milestone ? " (milestone)" : "") + "\n";
  }
  if (!change.score) return text;
  if (!change.raise) return text + "score: no one criterion\n";
  return text + change.raise->criterion + ": " + rules::to_string(change.raise->from) + " -> " +
         rules::to_string(change.raise->to) + ", total " + rules::to_string(change.raise->total) +
         "\n";
}

/// What it takes for the flow's transition `id`.
std::string needed(Desk& desk, const std::string& candidature, const std::string& id) {
  const auto state = desk.state(candidature);
  const auto& procedure = desk.procedures().at(state.rulebook);
  const auto sheet =
      engine::gather_facts(procedure.rulebook, state, engine::earlier_in(desk.store()));
  const auto* transition = procedure.workflow.transition(id);
  BOOST_TEST_REQUIRE(transition != nullptr);
  return told(engine::smallest_change(procedure.rulebook, *transition->when, sheet));
}

constexpr const char* in_time = "2023-06-09T16:00:00+02:00";
const std::string admitted = "received->admissible";

}  // namespace

BOOST_AUTO_TEST_CASE(the_wrong_address_needs_another_channel) {
  Desk desk;
  desk.submit(in_time, "0001", "De Vlinder", "iemand@elders.example");
  BOOST_TEST(needed(desk, "0001", admitted) == "channel: \"none\" -> \"mail\"\n");
}

BOOST_AUTO_TEST_CASE(what_holds_already_needs_nothing) {
  Desk desk;
  desk.submit(in_time, "0001", "De Vlinder");
  BOOST_TEST(needed(desk, "0001", admitted) == "");
}

BOOST_AUTO_TEST_CASE(who_was_late_needs_another_deadline_since_the_arrival_stays) {
  Desk desk;
  desk.submit("2023-06-09T17:00:27+02:00", "0001", "De Vlinder");
  const auto change = needed(desk, "0001", admitted);
  BOOST_TEST(change.starts_with("deadline: until and with 2023-06-09T15:00:00Z -> "), change);
  BOOST_TEST(change.ends_with("(milestone)\n"), change);
  BOOST_TEST(change.find("arrival") == std::string::npos, change);
}

BOOST_AUTO_TEST_CASE(a_second_candidature_at_the_wrong_address_needs_both) {
  Desk desk;
  desk.submit("2023-06-08T16:00:00+02:00", "0001", "De Vlinder");
  desk.submit(in_time, "0002", "De Vlinder", "iemand@elders.example");
  BOOST_TEST(needed(desk, "0002", admitted) ==
             "channel: \"none\" -> \"mail\"\nearlier-candidatures: 1 -> 0\n");
}

BOOST_AUTO_TEST_CASE(what_is_unknown_is_to_be_recorded) {
  const std::string rule =
      "[[requirement]]\nid = \"checked\"\nrule = 'statutes'\nbecause = \"nakijken\"\n";
  Desk desk(tests::small_rules(0, rule));
  desk.submit(in_time, "0001", "De Vlinder");
  BOOST_TEST(needed(desk, "0001", admitted) == "statutes: unknown -> true\n");
}

BOOST_AUTO_TEST_CASE(who_applied_cannot_be_otherwise) {
  const std::string rule =
      "[[requirement]]\nid = \"vzw\"\nrule = 'organisation starts with \"vzw\"'\nbecause = "
      "\"vzw\"\n";
  Desk desk(tests::small_rules(0, rule));
  desk.submit(in_time, "0001", "De Vlinder");
  BOOST_TEST(needed(desk, "0001", admitted) == "none\n");
}

namespace {

/// 60% partnership + 40% growth on 0..10; total at least 60% and every criterion at least 5.
struct Scores {
  const char* partnership;
  const char* growth;
  const char* told;

  friend std::ostream& operator<<(std::ostream& out, const Scores& row) {
    return out << row.partnership << " and " << row.growth;
  }
};

const Scores scores[] = {
    {"5", "5", "partnership: 5 -> 20/3, total 60\n"},  // 10 points short: 10/60 of its scale
    {"5", "6", "partnership: 5 -> 6, total 60\n"},
    {"6", "5", "partnership: 6 -> 20/3, total 60\n"},  // growth would need 1 point more
    {"4", "9", "partnership: 4 -> 5, total 66\n"},     // the total suffices, the clause does not
    {"9", "4.5", "growth: 4.5 -> 5, total 74\n"},
    {"4", "4", "score: no one criterion\n"},
};

}  // namespace

BOOST_DATA_TEST_CASE(the_smallest_increase_of_one_criterion_that_passes, data::make(scores)) {
  Desk desk;
  desk.submit(in_time, "0001", "De Vlinder");
  desk.night("2023-06-10T02:00:00+02:00");
  const auto card = std::string("{\"scores\":{\"partnership\":\"") + sample.partnership +
                    "\",\"growth\":\"" + sample.growth + "\"}}";
  desk.act("2023-06-13T10:00:00+02:00", "0001", "score", card, "reviewer-1");
  desk.act("2023-06-13T11:00:00+02:00", "0001", "score", card, "reviewer-2");
  BOOST_TEST(needed(desk, "0001", "reviewed->pitching") == sample.told);
}
