// Rules that change while candidatures are under way: the same for all, at one instant, and
// never to anybody's surprise.
#include "engine/agenda/amendment.hpp"

#include <boost/test/unit_test.hpp>

#include "../support/desk.hpp"
#include "engine/audit/replay.hpp"
#include "engine/candidature/kinds.hpp"

using namespace termijn;
using tests::at;
using tests::Desk;
using tests::replaced;
using tests::said;
using tests::small_rules;

namespace {

constexpr const char* noon = "2023-06-07T12:00:00+02:00";
constexpr const char* first_night = "2023-06-10T02:00:00+02:00";

std::string deadline_on(const std::string& day) {
  return replaced(small_rules(), "09/06/2023 om 17u", day + " om 17u");
}

std::string rebuttal_in(const std::string& days) {
  return replaced(small_rules(), "einddatum + 14 dagen", "einddatum + " + days + " dagen");
}

engine::Amended amended(const std::variant<engine::Amended, engine::Refusal>& result) {
  if (const auto* refusal = std::get_if<engine::Refusal>(&result)) {
    BOOST_FAIL(to_string(*refusal));
  }
  return std::get<engine::Amended>(result);
}

std::string refusal(const std::variant<engine::Amended, engine::Refusal>& result) {
  const auto* refused = std::get_if<engine::Refusal>(&result);
  return refused ? to_string(*refused) : "accepted";
}

engine::Event last_event(Desk& desk, const std::string& id, std::string_view kind) {
  engine::Event found;
  for (const auto& stored : desk.store().history("noord", "noord/" + id)) {
    const auto event = std::get<engine::Event>(engine::decode(stored));
    if (event.kind == kind) found = event;
  }
  return found;
}

std::string limit(Desk& desk, const std::string& id, const std::string& milestone) {
  const auto state = desk.state(id);
  const auto found =
      engine::effective_limit(desk.procedures().at(state.rulebook).rulebook, state, milestone);
  return rules::rfc3339(std::get<engine::EffectiveLimit>(found).closes.closes);
}

std::string digest(const std::string& rules) {
  return rules::hex(tests::load({{"noord.toml", rules}}, "noord.toml").digest);
}

/// Told on 7 July 2023: day 14 is the national holiday, so until the end of Monday 24 July.
void bring_to_rebuttal(Desk& desk, const std::string& id) {
  desk.submit("2023-06-01T10:00:00+02:00", id, "Org " + id);
  desk.night(first_night);
  desk.review(id);
  desk.act("2023-06-20T10:00:00+02:00", id, "pitch");
  desk.act("2023-06-26T10:00:00+02:00", id, "decide", R"({"outcome":"selected"})");
  desk.act("2023-07-07T10:00:00+02:00", id, "communicate");
}

void check_replay(Desk& desk) {
  const auto report = engine::replay(desk.store(), desk.procedures());
  for (const auto& finding : report.findings) BOOST_ERROR(finding.what);
}

}  // namespace

BOOST_AUTO_TEST_CASE(an_amendment_moves_every_open_candidature_at_once) {
  Desk desk;
  desk.submit("2023-06-05T16:00:00+02:00", "1", "Org A");
  desk.submit("2023-06-06T16:00:00+02:00", "2", "Org B");
  const auto result = amended(desk.amend(deadline_on("12/06/2023"), noon, noon));
  BOOST_TEST(result.done);
  BOOST_TEST(!result.waits);
  BOOST_TEST(result.impact.open == 2U);
  BOOST_TEST(result.impact.impacts.size() == 2U);
  for (const char* id : {"1", "2"}) {
    BOOST_TEST(desk.state(id).rulebook == digest(deadline_on("12/06/2023")));
    BOOST_TEST(limit(desk, id, "deadline") == "2023-06-12T15:00:00Z");
    const auto event = last_event(desk, id, engine::kind::rules_changed);
    BOOST_TEST(event.actor == "coordinator");
    BOOST_TEST(rules::rfc3339(event.happened) == "2023-06-07T10:00:00Z");
    BOOST_TEST(event.body.at("from").as_string() == digest(small_rules()));
    BOOST_TEST(event.body.at("reason").as_string() == "rechtzetting");
    const auto& moved = event.body.at("limits").as_array().at(0).as_object();
    BOOST_TEST(moved.at("was").at("closes").as_string() == "2023-06-09T15:00:00Z");
    BOOST_TEST(moved.at("is").at("closes").as_string() == "2023-06-12T15:00:00Z");
  }
  // The row of the night followed: nothing fires by the old deadline.
  BOOST_TEST(desk.night(first_night).fired.empty());
  BOOST_TEST(desk.night("2023-06-13T02:00:00+02:00").fired.size() == 2U);
  check_replay(desk);
}

