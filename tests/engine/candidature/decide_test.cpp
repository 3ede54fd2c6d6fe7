#include "engine/candidature/decide.hpp"

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include "../support/desk.hpp"
#include "engine/candidature/kinds.hpp"

using namespace termijn;
using tests::at;
using tests::Desk;
using tests::said;

namespace {

constexpr const char* in_time = "2023-06-01T10:00:00+02:00";
constexpr const char* night_after_deadline = "2023-06-10T02:00:00+02:00";

void bring_to_told(Desk& desk, const std::string& id) {
  desk.submit(in_time, id, "Org " + id);
  desk.night(night_after_deadline);
  desk.review(id);
  desk.act("2023-06-20T10:00:00+02:00", id, "pitch");
  desk.act("2023-06-26T10:00:00+02:00", id, "decide",
           R"({"outcome":"rejected","reasons":{"partnership":"te smal","growth":"te traag"}})");
  desk.act("2023-07-07T10:00:00+02:00", id, "communicate");
}

std::vector<std::string> kinds(Desk& desk, const std::string& id) {
  std::vector<std::string> kinds;
  for (const auto& stored : desk.store().history("noord", "noord/" + id)) {
    kinds.push_back(std::get<engine::Event>(engine::decode(stored)).kind);
  }
  return kinds;
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_late_version_is_kept_and_the_on_time_one_counts) {
  Desk desk;
  desk.submit(in_time, "1", "Org A");
  desk.submit("2023-06-09T17:00:01+02:00", "1", "Org A", "elders@noord.example");
  const auto state = desk.state("1");
  BOOST_TEST_REQUIRE(state.versions.size() == 2U);
  BOOST_TEST(state.counting()->number == 1);
  desk.night(night_after_deadline);
  BOOST_TEST(desk.state("1").stage == "admissible");
}

BOOST_AUTO_TEST_CASE(the_latest_on_time_version_counts_in_whatever_order_they_are_recorded) {
  Desk desk;
  desk.submit("2023-06-05T10:00:00+02:00", "1", "Org A");
  desk.submit("2023-06-02T10:00:00+02:00", "1", "Org A");
  BOOST_TEST(desk.state("1").counting()->number == 1);
}

BOOST_AUTO_TEST_CASE(an_on_time_version_that_is_recorded_late_reopens_the_refusal) {
  Desk desk;
  desk.submit(in_time, "1", "Org A", "elders@noord.example");
  desk.night(night_after_deadline);
  BOOST_TEST(desk.state("1").stage == "inadmissible");
  const auto found = desk.act(
      "2023-06-09T16:00:00+02:00", "1", "submit",
      R"({"organisation":"Org A","medium":"e-mail","to":"Kandidatuur@Noord.example","documents":[],"challenges":[1]})",
      "applicant", "2023-06-12T09:00:00+02:00");
  BOOST_TEST(said(found) == "received");
  desk.night("2023-06-13T02:00:00+02:00");
  BOOST_TEST(desk.state("1").stage == "admissible");
}

BOOST_AUTO_TEST_CASE(an_on_time_version_found_after_the_review_waits_for_a_person) {
  Desk desk;
  desk.submit(in_time, "1", "Org A");
  desk.night(night_after_deadline);
  desk.review("1");
  desk.act(
      "2023-06-09T16:00:00+02:00", "1", "submit",
      R"({"organisation":"Org A","medium":"e-mail","to":"kandidatuur@noord.example","documents":[],"challenges":[1]})",
      "applicant", "2023-06-14T09:00:00+02:00");
  BOOST_TEST(!desk.state("1").parked.empty());
  desk.act("2023-06-15T09:00:00+02:00", "1", "resume", R"({"reason":"zelfde inhoud"})");
  BOOST_TEST(desk.state("1").parked.empty());
}

BOOST_AUTO_TEST_CASE(a_personal_extension_outranks_the_deadline) {
  Desk desk;
  desk.submit(in_time, "1", "Org A", "elders@noord.example");
  desk.act("2023-06-08T09:00:00+02:00", "1", "extend",
           R"({"milestone":"deadline","until":"2023-06-12","reason":"storing van de mailserver"})");
  desk.submit("2023-06-12T23:59:59+02:00", "1", "Org A");
  desk.night("2023-06-12T02:00:00+02:00");
  BOOST_TEST(desk.state("1").stage == "received");
  desk.night("2023-06-13T02:00:00+02:00");
  BOOST_TEST(desk.state("1").stage == "admissible");
}

BOOST_AUTO_TEST_CASE(an_extension_never_moves_a_limit_earlier) {
  Desk desk;
  desk.submit(in_time, "1", "Org A");
  BOOST_TEST(said(desk.act("2023-06-02T09:00:00+02:00", "1", "extend",
                           R"({"milestone":"deadline","until":"2023-06-08","reason":"x"})")) ==
             "A0111");
}

BOOST_AUTO_TEST_CASE(a_late_admission_takes_the_refusal_back) {
  Desk desk;
  desk.submit("2023-06-09T17:00:27+02:00", "1", "Org A");
  desk.night(night_after_deadline);
  BOOST_TEST(desk.state("1").stage == "inadmissible");
  BOOST_TEST(said(desk.act("2023-06-12T09:00:00+02:00", "1", "admit-late",
                           R"({"reason":"storing bij de ontvanger"})")) == "received");
  desk.night("2023-06-13T02:00:00+02:00");
  BOOST_TEST(desk.state("1").stage == "admissible");
}

BOOST_AUTO_TEST_CASE(a_late_admission_heals_lateness_and_nothing_else) {
  Desk desk;
  desk.submit("2023-06-09T17:00:27+02:00", "1", "Org A", "elders@noord.example");
  desk.night(night_after_deadline);
  desk.act("2023-06-12T09:00:00+02:00", "1", "admit-late", R"({"reason":"storing"})");
  desk.night("2023-06-13T02:00:00+02:00");
  BOOST_TEST(desk.state("1").stage == "inadmissible");
}

BOOST_AUTO_TEST_CASE(a_reviewer_with_a_conflict_cannot_score) {
  Desk desk;
  desk.submit(in_time, "1", "Org A");
  desk.night(night_after_deadline);
  desk.act("2023-06-12T09:00:00+02:00", "1", "declare-conflict", R"({"reason":"bestuurslid"})",
           "reviewer-1");
  const auto scores = R"({"scores":{"partnership":9,"growth":9}})";
  BOOST_TEST(said(desk.act("2023-06-13T09:00:00+02:00", "1", "score", scores, "reviewer-1")) ==
             "A0109");
  desk.act("2023-06-13T09:00:00+02:00", "1", "score", scores, "reviewer-2");
  BOOST_TEST(desk.state("1").stage == "admissible");
  desk.act("2023-06-13T10:00:00+02:00", "1", "score", scores, "reviewer-3");
  BOOST_TEST(desk.state("1").stage == "pitching");
}

BOOST_AUTO_TEST_CASE(a_conflict_declared_after_scoring_drops_the_scorecard) {
  Desk desk;
  desk.submit(in_time, "1", "Org A");
  const auto scores = R"({"scores":{"partnership":9,"growth":9}})";
  desk.act("2023-06-05T09:00:00+02:00", "1", "score", scores, "reviewer-1");
  desk.act("2023-06-05T10:00:00+02:00", "1", "declare-conflict", R"({"reason":"familie"})",
           "reviewer-1");
  BOOST_TEST(desk.state("1").scorecards.empty());
}

BOOST_AUTO_TEST_CASE(one_candidature_per_organisation_however_it_is_spelled) {
  Desk desk;
  desk.submit(in_time, "1", "De Brug  vzw");
  desk.submit("2023-06-02T10:00:00+02:00", "2", "DE BRUG VZW");
  desk.night(night_after_deadline);
  BOOST_TEST(desk.state("1").stage == "admissible");
  BOOST_TEST(desk.state("2").stage == "inadmissible");
}

BOOST_AUTO_TEST_CASE(a_withdrawn_candidature_makes_room_for_another) {
  Desk desk;
  desk.submit(in_time, "1", "Org A");
  desk.act("2023-06-02T09:00:00+02:00", "1", "withdraw", "{}", "applicant");
  desk.submit("2023-06-02T10:00:00+02:00", "2", "Org A");
  desk.night(night_after_deadline);
  BOOST_TEST(desk.state("1").stage == "withdrawn");
  BOOST_TEST(desk.state("2").stage == "admissible");
}

BOOST_AUTO_TEST_CASE(a_rebuttal_on_the_last_day_is_in_time) {
  Desk desk;
  bring_to_told(desk, "1");
  BOOST_TEST(desk.state("1").stage == "rebuttal-window");
  BOOST_TEST(said(desk.act("2023-07-24T23:59:59+02:00", "1", "rebut", R"({"text":"wij menen"})",
                           "applicant")) == "rebutted");
}

BOOST_AUTO_TEST_CASE(a_rebuttal_late_by_a_second_is_kept_and_changes_nothing) {
  Desk desk;
  bring_to_told(desk, "1");
  BOOST_TEST(said(desk.act("2023-07-25T00:00:00+02:00", "1", "rebut", R"({"text":"wij menen"})",
                           "applicant")) == "rebuttal-window");
  BOOST_TEST(kinds(desk, "1").back() == "rebutted");
  desk.night("2023-07-25T02:00:00+02:00");
  BOOST_TEST(desk.state("1").stage == "final");
}

BOOST_AUTO_TEST_CASE(a_rebuttal_in_time_that_is_recorded_after_the_limit_fired_reopens_the_end) {
  Desk desk;
  bring_to_told(desk, "1");
  desk.night("2023-07-25T02:00:00+02:00");
  BOOST_TEST(desk.state("1").stage == "final");
  BOOST_TEST(said(desk.act("2023-07-24T22:00:00+02:00", "1", "rebut", R"({"text":"wij menen"})",
                           "applicant", "2023-07-25T09:00:00+02:00")) == "rebutted");
  BOOST_TEST(!desk.state("1").ended);
}

BOOST_AUTO_TEST_CASE(what_is_told_carries_reasons_and_the_rebuttal_block) {
  Desk desk;
  bring_to_told(desk, "1");
  for (const auto& stored : desk.store().history("noord", "noord/1")) {
    const auto event = std::get<engine::Event>(engine::decode(stored));
    if (event.kind != engine::kind::told) continue;
    const auto& decision = event.body.at("decision").as_object();
    BOOST_TEST(decision.at("reasons").as_object().at("growth").as_string() == "te traag");
    const auto& rebuttal = event.body.at("rebuttal").as_object();
    BOOST_TEST(rebuttal.at("closes").as_string() == "2023-07-25T00:00:00+02:00");
    BOOST_TEST(rebuttal.at("where").as_string() == "kandidatuur@noord.example");
    BOOST_TEST(!rebuttal.at("working").as_array().empty());
    return;
  }
  BOOST_FAIL("nothing was told");
}

BOOST_AUTO_TEST_CASE(personal_data_stays_outside_the_hashed_bytes) {
  Desk desk;
  bring_to_told(desk, "1");
  desk.act("2023-07-10T10:00:00+02:00", "1", "rebut", R"({"text":"zeer persoonlijk"})",
           "applicant");
  const auto last = desk.store().history("noord", "noord/1");
  for (const auto& stored : last) {
    BOOST_TEST(stored.bytes.find("zeer persoonlijk") == std::string::npos);
  }
}

struct Refused {
  const char* act;
  const char* body;
  const char* when;
  const char* code;
};
std::ostream& operator<<(std::ostream& out, const Refused& row) {
  return out << row.act << ' ' << row.body << " -> " << row.code;
}
const Refused refusals[] = {
    {"communicate", "{}", "2023-06-13T12:00:00+02:00", "A0118"},
    {"decide", R"({"outcome":"selected"})", "2023-06-13T12:00:00+02:00", "A0119"},  // no pitch yet
    {"decide", R"({"outcome":"selecteed"})", "2023-06-13T12:00:00+02:00", "A0110"},
    {"decide", R"({"outcome":"rejected"})", "2023-06-13T12:00:00+02:00", "A0110"},
    {"decide", R"({"outcome":"rejected","reasons":{"growth":"x"}})", "2023-06-13T12:00:00+02:00",
     "A0110"},
    {"score", R"({"scores":{"partnership":11}})", "2023-06-13T12:00:00+02:00", "A0108"},
    {"score", R"({"scores":{"partnershp":7}})", "2023-06-13T12:00:00+02:00", "A0108"},
    {"score", R"({"scores":{}})", "2023-06-13T12:00:00+02:00", "A0108"},
    {"score", R"({"scores":{"growth":"ten"}})", "2023-06-13T12:00:00+02:00", "A0108"},
    {"extend", R"({"milestone":"deadlin","until":"2023-08-01","reason":"x"})",
     "2023-06-13T12:00:00+02:00", "A0111"},
    {"extend", R"({"milestone":"deadline","until":"soon","reason":"x"})",
     "2023-06-13T12:00:00+02:00", "A0111"},
    {"extend", R"({"milestone":"deadline","until":"2023-08-01"})", "2023-06-13T12:00:00+02:00",
     "A0106"},
    {"admit-late", R"({"reason":"x"})", "2023-06-13T12:00:00+02:00", "A0112"},
    {"record-fact", R"({"fact":"statute","value":true})", "2023-06-13T12:00:00+02:00", "A0114"},
    {"record-fact", R"({"fact":"statutes","value":"maybe"})", "2023-06-13T12:00:00+02:00", "A0114"},
    {"record-fact", R"({"fact":"score.total","value":"99"})", "2023-06-13T12:00:00+02:00", "A0114"},
    {"correct", R"({"reason":"x"})", "2023-06-13T12:00:00+02:00", "A0115"},
    {"confirm", R"({"reason":"x"})", "2023-06-13T12:00:00+02:00", "A0116"},
    {"resume", R"({"reason":"x"})", "2023-06-13T12:00:00+02:00", "A0116"},
    {"pitch", "{}", "2023-06-13T09:00:00+02:00", "A0117"},  // before the scorecards
};

BOOST_DATA_TEST_CASE(refuses_and_says_why, boost::unit_test::data::make(refusals)) {
  Desk desk;
  desk.submit(in_time, "1", "Org A");
  desk.night(night_after_deadline);
  desk.review("1");
  BOOST_TEST_REQUIRE(desk.state("1").stage == "pitching");
  const auto events = desk.events();
  BOOST_TEST(said(desk.act(sample.when, "1", sample.act, sample.body)) == sample.code);
  BOOST_TEST(desk.events() == events);
  BOOST_TEST(desk.store().refusals().size() == 1U);
}

BOOST_AUTO_TEST_CASE(an_act_of_tomorrow_is_refused) {
  Desk desk;
  BOOST_TEST(said(desk.act(in_time, "1", "submit",
                           "{\"organisation\":\"A\",\"medium\":\"e-mail\",\"to\":\"kandidatuur@"
                           "noord.example\",\"documents\":[],\"challenges\":[]}",
                           "applicant", "2023-05-31T10:00:00+02:00")) == "A0104");
}

BOOST_AUTO_TEST_CASE(the_same_act_twice_is_one_and_is_not_kept_again) {
  Desk desk;
  desk.submit(in_time, "1", "Org A");
  BOOST_TEST(said(desk.submit(in_time, "1", "Org A")) == "A0103");
  BOOST_TEST(desk.store().refusals().empty());
  BOOST_TEST(desk.state("1").versions.size() == 1U);
}

BOOST_AUTO_TEST_CASE(a_candidature_belongs_to_one_organisation_and_one_region) {
  Desk desk;
  desk.submit(in_time, "1", "Org A");
  BOOST_TEST(said(desk.submit("2023-06-02T10:00:00+02:00", "1", "Org B")) == "A0107");
  const auto elsewhere = desk.record(
      {R"({"at":"2023-06-02T10:00:00+02:00","region":"noord","candidature":"zuid/1","act":"submit","actor":"applicant","body":{"organisation":"A","medium":"e-mail","to":"x","documents":[],"challenges":[]}})",
       R"({"at":"2023-06-02T10:00:00+02:00","region":"nord","candidature":"nord/1","act":"submit","actor":"applicant","body":{"organisation":"A","medium":"e-mail","to":"x","documents":[],"challenges":[]}})"},
      "2023-06-03T10:00:00+02:00");
  BOOST_TEST(said(elsewhere[0]) == "A0123");
  BOOST_TEST(said(elsewhere[1]) == "A0122");
  BOOST_TEST(std::get<engine::Refusal>(elsewhere[1].result).help == "did you mean 'noord'?");
}

BOOST_AUTO_TEST_CASE(a_candidature_keeps_the_rules_of_its_birth) {
  Desk desk;
  desk.submit(in_time, "1", "Org A");
  auto changed = tests::small_rules();
  changed.replace(changed.find("09/06/2023 om 17u"), 17, "12/06/2023 om 17u");
  desk.adopt(changed, at("2023-06-05T09:00:00+02:00"));
  desk.submit("2023-06-06T10:00:00+02:00", "2", "Org B");
  desk.night(night_after_deadline);
  BOOST_TEST(desk.state("1").stage == "admissible");
  BOOST_TEST(desk.state("2").stage == "received");
  BOOST_TEST(desk.state("1").rulebook != desk.state("2").rulebook);
}

namespace {

/// The small call with the decision bound to the days of a milestone.
std::string decide_within() {
  auto rules = tests::small_rules();
  const std::string line = "on decide when pitched by decision";
  rules.replace(rules.find(line), line.size(), "on decide when pitched within council");
  const std::string review = "review   = ";
  return rules.insert(rules.find(review), "council  = \"26/06/2023 t/m 28/06/2023\"\n");
}

}  // namespace

BOOST_AUTO_TEST_CASE(an_act_within_a_milestone_comes_neither_before_nor_after) {
  Desk desk(decide_within());
  desk.submit(in_time, "1", "Org A");
  desk.night(night_after_deadline);
  desk.review("1");
  desk.act("2023-06-20T10:00:00+02:00", "1", "pitch");
  const auto selected = R"({"outcome":"selected"})";
  BOOST_TEST(said(desk.act("2023-06-25T23:59:59+02:00", "1", "decide", selected)) == "A0124");
  BOOST_TEST(said(desk.act("2023-06-29T00:00:00+02:00", "1", "decide", selected)) == "A0124");
  BOOST_TEST(said(desk.act("2023-06-28T23:59:59+02:00", "1", "decide", selected)) == "decided");
}
