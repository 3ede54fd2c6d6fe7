// Undo, supersede, corrections of an arrival and late reviews: acts that change what was
// recorded before, without losing anything of it.

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include "../support/desk.hpp"
#include "engine/audit/replay.hpp"
#include "engine/candidature/kinds.hpp"

using namespace termijn;
using tests::at;
using tests::Desk;
using tests::said;

namespace {

constexpr const char* in_time = "2023-06-01T10:00:00+02:00";
constexpr const char* night_after_deadline = "2023-06-10T02:00:00+02:00";
constexpr const char* rejected =
    R"({"outcome":"rejected","reasons":{"partnership":"te smal","growth":"te traag"}})";
constexpr const char* selected = R"({"outcome":"selected"})";
constexpr const char* mistaken = R"({"reason":"verkeerd dossier"})";

void bring_to_pitching(Desk& desk, const std::string& id = "1") {
  desk.submit(in_time, id, "Org " + id);
  desk.night(night_after_deadline);
  desk.review(id);
}

void bring_to_decided(Desk& desk) {
  bring_to_pitching(desk);
  desk.act("2023-06-20T10:00:00+02:00", "1", "pitch");
  desk.act("2023-06-26T10:00:00+02:00", "1", "decide", rejected);
}

void bring_to_told(Desk& desk) {
  bring_to_decided(desk);
  desk.act("2023-07-07T10:00:00+02:00", "1", "communicate");
}

std::vector<engine::Event> events_of(Desk& desk) {
  return engine::events_of(desk.store(), "noord", "noord/1");
}

engine::Event last_of(Desk& desk, std::string_view kind) {
  engine::Event found;
  for (auto& event : events_of(desk)) {
    if (event.kind == kind) found = std::move(event);
  }
  return found;
}

std::string undo(Desk& desk, const std::string& when, std::string_view kind) {
  const auto body =
      R"({"reason":"vergist","event":)" + std::to_string(last_of(desk, kind).sequence) + "}";
  return said(desk.act(when, "1", "undo", body));
}

/// What an undo leaves apart: that something was recorded at all.
engine::State but_for_the_record(engine::State state) {
  state.acts.clear();
  state.last_act = {};
  state.last_sequence = 0;
  return state;
}

std::vector<engine::DueRow> limits(Desk& desk) { return desk.store().due_of("noord", "noord/1"); }

void check_replay(Desk& desk) {
  for (const auto& finding : engine::replay(desk.store(), desk.procedures()).findings) {
    BOOST_ERROR(finding.what);
  }
}

}  // namespace

struct Step {
  const char* act;
  const char* body;
  const char* actor;
};
std::ostream& operator<<(std::ostream& out, const Step& row) { return out << row.act; }

const Step in_pitching[] = {
    {"pitch", "{}", "jury"},
    {"score", R"({"scores":{"partnership":1,"growth":1}})", "reviewer-1"},
    {"declare-conflict", R"({"reason":"familie"})", "reviewer-2"},
    {"record-fact", R"({"fact":"statutes","value":true})", "coordinator"},
    {"extend", R"({"milestone":"decision","until":"2023-08-01","reason":"ziek"})", "coordinator"},
    {"extend", R"({"milestone":"deadline","until":"2023-06-20","reason":"ziek"})", "coordinator"},
    {"correct", R"({"challenges":[],"organisation":"Org Een","reason":"slip"})", "coordinator"},
    {"correct", R"({"arrival":"2023-06-09T17:00:01+02:00","reason":"slip"})", "coordinator"},
    {"correct", R"({"medium":"post","to":"elders","reason":"slip"})", "coordinator"},
    {"withdraw", R"({"reason":"de partner stapt uit"})", "applicant"},
};

BOOST_DATA_TEST_CASE(an_undo_puts_back_whatever_an_act_changed,
                     boost::unit_test::data::make(in_pitching)) {
  Desk desk;
  bring_to_pitching(desk);
  const auto before = desk.state("1");
  const auto due = limits(desk);
  desk.act("2023-06-14T10:00:00+02:00", "1", sample.act, sample.body, sample.actor);
  BOOST_TEST_REQUIRE(!(but_for_the_record(desk.state("1")) == but_for_the_record(before)));
  BOOST_TEST(said(desk.act("2023-06-14T11:00:00+02:00", "1", "undo", mistaken)) == before.stage);
  BOOST_TEST((but_for_the_record(desk.state("1")) == but_for_the_record(before)));
  BOOST_TEST((limits(desk) == due));
  check_replay(desk);
}