BOOST_AUTO_TEST_CASE(an_amendment_waits_for_its_instant_and_the_night_claims_it_once) {
  Desk desk;
  desk.submit("2023-06-05T16:00:00+02:00", "1", "Org A");
  const auto result =
      amended(desk.amend(deadline_on("12/06/2023"), noon, "2023-06-09T00:00:00+02:00"));
  BOOST_TEST(result.waits);
  check_replay(desk);
  BOOST_TEST(desk.night("2023-06-08T02:00:00+02:00").amended.empty());
  BOOST_TEST(desk.state("1").rulebook == digest(small_rules()));
  // After an outage: the amendment comes before the deadline of that day, which so never fires.
  const auto report = desk.night(first_night);
  BOOST_TEST_REQUIRE(report.amended.size() == 1U);
  BOOST_TEST(report.amended[0].candidatures == 1U);
  BOOST_TEST(rules::rfc3339(report.amended[0].due) == "2023-06-08T22:00:00Z");
  BOOST_TEST(report.fired.empty());
  BOOST_TEST(limit(desk, "1", "deadline") == "2023-06-12T15:00:00Z");
  const auto events = desk.events();
  BOOST_TEST(desk.night(first_night).amended.empty());
  BOOST_TEST(desk.events() == events);
  BOOST_TEST(desk.store().region("noord")->rulebook == digest(deadline_on("12/06/2023")));
  check_replay(desk);
}

BOOST_AUTO_TEST_CASE(a_candidature_is_born_under_the_rules_of_its_arrival) {
  Desk desk;
  const auto now_rules = deadline_on("12/06/2023");
  amended(desk.amend(now_rules, noon, "2023-06-08T12:00:00+02:00"));
  desk.submit("2023-06-08T11:59:59+02:00", "1", "Org A");
  desk.submit("2023-06-08T12:00:00+02:00", "2", "Org B");
  BOOST_TEST(desk.state("1").rulebook == digest(small_rules()));
  BOOST_TEST(desk.state("2").rulebook == digest(now_rules));
  desk.night("2023-06-09T02:00:00+02:00");
  BOOST_TEST(desk.state("1").rulebook == digest(now_rules));
  // Arrived before, recorded after: born under the old rules, and moved like the others.
  desk.act("2023-06-08T10:00:00+02:00", "3", "submit",
           R"({"organisation":"Org C","medium":"e-mail","to":"kandidatuur@noord.example",)"
           R"("documents":[],"challenges":[]})",
           "applicant", "2023-06-09T10:00:00+02:00");
  const auto history = desk.store().history("noord", "noord/3");
  BOOST_TEST_REQUIRE(history.size() == 2U);
  BOOST_TEST(std::get<engine::Event>(engine::decode(history[0])).rulebook == digest(small_rules()));
  BOOST_TEST(desk.state("3").rulebook == digest(now_rules));
  check_replay(desk);
}

