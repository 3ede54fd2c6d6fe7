// The recorded acts of a region under other rules.
#include "engine/audit/what_if.hpp"

#include <boost/test/unit_test.hpp>

#include "../season/play.hpp"

namespace {

using namespace termijn;
using tests::Desk;
using tests::replaced;
using tests::small_rules;

engine::WhatIfReport what_if(Desk& desk, const std::string& rules) {
  const auto& other = desk.procedures().with(tests::load({{"noord.toml", rules}}, "noord.toml"));
  return engine::what_if(desk.store(), desk.procedures(), other);
}

const engine::WhatIf& of(const engine::WhatIfReport& report, const std::string& id) {
  for (const auto& one : report.changed) {
    if (one.impact.candidature == "noord/" + id) return one;
  }
  throw std::runtime_error("nothing changes for " + id);
}

/// One that was selected and has ended, and one that was too late.
Desk ended_desk() {
  Desk desk;
  desk.submit("2023-06-01T10:00:00+02:00", "1", "Org A");
  desk.submit("2023-06-10T01:00:00+02:00", "2", "Org B");
  desk.night("2023-06-10T02:00:00+02:00");
  desk.review("1");
  desk.act("2023-06-20T10:00:00+02:00", "1", "pitch");
  desk.act("2023-06-26T10:00:00+02:00", "1", "decide", R"({"outcome":"selected"})");
  desk.act("2023-07-07T10:00:00+02:00", "1", "communicate");
  desk.act("2023-07-07T11:00:00+02:00", "2", "communicate");
  desk.night("2023-08-01T02:00:00+02:00");
  return desk;
}

}  // namespace

BOOST_AUTO_TEST_CASE(under_the_rules_that_held_nothing_comes_out_otherwise) {
  const auto season = tests::play();
  for (const auto& region : season.store->regions()) {
    const auto& same = season.procedures->at(region.rulebook);
    const auto report = engine::what_if(*season.store, *season.procedures, same);
    BOOST_TEST(report.candidatures > 0U);
    for (const auto& one : report.changed) {
      BOOST_ERROR(one.impact.candidature << " from '" << one.was.stage << "' to '" << one.is.stage
                                         << "' "
                                         << (one.refused.empty() ? "" : one.refused.front()));
    }
  }
}

BOOST_AUTO_TEST_CASE(a_closed_case_ends_otherwise_by_another_deadline) {
  auto desk = ended_desk();
  const auto events = desk.events();
  const auto report =
      what_if(desk, replaced(small_rules(), "09/06/2023 om 17u", "12/06/2023 om 17u"));
  BOOST_TEST(report.candidatures == 2U);
  BOOST_TEST(report.open == 0U);
  const auto& late = of(report, "2");
  BOOST_TEST(late.was.stage == "closed");
  BOOST_TEST(late.is.stage == "admissible");  // nobody reviewed it, so nothing more could happen
  BOOST_TEST((late.was.on_time == false && late.is.on_time == true));
  BOOST_TEST_REQUIRE(!late.grounds.empty());
  BOOST_TEST(late.grounds.front().what == "timeline deadline");
  BOOST_TEST(late.grounds.front().was->line > 0U);
  BOOST_TEST(late.grounds.back().what ==
             "from 'received' to 'admissible', and not 'received' to "
             "'inadmissible'");
  BOOST_TEST_REQUIRE(late.refused.size() == 1U);
  BOOST_TEST(late.refused.front().starts_with("'communicate' of 2023-07-07T11:00:00+02:00: A0118"));
  BOOST_TEST(desk.events() == events);
}

BOOST_AUTO_TEST_CASE(a_stricter_score_fails_who_was_selected) {
  auto desk = ended_desk();
  const auto report =
      what_if(desk, replaced(small_rules(), "total at least 60%", "total at least 80%"));
  BOOST_TEST(report.changed.size() == 1U);
  const auto& failed = of(report, "1");
  BOOST_TEST(failed.was.stage == "final");
  BOOST_TEST(failed.was.outcome == "selected");
  BOOST_TEST((failed.impact.score_was.passes == true && failed.impact.score_is.passes == false));
  BOOST_TEST(std::any_of(failed.grounds.begin(), failed.grounds.end(),
                         [](const auto& ground) { return ground.what == "scoring"; }));
  // People selected it all the same, and without a pitch: their decision stays theirs.
  BOOST_TEST(failed.is.outcome == "selected");
  BOOST_TEST(failed.grounds.back().what ==
             "from 'reviewed' to 'decided', and not 'reviewed' to "
             "'pitching'");
}

BOOST_AUTO_TEST_CASE(a_flow_without_the_stage_says_which_acts_have_no_place) {
  auto desk = ended_desk();
  auto flow = small_rules();
  const std::string pitching = "reviewed        -> pitching        when score passes\n";
  const std::string decided =
      "pitching        -> decided         on decide when pitched by decision\n";
  flow = replaced(replaced(flow, pitching, ""), decided, "");
  flow = replaced(flow, "on decide when not score passes by decision", "on decide by decision");
  const auto report = what_if(desk, flow);
  for (const auto& one : report.changed) {
    BOOST_TEST(one.impact.candidature == "noord/1");
    BOOST_TEST(one.is.stage == "final");
  }
}