BOOST_AUTO_TEST_CASE(an_undo_takes_back_the_moves_that_the_act_set_off) {
  Desk desk;
  desk.submit(in_time, "1", "Org 1");
  desk.night(night_after_deadline);
  const auto scores = R"({"scores":{"partnership":7,"growth":7}})";
  desk.act("2023-06-13T10:00:00+02:00", "1", "score", scores, "reviewer-1");
  const auto before = desk.state("1");
  desk.act("2023-06-13T11:00:00+02:00", "1", "score", scores, "reviewer-2");
  BOOST_TEST_REQUIRE(desk.state("1").stage == "pitching");
  desk.act("2023-06-13T12:00:00+02:00", "1", "undo", mistaken);
  BOOST_TEST((but_for_the_record(desk.state("1")) == but_for_the_record(before)));
  const auto undone = last_of(desk, engine::kind::undone);
  BOOST_TEST(undone.body.at("sequences").as_array().size() == 3U);  // a score and two moves
  BOOST_TEST(undone.body.at("reason").as_string() == "verkeerd dossier");
}

BOOST_AUTO_TEST_CASE(acts_are_undone_one_after_the_other_from_the_last) {
  Desk desk;
  bring_to_pitching(desk);
  const auto before = desk.state("1");
  bring_to_decided(desk);
  BOOST_TEST(said(desk.act("2023-06-26T11:00:00+02:00", "1", "undo", mistaken)) == "pitching");
  BOOST_TEST(desk.state("1").outcome.empty());
  BOOST_TEST(said(desk.act("2023-06-26T12:00:00+02:00", "1", "undo", mistaken)) == "pitching");
  BOOST_TEST((but_for_the_record(desk.state("1")) == but_for_the_record(before)));
  BOOST_TEST(!desk.state("1").anchors.contains("pitched"));
}

BOOST_AUTO_TEST_CASE(after_an_undo_the_act_may_be_done_anew) {
  Desk desk;
  bring_to_decided(desk);
  desk.act("2023-06-26T11:00:00+02:00", "1", "undo", mistaken);
  BOOST_TEST(said(desk.act("2023-06-26T12:00:00+02:00", "1", "decide", selected)) == "decided");
  BOOST_TEST(desk.state("1").outcome == "selected");
  check_replay(desk);
}

BOOST_AUTO_TEST_CASE(a_withdrawal_recorded_for_the_wrong_one_is_undone_after_its_end) {
  Desk desk;
  desk.submit(in_time, "1", "Org 1");
  desk.act("2023-06-02T10:00:00+02:00", "1", "withdraw", "{}", "applicant");
  BOOST_TEST_REQUIRE(desk.state("1").ended);
  BOOST_TEST(said(desk.act("2023-06-02T11:00:00+02:00", "1", "undo", mistaken)) == "received");
  desk.night(night_after_deadline);
  BOOST_TEST(desk.state("1").stage == "admissible");
}

BOOST_AUTO_TEST_CASE(an_undone_rebuttal_gives_the_end_back_that_the_limit_had_made) {
  Desk desk;
  bring_to_told(desk);
  desk.night("2023-07-25T02:00:00+02:00");
  const auto before = desk.state("1");
  BOOST_TEST_REQUIRE(before.stage == "final");
  desk.act("2023-07-24T22:00:00+02:00", "1", "rebut", R"({"text":"wij menen"})", "applicant",
           "2023-07-25T09:00:00+02:00");
  BOOST_TEST_REQUIRE(desk.state("1").stage == "rebutted");
  desk.act("2023-07-25T10:00:00+02:00", "1", "undo", mistaken);
  BOOST_TEST((but_for_the_record(desk.state("1")) == but_for_the_record(before)));
  const auto notices = desk.store().notices().size();
  desk.night("2023-07-26T02:00:00+02:00");
  BOOST_TEST(desk.store().notices().size() == notices);
}