BOOST_AUTO_TEST_CASE(an_act_after_the_instant_meets_the_new_rules_before_the_night_has_run) {
  Desk desk;
  desk.submit("2023-06-05T16:00:00+02:00", "1", "Org A");
  amended(desk.amend(deadline_on("12/06/2023"), noon, "2023-06-08T12:00:00+02:00"));
  const auto before = desk.submit("2023-06-08T11:00:00+02:00", "1", "Org A");
  BOOST_TEST(std::get<engine::Recorded>(before.result).kinds.size() == 1U);
  BOOST_TEST(desk.state("1").rulebook == digest(small_rules()));
  const auto after = desk.submit("2023-06-08T13:00:00+02:00", "1", "Org A");
  BOOST_TEST(std::get<engine::Recorded>(after.result).kinds ==
                 (std::vector<std::string>{"rules-changed", "submitted"}),
             boost::test_tools::per_element());
  BOOST_TEST(desk.night("2023-06-09T02:00:00+02:00").amended.at(0).candidatures == 0U);
  check_replay(desk);
}

BOOST_AUTO_TEST_CASE(a_personal_extension_survives) {
  Desk desk;
  desk.submit("2023-06-05T16:00:00+02:00", "1", "Org A");
  desk.act("2023-06-06T16:00:00+02:00", "1", "extend",
           R"({"milestone":"deadline","until":"2023-06-20","reason":"ziekte"})");
  amended(desk.amend(deadline_on("12/06/2023"), noon, noon));
  BOOST_TEST(limit(desk, "1", "deadline") == "2023-06-20T22:00:00Z");
  BOOST_TEST(desk.state("1").overrides.at("deadline").reason == "ziekte");
}

BOOST_AUTO_TEST_CASE(a_late_admission_survives) {
  Desk desk;
  desk.submit("2023-06-09T17:30:00+02:00", "1", "Org A");
  desk.night(first_night);
  desk.act("2023-06-10T10:00:00+02:00", "1", "admit-late", R"({"reason":"storing"})");
  desk.night("2023-06-11T02:00:00+02:00");
  BOOST_TEST(desk.state("1").stage == "admissible");
  amended(desk.amend(rebuttal_in("30"), "2023-06-11T12:00:00+02:00", "2023-06-11T12:00:00+02:00"));
  BOOST_TEST(desk.state("1").stage == "admissible");
  BOOST_TEST(desk.state("1").versions.at(0).on_time);
  BOOST_TEST(desk.state("1").parked.empty());
}

BOOST_AUTO_TEST_CASE(a_later_deadline_judges_what_was_late_anew) {
  Desk desk;
  desk.submit("2023-06-09T17:30:00+02:00", "1", "Org A");
  BOOST_TEST(!desk.state("1").versions.at(0).on_time);
  amended(desk.amend(deadline_on("12/06/2023"), "2023-06-09T18:00:00+02:00",
                     "2023-06-09T18:00:00+02:00"));
  BOOST_TEST(desk.state("1").versions.at(0).on_time);
  const auto event = last_event(desk, "1", engine::kind::rules_changed);
  BOOST_TEST(event.body.at("on-time").as_array().at(0).as_bool());
  const auto& requirement = event.body.at("requirements").as_array().at(0).as_object();
  BOOST_TEST(requirement.at("was").as_string() == "fails");
  BOOST_TEST(requirement.at("is").as_string() == "holds");
  desk.night("2023-06-13T02:00:00+02:00");
  BOOST_TEST(desk.state("1").stage == "admissible");
}

BOOST_AUTO_TEST_CASE(a_limit_that_runs_never_closes_earlier_in_silence) {
  Desk desk;
  desk.submit("2023-06-05T16:00:00+02:00", "1", "Org A");
  const auto events = desk.events();
  const auto earlier = deadline_on("08/06/2023");
  BOOST_TEST(refusal(desk.amend(earlier, noon, noon)) ==
             "A0132: limits that run would close earlier: noord/1 'deadline' from "
             "2023-06-09T17:00:00+02:00 to 2023-06-08T17:00:00+02:00 (give the old date, or allow "
             "it with --allow-earlier: each of them is then sent a notice)");
  BOOST_TEST(desk.events() == events);
  const auto result = amended(desk.amend(earlier, noon, noon, true));
  BOOST_TEST(result.notices == 1U);
  BOOST_TEST_REQUIRE(desk.store().notices().size() == 1U);
  BOOST_TEST(desk.store().notices()[0].recipient == "applicant");
  BOOST_TEST(desk.store().notices()[0].text ==
             "'deadline' closes earlier: at 2023-06-08T17:00:00+02:00, no longer at "
             "2023-06-09T17:00:00+02:00; rechtzetting");
  BOOST_TEST(last_event(desk, "1", engine::kind::rules_changed).body.contains("earlier"));
  BOOST_TEST(limit(desk, "1", "deadline") == "2023-06-08T15:00:00Z");
}

