// For whom an amended rulebook changes what.
#include "engine/audit/impact.hpp"

#include <boost/test/unit_test.hpp>

#include "../support/desk.hpp"

namespace {

using namespace termijn;
using tests::Desk;
using tests::replaced;

engine::ImpactReport impact(Desk& desk, const std::string& amended) {
  const engine::Procedure old(tests::load({{"noord.toml", tests::small_rules()}}, "noord.toml"));
  const engine::Procedure now(tests::load({{"noord.toml", amended}}, "noord.toml"));
  return engine::impact_of(desk.store(), old, now);
}

std::string closes(const std::optional<engine::EffectiveLimit>& limit) {
  return limit ? rules::rfc3339(limit->closes.closes) : "none";
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_deadline_that_moves_back_leaves_what_arrived_in_time_in_time) {
  Desk desk;
  desk.submit("2023-06-05T16:00:00+02:00", "0001", "De Vlinder");
  desk.submit("2023-06-09T16:00:00+02:00", "0002", "Het Anker");
  const auto report =
      impact(desk, replaced(tests::small_rules(), "09/06/2023 om 17u", "06/06/2023 om 17u"));
  BOOST_TEST(report.open == 2U);
  BOOST_TEST(report.others == 0U);
  BOOST_TEST_REQUIRE(report.impacts.size() == 2U);
  for (const auto& one : report.impacts) {
    BOOST_TEST_REQUIRE(one.limits.size() == 1U);
    BOOST_TEST(one.limits[0].milestone == "deadline");
    BOOST_TEST(closes(one.limits[0].was) == "2023-06-09T15:00:00Z");
    BOOST_TEST(!one.limits[0].kept);
    BOOST_TEST(one.requirements.empty());
  }
  BOOST_TEST(closes(report.impacts[0].limits[0].is) == "2023-06-06T15:00:00Z");
  // Its own deadline becomes the moment at which it came, and no later one.
  BOOST_TEST(closes(report.impacts[1].limits[0].is) == "2023-06-09T14:00:00Z");
}

BOOST_AUTO_TEST_CASE(a_later_deadline_makes_who_was_late_in_time) {
  Desk desk;
  desk.submit("2023-06-10T16:00:00+02:00", "0001", "De Vlinder");
  const auto report =
      impact(desk, replaced(tests::small_rules(), "09/06/2023 om 17u", "12/06/2023 om 17u"));
  BOOST_TEST_REQUIRE(report.impacts.size() == 1U);
  BOOST_TEST_REQUIRE(report.impacts[0].requirements.size() == 1U);
  BOOST_TEST(report.impacts[0].requirements[0].id == "on-time");
  BOOST_TEST((report.impacts[0].requirements[0].was->holds == false));
  BOOST_TEST((report.impacts[0].requirements[0].is->holds == true));
}

BOOST_AUTO_TEST_CASE(a_personal_extension_outlives_a_change_of_the_region) {
  Desk desk;
  desk.submit("2023-06-05T16:00:00+02:00", "0001", "De Vlinder");
  desk.act("2023-06-06T16:00:00+02:00", "0001", "extend",
           "{\"milestone\":\"deadline\",\"until\":\"2023-06-20\",\"reason\":\"ziekte\"}");
  const auto report =
      impact(desk, replaced(tests::small_rules(), "09/06/2023 om 17u", "12/06/2023 om 17u"));
  BOOST_TEST_REQUIRE(report.impacts.size() == 1U);
  BOOST_TEST_REQUIRE(report.impacts[0].limits.size() == 1U);
  BOOST_TEST(report.impacts[0].limits[0].kept);
  BOOST_TEST(closes(report.impacts[0].limits[0].is) == "2023-06-12T15:00:00Z");
  BOOST_TEST(report.impacts[0].requirements.empty());
}

BOOST_AUTO_TEST_CASE(other_weights_turn_the_ranking_round) {
  Desk desk;
  const auto score = [&](const char* id, const char* scores) {
    for (const char* reviewer : {"reviewer-1", "reviewer-2"}) {
      desk.act("2023-06-13T10:00:00+02:00", id, "score", scores, reviewer);
    }
  };
  desk.submit("2023-06-05T16:00:00+02:00", "0001", "De Vlinder");
  desk.submit("2023-06-05T16:10:00+02:00", "0002", "Het Anker");
  desk.submit("2023-06-05T16:20:00+02:00", "0003", "De Zwaan");
  desk.night("2023-06-10T02:00:00+02:00");
  // At 60/40: 74 and 68; at 40/60: 66 and 72.
  score("0001", "{\"scores\":{\"partnership\":\"9\",\"growth\":\"5\"}}");
  score("0002", "{\"scores\":{\"partnership\":\"6\",\"growth\":\"8\"}}");
  const auto report = impact(desk, replaced(tests::small_rules(), "60% partnership + 40% growth",
                                            "40% partnership + 60% growth"));
  BOOST_TEST(report.open == 3U);
  BOOST_TEST_REQUIRE(report.impacts.size() == 2U);  // the third has no score
  BOOST_TEST((report.impacts[0].score_was.total == rules::Number(74)));
  BOOST_TEST((report.impacts[0].score_is.total == rules::Number(66)));
  BOOST_TEST((report.impacts[0].rank_was == 1 && report.impacts[0].rank_is == 2));
  BOOST_TEST((report.impacts[1].score_was.total == rules::Number(68)));
  BOOST_TEST((report.impacts[1].score_is.total == rules::Number(72)));
  BOOST_TEST((report.impacts[1].rank_was == 2 && report.impacts[1].rank_is == 1));
}

BOOST_AUTO_TEST_CASE(who_stands_under_another_rulebook_or_is_out_is_not_compared) {
  Desk desk;
  desk.submit("2023-06-05T16:00:00+02:00", "0001", "De Vlinder");
  desk.submit("2023-06-05T16:00:00+02:00", "0002", "Het Anker");
  desk.act("2023-06-06T16:00:00+02:00", "0002", "withdraw", "{}", "applicant");
  const auto amended = replaced(tests::small_rules(), "09/06/2023 om 17u", "12/06/2023 om 17u");
  desk.adopt(amended, tests::at("2023-06-07T09:00:00+02:00"));
  desk.submit("2023-06-08T16:00:00+02:00", "0003", "De Zwaan");
  const auto report = impact(desk, amended);
  BOOST_TEST(report.open == 1U);
  BOOST_TEST(report.others == 1U);
  BOOST_TEST_REQUIRE(report.impacts.size() == 1U);
  BOOST_TEST(report.impacts[0].candidature == "noord/0001");
  BOOST_TEST(!report.impacts[0].stage_gone);
}

BOOST_AUTO_TEST_CASE(a_new_requirement_and_a_stage_that_is_gone_are_told) {
  Desk desk;
  desk.submit("2023-06-05T16:00:00+02:00", "0001", "De Vlinder");
  const std::string rule =
      "[[requirement]]\nid = \"checked\"\nrule = 'statutes'\nbecause = \"nakijken\"\n";
  const auto report = impact(desk, tests::small_rules(0, rule));
  BOOST_TEST_REQUIRE(report.impacts.size() == 1U);
  BOOST_TEST_REQUIRE(report.impacts[0].requirements.size() == 1U);
  BOOST_TEST(!report.impacts[0].requirements[0].was.has_value());
  BOOST_TEST((report.impacts[0].requirements[0].is->holds == std::nullopt));
  auto renamed = tests::small_rules();
  const std::string stage = "received ";
  for (auto at = renamed.find(stage); at != std::string::npos; at = renamed.find(stage)) {
    renamed.replace(at, stage.size(), "arrived  ");
  }
  BOOST_TEST(impact(desk, renamed).impacts.front().stage_gone);
}