BOOST_AUTO_TEST_CASE(a_stage_entered_again_repeats_no_notice_and_no_report) {
  Desk desk;
  bring_to_pitching(desk);
  desk.act("2023-06-20T10:00:00+02:00", "1", "pitch");
  desk.night("2023-07-16T02:00:00+02:00");  // the decision is overdue
  const auto notices = desk.store().notices();
  BOOST_TEST_REQUIRE(!notices.empty());
  desk.act("2023-07-17T10:00:00+02:00", "1", "decide", rejected);
  desk.act("2023-07-17T11:00:00+02:00", "1", "undo", mistaken);
  const auto events = desk.events();
  const auto night = desk.night("2023-07-18T02:00:00+02:00");
  BOOST_TEST(night.overdue.size() == 1U);  // it is said again, as every night
  BOOST_TEST((desk.store().notices() == notices));
  BOOST_TEST(desk.events() == events);
}

BOOST_AUTO_TEST_CASE(what_the_clock_noted_since_does_not_stand_in_the_way) {
  Desk desk;
  bring_to_pitching(desk);
  const auto before = desk.state("1");
  desk.act("2023-06-20T10:00:00+02:00", "1", "pitch");
  desk.night("2023-07-16T02:00:00+02:00");
  BOOST_TEST(said(desk.act("2023-07-17T10:00:00+02:00", "1", "undo", mistaken)) == "pitching");
  BOOST_TEST((but_for_the_record(desk.state("1")) == but_for_the_record(before)));
}

BOOST_AUTO_TEST_CASE(what_cannot_be_undone_says_what_to_do_instead) {
  Desk desk;
  bring_to_told(desk);
  const auto when = "2023-07-08T10:00:00+02:00";
  BOOST_TEST(said(desk.act(when, "1", "undo", mistaken)) == "A0145");
  BOOST_TEST(undo(desk, when, engine::kind::told) == "A0145");
  BOOST_TEST(undo(desk, when, engine::kind::decided) == "A0145");
  BOOST_TEST(undo(desk, when, engine::kind::submitted) == "A0144");
  BOOST_TEST(undo(desk, when, engine::kind::moved) == "A0141");
  BOOST_TEST(said(desk.act(when, "1", "undo", R"({"reason":"x","event":9999})")) == "A0141");
  BOOST_TEST(said(desk.act(when, "1", "undo", R"({"event":1})")) == "A0106");
}

BOOST_AUTO_TEST_CASE(an_undo_is_not_undone_and_nothing_is_undone_twice) {
  Desk desk;
  bring_to_decided(desk);
  desk.act("2023-06-26T11:00:00+02:00", "1", "undo", mistaken);
  BOOST_TEST(undo(desk, "2023-06-26T12:00:00+02:00", engine::kind::decided) == "A0146");
  BOOST_TEST(undo(desk, "2023-06-26T12:00:00+02:00", engine::kind::undone) == "A0146");
}

BOOST_AUTO_TEST_CASE(an_act_behind_a_later_one_waits_until_that_is_undone) {
  Desk desk;
  bring_to_decided(desk);
  const auto when = "2023-06-26T11:00:00+02:00";
  BOOST_TEST(undo(desk, when, engine::kind::pitched) == "A0142");
  desk.act(when, "1", "undo", mistaken);
  BOOST_TEST(undo(desk, "2023-06-26T12:00:00+02:00", engine::kind::pitched) == "pitching");
}

BOOST_AUTO_TEST_CASE(an_act_behind_a_limit_that_fired_stays) {
  Desk desk;
  desk.submit(in_time, "1", "Org 1");
  desk.act("2023-06-02T10:00:00+02:00", "1", "record-fact", R"({"fact":"statutes","value":true})");
  desk.night(night_after_deadline);
  const auto refused = desk.act("2023-06-12T10:00:00+02:00", "1", "undo", mistaken);
  BOOST_TEST(said(refused) == "A0143");
}