BOOST_AUTO_TEST_CASE(what_arrived_in_time_stays_in_time) {
  Desk desk;
  desk.submit("2023-06-08T18:00:00+02:00", "1", "Org A");
  amended(desk.amend(deadline_on("08/06/2023"), "2023-06-08T20:00:00+02:00",
                     "2023-06-08T20:00:00+02:00", true));
  BOOST_TEST(desk.state("1").versions.at(0).on_time);
  BOOST_TEST(limit(desk, "1", "deadline") == "2023-06-08T16:00:00Z");
  desk.submit("2023-06-08T21:00:00+02:00", "1", "Org A");
  BOOST_TEST(!desk.state("1").versions.at(1).on_time);
  desk.night(first_night);
  BOOST_TEST(desk.state("1").stage == "admissible");
}

BOOST_AUTO_TEST_CASE(a_limit_that_came_to_run_after_the_announcement_is_not_shortened) {
  Desk desk;
  amended(desk.amend(deadline_on("08/06/2023"), noon, "2023-06-08T12:00:00+02:00"));
  desk.submit("2023-06-08T11:00:00+02:00", "1", "Org A");
  desk.night("2023-06-09T02:00:00+02:00");
  BOOST_TEST(desk.state("1").rulebook == digest(deadline_on("08/06/2023")));
  BOOST_TEST(limit(desk, "1", "deadline") == "2023-06-09T15:00:00Z");
  BOOST_TEST(desk.state("1").overrides.at("deadline").reason == "it ran when the rules changed");
}

BOOST_AUTO_TEST_CASE(a_window_that_was_told_never_shrinks_and_may_grow) {
  for (const auto& [days, closes] :
       {std::pair{"7", "2023-07-24T22:00:00Z"}, std::pair{"30", "2023-08-07T22:00:00Z"}}) {
    Desk desk;
    bring_to_rebuttal(desk, "1");
    amended(desk.amend(rebuttal_in(days), "2023-07-10T12:00:00+02:00", "2023-07-10T12:00:00+02:00",
                       true));
    BOOST_TEST(limit(desk, "1", "rebuttal") == closes);
    BOOST_TEST(desk.night("2023-07-24T02:00:00+02:00").fired.empty());
    check_replay(desk);
  }
}

BOOST_AUTO_TEST_CASE(a_flow_without_the_stage_of_someone_is_refused_with_the_list) {
  Desk desk;
  bring_to_rebuttal(desk, "1");
  auto flow = small_rules();
  const std::string stage = "rebuttal-window";
  for (auto at = flow.find(stage); at != std::string::npos; at = flow.find(stage)) {
    flow.replace(at, stage.size(), "answering");
  }
  BOOST_TEST(refusal(desk.amend(flow, "2023-07-10T12:00:00+02:00", "2023-07-10T12:00:00+02:00"))
                 .starts_with("A0131: the amended flow does not know the stage of noord/1 in "
                              "'rebuttal-window'"));
}

BOOST_AUTO_TEST_CASE(a_flow_without_rebuttal_is_refused_while_a_window_that_was_told_runs) {
  Desk desk;
  bring_to_rebuttal(desk, "1");
  auto flow = small_rules();
  for (auto at = flow.find(" on rebut "); at != std::string::npos; at = flow.find(" on rebut ")) {
    const auto begin = flow.rfind('\n', at);
    flow.erase(begin, flow.find('\n', at) - begin);
  }
  BOOST_TEST(refusal(desk.amend(flow, "2023-07-10T12:00:00+02:00", "2023-07-10T12:00:00+02:00"))
                 .starts_with("A0133: a window for rebuttal that was told still runs for noord/1"));
  BOOST_TEST(refusal(desk.amend(flow, "2023-07-10T12:00:00+02:00", "2023-07-25T12:00:00+02:00")) ==
             "accepted");
}

BOOST_AUTO_TEST_CASE(a_stage_that_only_then_turns_out_to_be_gone_parks_the_candidature) {
  Desk desk;
  auto flow = small_rules();
  const std::string stage = "inadmissible";
  for (auto at = flow.find(stage); at != std::string::npos; at = flow.find(stage, at + 4)) {
    flow.replace(at, stage.size(), "out");
  }
  amended(desk.amend(flow, noon, "2023-06-12T12:00:00+02:00"));
  desk.submit("2023-06-09T18:00:00+02:00", "1", "Org A");
  desk.submit("2023-06-08T18:00:00+02:00", "2", "Org B");
  desk.night("2023-06-13T02:00:00+02:00");
  BOOST_TEST(desk.state("1").rulebook == digest(small_rules()));
  BOOST_TEST(desk.state("1").parked ==
             "the amended rules know no stage 'inadmissible': it stays under its own");
  BOOST_TEST(desk.state("2").rulebook == digest(flow));
  check_replay(desk);
}

BOOST_AUTO_TEST_CASE(who_has_ended_stays_and_who_is_parked_moves_and_stays_parked) {
  Desk desk;
  desk.submit("2023-06-01T10:00:00+02:00", "1", "Org A");
  desk.act("2023-06-02T10:00:00+02:00", "1", "withdraw", "{}", "applicant");
  desk.submit("2023-06-01T10:00:00+02:00", "2", "Org B");
  const auto event_count = desk.store().history("noord", "noord/1").size();
  amended(desk.amend(rebuttal_in("30"), noon, noon));
  BOOST_TEST(desk.store().history("noord", "noord/1").size() == event_count);
  BOOST_TEST(desk.state("1").rulebook == digest(small_rules()));
  BOOST_TEST(desk.state("2").rulebook == digest(rebuttal_in("30")));
}

BOOST_AUTO_TEST_CASE(an_amendment_refuses_nobody_by_itself) {
  Desk desk;
  bring_to_rebuttal(desk, "1");
  desk.submit("2023-06-02T10:00:00+02:00", "2", "Org B");
  desk.night(first_night);
  // 'admissible' gets a way out that holds at once and goes against the applicant.
  const auto stricter =
      replaced(small_rules(), "admissible      -> reviewed        when reviewed by review",
               "admissible      -> reviewed        when reviewed by review\n"
               "admissible      -> inadmissible    when not reviewed adverse");
  amended(desk.amend(stricter, "2023-07-10T12:00:00+02:00", "2023-07-10T12:00:00+02:00"));
  BOOST_TEST(desk.state("2").stage == "admissible");
  BOOST_TEST(desk.state("2").parked ==
             "by the amended rules 'admissible->inadmissible' would "
             "follow at once: a person must decide");
  desk.act("2023-07-11T12:00:00+02:00", "2", "resume", R"({"reason":"zo beslist"})");
  BOOST_TEST(desk.state("2").stage == "inadmissible");
}

BOOST_AUTO_TEST_CASE(the_brake_counts_again_when_the_rules_change_in_the_night) {
  Desk desk(small_rules(2));
  for (const char* id : {"1", "2", "3"}) {
    desk.submit("2023-06-05T16:00:00+02:00", id, std::string("Org ") + id);
  }
  const auto stricter =
      replaced(small_rules(2), "'channel in region.channels'", "'earlier-candidatures > 5'");
  amended(desk.amend(stricter, noon, "2023-06-09T10:00:00+02:00"));
  const auto report = desk.night(first_night);
  BOOST_TEST(report.amended.size() == 1U);
  BOOST_TEST(report.held.size() == 3U);
  BOOST_TEST(report.fired.empty());
  check_replay(desk);
}