BOOST_AUTO_TEST_CASE(a_lone_submission_leaves_nothing_to_undo) {
  Desk desk;
  desk.submit(in_time, "1", "Org 1");
  BOOST_TEST(said(desk.act("2023-06-02T10:00:00+02:00", "1", "undo", mistaken)) == "A0144");
}

BOOST_AUTO_TEST_CASE(a_decision_not_yet_told_is_superseded_where_it_stands) {
  Desk desk;
  bring_to_decided(desk);
  const auto body = R"({"outcome":"selected","reason":"een scoreblad was niet meegeteld"})";
  BOOST_TEST(said(desk.act("2023-06-27T10:00:00+02:00", "1", "supersede", body)) == "decided");
  BOOST_TEST(desk.state("1").outcome == "selected");
  const auto event = last_of(desk, engine::kind::superseded);
  BOOST_TEST(event.body.at("replaces").at("outcome").as_string() == "rejected");
  BOOST_TEST(event.body.at("replaces").at("told").as_bool() == false);
  BOOST_TEST(last_of(desk, engine::kind::decided).body.at("outcome").as_string() == "rejected");
}

BOOST_AUTO_TEST_CASE(a_told_decision_superseded_gives_a_new_window_from_the_new_telling) {
  Desk desk;
  bring_to_told(desk);
  BOOST_TEST_REQUIRE(desk.state("1").stage == "rebuttal-window");
  desk.act("2023-07-10T10:00:00+02:00", "1", "extend",
           R"({"milestone":"rebuttal","until":"2023-07-28","reason":"vakantie"})");
  const auto body =
      R"({"outcome":"reserve","reasons":{"partnership":"smal","growth":"traag"},"reason":"fout in de som"})";
  BOOST_TEST(said(desk.act("2023-07-20T10:00:00+02:00", "1", "supersede", body)) == "decided");
  desk.night("2023-07-29T02:00:00+02:00");  // the old window, and its extension, are past
  BOOST_TEST(desk.state("1").stage == "decided");
  desk.act("2023-07-31T10:00:00+02:00", "1", "communicate");
  const auto told = last_of(desk, engine::kind::told);
  BOOST_TEST(told.body.at("decision").at("outcome").as_string() == "reserve");
  BOOST_TEST(told.body.at("decision").at("supersedes").as_string() == "fout in de som");
  // 14 days from 31 July 2023 end on Monday the 14th; the 15th is a holiday and not reached.
  BOOST_TEST(told.body.at("rebuttal").at("closes").as_string() == "2023-08-15T00:00:00+02:00");
  BOOST_TEST(said(desk.act("2023-08-14T23:59:59+02:00", "1", "rebut", R"({"text":"toch"})",
                           "applicant")) == "rebutted");
  check_replay(desk);
}

BOOST_AUTO_TEST_CASE(a_final_decision_superseded_opens_again_with_a_window) {
  Desk desk;
  bring_to_told(desk);
  desk.night("2023-07-25T02:00:00+02:00");
  BOOST_TEST_REQUIRE(desk.state("1").ended);
  const auto body = R"({"outcome":"selected","reason":"vernietigd door de raad"})";
  BOOST_TEST(said(desk.act("2023-09-01T10:00:00+02:00", "1", "supersede", body)) == "decided");
  desk.act("2023-09-04T10:00:00+02:00", "1", "communicate");
  BOOST_TEST(desk.state("1").stage == "rebuttal-window");
  desk.night("2023-09-19T02:00:00+02:00");
  BOOST_TEST(desk.state("1").stage == "final");
  BOOST_TEST(desk.state("1").outcome == "selected");
  check_replay(desk);
}

BOOST_AUTO_TEST_CASE(what_follows_a_reassessment_is_told_with_a_window_again) {
  Desk desk;
  bring_to_told(desk);
  desk.act("2023-07-10T10:00:00+02:00", "1", "rebut", R"({"text":"toch"})", "applicant");
  desk.act("2023-07-12T10:00:00+02:00", "1", "reassess",
           R"({"outcome":"reserve","reason":"deels gegrond"})");
  const auto body = R"({"outcome":"selected","reason":"nieuwe zitting"})";
  BOOST_TEST(said(desk.act("2023-07-13T10:00:00+02:00", "1", "supersede", body)) == "decided");
  desk.act("2023-07-14T10:00:00+02:00", "1", "communicate");
  BOOST_TEST(last_of(desk, engine::kind::told).body.contains("rebuttal"));
  BOOST_TEST(
      !last_of(desk, engine::kind::told).body.at("decision").as_object().contains("reassessment"));
}

BOOST_AUTO_TEST_CASE(a_superseding_decision_can_be_undone_until_it_is_told) {
  Desk desk;
  bring_to_told(desk);
  const auto before = desk.state("1");
  const auto body = R"({"outcome":"selected","reason":"x"})";
  desk.act("2023-07-10T10:00:00+02:00", "1", "supersede", body);
  desk.act("2023-07-10T11:00:00+02:00", "1", "undo", mistaken);
  BOOST_TEST((but_for_the_record(desk.state("1")) == but_for_the_record(before)));
}

BOOST_AUTO_TEST_CASE(superseding_needs_a_decision_a_change_and_the_same_reasons_as_deciding) {
  Desk desk;
  bring_to_pitching(desk);
  const auto changed = R"({"outcome":"selected","reason":"x"})";
  BOOST_TEST(said(desk.act("2023-06-14T10:00:00+02:00", "1", "supersede", changed)) == "A0147");
  bring_to_told(desk);
  const auto when = "2023-07-08T10:00:00+02:00";
  BOOST_TEST(said(desk.act(when, "1", "supersede", R"({"outcome":"selected"})")) == "A0106");
  BOOST_TEST(said(desk.act(when, "1", "supersede", R"({"outcome":"reserve","reason":"x"})")) ==
             "A0110");
  std::string same = rejected;
  same.insert(1, R"("reason":"x",)");
  BOOST_TEST(said(desk.act(when, "1", "supersede", same)) == "A0148");
  desk.act(when, "1", "withdraw", "{}", "applicant");
  BOOST_TEST(said(desk.act("2023-07-09T10:00:00+02:00", "1", "supersede", changed)) == "A0118");
}

BOOST_AUTO_TEST_CASE(a_corrected_arrival_is_judged_again_and_a_refusal_taken_back) {
  Desk desk;
  desk.submit("2023-06-09T17:00:27+02:00", "1", "Org 1");
  desk.night(night_after_deadline);
  BOOST_TEST_REQUIRE(desk.state("1").stage == "inadmissible");
  const auto body = R"({"arrival":"2023-06-09T16:58:00+02:00","reason":"de klok liep voor"})";
  BOOST_TEST(said(desk.act("2023-06-12T10:00:00+02:00", "1", "correct", body)) == "received");
  BOOST_TEST(desk.state("1").counting()->on_time);
  const auto event = last_of(desk, engine::kind::version_corrected);
  BOOST_TEST(event.body.at("before").at("arrival").as_string() == "2023-06-09T15:00:27Z");
  BOOST_TEST(event.body.at("before").at("on-time").as_bool() == false);
  desk.night("2023-06-13T02:00:00+02:00");
  BOOST_TEST(desk.state("1").stage == "admissible");
  check_replay(desk);
}

BOOST_AUTO_TEST_CASE(a_corrected_arrival_that_proves_late_is_judged_anew_too) {
  Desk desk;
  desk.submit(in_time, "1", "Org 1");
  desk.night(night_after_deadline);
  const auto body = R"({"arrival":"2023-06-09T17:00:01+02:00","reason":"verkeerd overgenomen"})";
  BOOST_TEST(said(desk.act("2023-06-12T10:00:00+02:00", "1", "correct", body)) == "received");
  desk.night("2023-06-13T02:00:00+02:00");
  BOOST_TEST(desk.state("1").stage == "inadmissible");
}

BOOST_AUTO_TEST_CASE(a_correction_behind_the_review_waits_for_a_person) {
  Desk desk;
  bring_to_pitching(desk);
  const auto body = R"({"arrival":"2023-06-09T17:00:01+02:00","reason":"verkeerd overgenomen"})";
  desk.act("2023-06-14T10:00:00+02:00", "1", "correct", body);
  BOOST_TEST(!desk.state("1").parked.empty());
}