BOOST_AUTO_TEST_CASE(who_is_stuck_under_both_rules_is_told_of_in_the_same_night) {
  // Nobody knows about the statutes; the deadline moves to a day that has passed too.
  const std::string asks =
      "[[requirement]]\nid = \"statutes\"\nrule = 'statutes'\nbecause = \"x\"\n";
  Desk desk(small_rules(0, asks));
  desk.submit("2023-06-05T16:00:00+02:00", "1", "Org A");
  const auto later = replaced(small_rules(0, asks), "09/06/2023 om 17u", "12/06/2023 om 17u");
  amended(desk.amend(later, noon, "2023-06-14T00:00:00+02:00"));
  desk.night("2023-06-15T02:00:00+02:00");
  const auto notices = desk.store().notices().size();
  const auto again = desk.night("2023-06-15T02:00:00+02:00");
  BOOST_TEST(again.overdue.size() == 1U);
  BOOST_TEST(again.notices == 0U);
  BOOST_TEST(desk.store().notices().size() == notices);
}

BOOST_AUTO_TEST_CASE(the_same_amendment_again_does_nothing) {
  Desk desk;
  desk.submit("2023-06-05T16:00:00+02:00", "1", "Org A");
  const auto rules = deadline_on("12/06/2023");
  amended(desk.amend(rules, noon, "2023-06-08T12:00:00+02:00"));
  auto events = desk.events();
  BOOST_TEST(!amended(desk.amend(rules, noon, "2023-06-08T12:00:00+02:00")).done);
  BOOST_TEST(desk.events() == events);
  BOOST_TEST(refusal(desk.amend(rebuttal_in("30"), noon, noon)).starts_with("A0135"));
  desk.night("2023-06-09T02:00:00+02:00");
  events = desk.events();
  BOOST_TEST(!amended(desk.amend(rules, first_night, first_night)).done);
  BOOST_TEST(desk.events() == events);
}

BOOST_AUTO_TEST_CASE(an_amendment_needs_a_rulebook_and_a_reason) {
  Desk desk;
  BOOST_TEST(refusal(desk.amend(rebuttal_in("30"), noon, noon, false, " ")).starts_with("A0134"));
  const auto other = replaced(small_rules(), "id   = \"noord\"", "id   = \"zuid\"");
  BOOST_TEST(refusal(desk.amend(other, noon, noon)).starts_with("A0130"));
}

BOOST_AUTO_TEST_CASE(an_amendment_reaches_those_of_every_rulebook) {
  Desk desk;
  desk.submit("2023-06-01T10:00:00+02:00", "1", "Org A");
  desk.adopt(rebuttal_in("20"), at("2023-06-02T10:00:00+02:00"));
  desk.submit("2023-06-03T10:00:00+02:00", "2", "Org B");
  amended(desk.amend(rebuttal_in("20"), noon, noon));
  BOOST_TEST(desk.state("1").rulebook == digest(rebuttal_in("20")));
  BOOST_TEST(desk.store().history("noord", "noord/2").size() == 1U);  // it was born under these
}

BOOST_AUTO_TEST_CASE(a_change_from_rules_that_it_is_not_judged_by_does_not_fold) {
  Desk desk;
  desk.submit("2023-06-05T16:00:00+02:00", "1", "Org A");
  amended(desk.amend(deadline_on("12/06/2023"), noon, noon));
  auto state = desk.state("1");
  const auto event = last_event(desk, "1", engine::kind::rules_changed);
  const auto fault = engine::apply(state, event);
  BOOST_TEST_REQUIRE(fault.has_value());
  BOOST_TEST(fault->message.find("judged by") != std::string::npos);
}