BOOST_AUTO_TEST_CASE(a_late_admission_survives_a_corrected_minute) {
  Desk desk;
  desk.submit("2023-06-09T17:00:27+02:00", "1", "Org 1");
  desk.act("2023-06-09T18:00:00+02:00", "1", "admit-late", R"({"reason":"storing"})");
  desk.act("2023-06-09T19:00:00+02:00", "1", "correct",
           R"({"arrival":"2023-06-09T17:01:00+02:00","reason":"een minuut later"})");
  BOOST_TEST(desk.state("1").counting()->on_time);
}

BOOST_AUTO_TEST_CASE(a_corrected_channel_and_another_version_by_its_number) {
  Desk desk;
  desk.submit(in_time, "1", "Org 1", "elders@noord.example");
  desk.submit("2023-06-02T10:00:00+02:00", "1", "Org 1");
  desk.act(
      "2023-06-05T10:00:00+02:00", "1", "correct",
      R"({"version":1,"medium":"e-mail","to":"kandidatuur@noord.example","reason":"tikfout"})");
  BOOST_TEST(desk.state("1").versions[0].channel == "mail");
  BOOST_TEST(desk.state("1").versions[0].recipient == "kandidatuur@noord.example");
}

const Step bad_corrections[] = {
    {"A0149", R"({"arrival":"2023-06-05T10:00:01+02:00","reason":"x"})", ""},
    {"A0149", R"({"version":3,"arrival":"2023-06-01T10:00:00+02:00","reason":"x"})", ""},
    {"A0115", R"({"version":1,"reason":"x"})", ""},
    {"A0106", R"({"to":"x@noord.example","reason":"x"})", ""},
    {"A0106", R"({"arrival":"yesterday","reason":"x"})", ""},
    {"A0106", R"({"arrival":"2023-06-01T10:00:00+02:00"})", ""},
};

BOOST_DATA_TEST_CASE(a_correction_that_cannot_be_is_refused,
                     boost::unit_test::data::make(bad_corrections)) {
  Desk desk;
  desk.submit(in_time, "1", "Org 1");
  BOOST_TEST(said(desk.act("2023-06-05T10:00:00+02:00", "1", "correct", sample.body)) ==
             sample.act);
}

BOOST_AUTO_TEST_CASE(a_review_after_the_decision_is_kept_and_moves_nothing) {
  Desk desk;
  bring_to_decided(desk);
  const auto before = desk.state("1");
  const auto score = R"({"scores":{"partnership":1,"growth":1}})";
  BOOST_TEST(said(desk.act("2023-06-27T10:00:00+02:00", "1", "score", score, "reviewer-1")) ==
             "decided");
  BOOST_TEST((but_for_the_record(desk.state("1")) == but_for_the_record(before)));
  BOOST_TEST(last_of(desk, engine::kind::scored_after).body.at("scores").at("growth").as_string() ==
             "1");
  desk.act("2023-07-07T10:00:00+02:00", "1", "communicate");
  desk.night("2023-07-25T02:00:00+02:00");
  BOOST_TEST_REQUIRE(desk.state("1").ended);
  BOOST_TEST(said(desk.act("2023-08-01T10:00:00+02:00", "1", "score", score, "reviewer-2")) ==
             "final");
}

BOOST_AUTO_TEST_CASE(the_digest_of_an_act_with_personal_data_is_personal_itself) {
  Desk desk;
  bring_to_told(desk);
  desk.act("2023-07-10T10:00:00+02:00", "1", "rebut", R"({"text":"zeer persoonlijk"})",
           "applicant");
  const auto rebutted = last_of(desk, engine::kind::rebutted);
  BOOST_TEST(rebutted.body.at("act").is_bool());
  BOOST_TEST(rebutted.personal.at("act").as_string().size() == 64U);
  BOOST_TEST(last_of(desk, engine::kind::decided).body.at("act").is_string());
  BOOST_TEST(said(desk.act("2023-07-10T10:00:00+02:00", "1", "rebut",
                           R"({"text":"zeer persoonlijk"})", "applicant")) == "A0103");
}
