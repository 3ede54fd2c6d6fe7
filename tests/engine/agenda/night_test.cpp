#include "engine/agenda/night.hpp"

#include <boost/test/unit_test.hpp>

#include "../support/desk.hpp"
#include "engine/audit/replay.hpp"
#include "engine/candidature/kinds.hpp"

using namespace termijn;
using tests::at;
using tests::Desk;
using tests::said;

namespace {

constexpr const char* night_after_deadline = "2023-06-10T02:00:00+02:00";

/// A candidature that was told on a day and stands in its rebuttal window.
void bring_to_rebuttal(Desk& desk, const std::string& id, const std::string& told) {
  desk.submit("2023-06-01T10:00:00+02:00", id, "Org " + id);
  desk.night(night_after_deadline);
  desk.review(id);
  desk.act("2023-06-20T10:00:00+02:00", id, "pitch");
  desk.act("2023-06-26T10:00:00+02:00", id, "decide", R"({"outcome":"selected"})");
  desk.act(told, id, "communicate");
}

}  // namespace

BOOST_AUTO_TEST_CASE(fires_what_fell_due_once) {
  Desk desk;
  desk.submit("2023-06-01T10:00:00+02:00", "1", "Org A");
  BOOST_TEST(desk.night("2023-06-09T16:59:00+02:00").fired.empty());
  const auto report = desk.night(night_after_deadline);
  BOOST_TEST_REQUIRE(report.fired.size() == 1U);
  BOOST_TEST(report.fired[0].became == "admissible");
  BOOST_TEST(rules::rfc3339(report.fired[0].due) == "2023-06-09T15:00:01Z");
  const auto events = desk.events();
  const auto again = desk.night(night_after_deadline);
  BOOST_TEST(again.fired.empty());
  BOOST_TEST(desk.events() == events);
}

BOOST_AUTO_TEST_CASE(the_named_instant_is_on_time_and_the_next_second_is_not) {
  Desk desk;
  desk.submit("2023-06-09T17:00:00+02:00", "1", "Org A");
  const auto late = desk.submit("2023-06-09T17:00:01+02:00", "2", "Org B");
  BOOST_TEST(std::get<engine::Recorded>(late.result).remark == "late by 1 s");
  desk.night(night_after_deadline);
  BOOST_TEST(desk.state("1").stage == "admissible");
  BOOST_TEST(desk.state("2").stage == "inadmissible");
}

BOOST_AUTO_TEST_CASE(catches_up_in_due_order_and_records_due_and_fired) {
  Desk desk;
  bring_to_rebuttal(desk, "1", "2023-07-07T10:00:00+02:00");
  bring_to_rebuttal(desk, "2", "2023-07-04T10:00:00+02:00");
  const auto report = desk.night("2023-08-01T02:00:00+02:00");
  BOOST_TEST_REQUIRE(report.fired.size() == 2U);
  BOOST_TEST(report.fired[0].candidature == "noord/2");
  // Told 4 July: day 14 is Tuesday 18 July. Told 7 July: day 14 is 21 July, the national
  // holiday, a Friday; art. 1.7 takes it to Monday 24 July.
  BOOST_TEST(rules::rfc3339(report.fired[0].due) == "2023-07-18T22:00:00Z");
  BOOST_TEST(rules::rfc3339(report.fired[1].due) == "2023-07-24T22:00:00Z");
  BOOST_TEST(rules::rfc3339(report.fired[1].fired) == "2023-08-01T00:00:00Z");
  BOOST_TEST(desk.state("1").stage == "final");
  BOOST_TEST(desk.state("1").ended);
}

BOOST_AUTO_TEST_CASE(fires_a_limit_that_is_bound_on_its_bound) {
  std::string text = tests::small_rules(2);
  const std::string plain = "\"einddatum + 14 dagen\"";
  text.replace(text.find(plain), plain.size(),
               "\"einddatum + 14 dagen, maar niet na 20 juli 2023\"");
  Desk desk(text);
  bring_to_rebuttal(desk, "1", "2023-07-07T10:00:00+02:00");
  bring_to_rebuttal(desk, "2", "2023-07-04T10:00:00+02:00");
  const auto report = desk.night("2023-07-21T02:00:00+02:00");
  BOOST_TEST_REQUIRE(report.fired.size() == 2U);
  // Told 4 July: 18 July by the count. Told 7 July: 24 July by the count, so 20 July.
  BOOST_TEST(rules::rfc3339(report.fired[0].due) == "2023-07-18T22:00:00Z");
  BOOST_TEST(rules::rfc3339(report.fired[1].due) == "2023-07-20T22:00:00Z");
  BOOST_TEST(desk.state("1").stage == "final");
}

BOOST_AUTO_TEST_CASE(a_dry_run_reports_the_same_and_writes_nothing) {
  Desk desk;
  desk.submit("2023-06-01T10:00:00+02:00", "1", "Org A");
  const auto events = desk.events();
  const auto dry = desk.night(night_after_deadline, {.dry_run = true});
  BOOST_TEST(desk.events() == events);
  BOOST_TEST(desk.state("1").stage == "received");
  const auto real = desk.night(night_after_deadline);
  BOOST_TEST(dry.fired.size() == real.fired.size());
  BOOST_TEST(dry.fired.at(0).became == real.fired.at(0).became);
}

BOOST_AUTO_TEST_CASE(holds_every_refusal_of_a_night_above_the_brake) {
  Desk desk(tests::small_rules(2));
  for (const char* id : {"1", "2", "3"}) {
    desk.submit("2023-06-01T10:00:00+02:00", id, std::string("Org ") + id, "elders@noord.example");
  }
  desk.submit("2023-06-01T10:00:00+02:00", "4", "Org 4");
  const auto report = desk.night(night_after_deadline);
  BOOST_TEST(report.held.size() == 3U);
  BOOST_TEST_REQUIRE(report.fired.size() == 1U);
  BOOST_TEST(report.fired[0].candidature == "noord/4");
  BOOST_TEST(desk.state("1").stage == "received");

  const auto events = desk.events();
  BOOST_TEST(desk.night("2023-06-11T02:00:00+02:00").held.size() == 3U);
  BOOST_TEST(desk.events() == events);

  BOOST_TEST(said(desk.act("2023-06-12T09:00:00+02:00", "1", "confirm",
                           R"({"reason":"nagekeken"})")) == "inadmissible");
  BOOST_TEST(desk.night("2023-06-13T02:00:00+02:00").held.size() == 2U);
}

BOOST_AUTO_TEST_CASE(a_night_that_died_leaves_no_refusal_to_slip_past_the_brake) {
  for (std::size_t last = 1; last <= 10; ++last) {
    Desk desk(tests::small_rules(2));
    for (const char* id : {"1", "2", "3", "4", "5"}) {
      desk.submit("2023-06-01T10:00:00+02:00", id, std::string("Org ") + id,
                  id[0] == '5' ? "kandidatuur@noord.example" : "elders@noord.example");
    }
    const auto dies = [&](std::size_t done, std::size_t) {
      if (done == last) throw engine::StoreError("the power fails");
    };
    BOOST_CHECK_THROW(desk.night(night_after_deadline, {.batch = 1, .progress = dies}),
                      engine::StoreError);
    BOOST_TEST(desk.night(night_after_deadline).held.size() == 4U, "after " << last);
    BOOST_TEST(desk.state("5").stage == "admissible");
  }
}

BOOST_AUTO_TEST_CASE(a_line_that_was_refused_is_not_kept_again_for_coming_out_of_order) {
  Desk desk;
  desk.submit("2023-06-01T10:00:00+02:00", "1", "Org A");
  const auto early = [&] {
    return desk.act("2023-06-02T10:00:00+02:00", "1", "rebut", R"({"text":"nee"})", "applicant");
  };
  BOOST_TEST(said(early()) == "A0118");
  desk.act("2023-06-03T10:00:00+02:00", "1", "withdraw", R"({"reason":"te druk"})", "applicant");
  BOOST_TEST(said(early()) == "A0117");
  BOOST_TEST(desk.store().refusals().size() == 1U);
  desk.act("2023-06-02T11:00:00+02:00", "1", "withdraw", R"({"reason":"toch"})", "applicant");
  BOOST_TEST(desk.store().refusals().size() == 2U);
}

BOOST_AUTO_TEST_CASE(each_rulebook_has_its_own_brake) {
  // Two under rules without a brake, then three under rules that allow two.
  Desk desk;
  for (const char* id : {"1", "2", "3", "4", "5"}) {
    if (std::string(id) == "3") desk.adopt(tests::small_rules(2), at("2023-06-02T09:00:00+02:00"));
    const bool later = std::string(id) > "2";
    desk.submit(later ? "2023-06-03T10:00:00+02:00" : "2023-06-01T10:00:00+02:00", id,
                std::string("Org ") + id, "elders@noord.example");
  }
  const auto report = desk.night(night_after_deadline);
  BOOST_TEST(report.fired.size() == 2U);
  BOOST_TEST_REQUIRE(report.held.size() == 3U);
  BOOST_TEST(report.held[0].reason == "3 automatic refusals fall due in one night, the brake is 2");
  BOOST_TEST(desk.state("2").stage == "inadmissible");
  BOOST_TEST(desk.state("3").stage == "received");
}

BOOST_AUTO_TEST_CASE(as_many_refusals_as_the_brake_allows_go_on) {
  Desk desk(tests::small_rules(2));
  for (const char* id : {"1", "2"}) {
    desk.submit("2023-06-01T10:00:00+02:00", id, std::string("Org ") + id, "elders@noord.example");
  }
  BOOST_TEST(desk.night(night_after_deadline).fired.size() == 2U);
}

BOOST_AUTO_TEST_CASE(never_refuses_on_an_unknown_fact) {
  Desk desk(tests::small_rules(0, R"([[requirement]]
id      = "statutes"
rule    = 'statutes'
because = "geen statuten"
)"));
  desk.submit("2023-06-01T10:00:00+02:00", "1", "Org A");
  const auto report = desk.night(night_after_deadline);
  BOOST_TEST(report.fired.empty());
  BOOST_TEST_REQUIRE(report.overdue.size() == 1U);
  BOOST_TEST(report.overdue[0].reason == "unknown until recorded: statutes");
  BOOST_TEST(desk.state("1").stage == "received");

  desk.act("2023-06-12T09:00:00+02:00", "1", "record-fact", R"({"fact":"statutes","value":true})");
  BOOST_TEST(desk.night("2023-06-13T02:00:00+02:00").fired.at(0).became == "admissible");
}

BOOST_AUTO_TEST_CASE(reports_what_people_owe_and_says_it_once_in_the_history) {
  Desk desk;
  desk.submit("2023-06-01T10:00:00+02:00", "1", "Org A");
  desk.night(night_after_deadline);
  BOOST_TEST(desk.night("2023-06-18T02:00:00+02:00").overdue.empty());
  BOOST_TEST(desk.night("2023-06-18T02:00:00+02:00").soon.size() == 1U);
  BOOST_TEST(desk.night("2023-06-19T02:00:00+02:00").overdue.size() == 1U);
  const auto events = desk.events();
  BOOST_TEST(desk.night("2023-06-20T02:00:00+02:00").overdue.size() == 1U);
  BOOST_TEST(desk.events() == events);
  BOOST_TEST(desk.store().notices().size() == 1U);
}

BOOST_AUTO_TEST_CASE(parks_a_candidature_for_which_two_rules_hold_and_goes_on) {
  auto rules = tests::small_rules();
  const std::string line =
      "received        -> admissible      after deadline when every requirement holds";
  rules.replace(rules.find(line), line.size(),
                line + "\nreceived -> reviewed after deadline when organisation = \"Org A\"");
  Desk desk(rules);
  desk.submit("2023-06-01T10:00:00+02:00", "1", "Org A");
  desk.submit("2023-06-01T10:00:00+02:00", "2", "Org B");
  const auto report = desk.night(night_after_deadline);
  BOOST_TEST(report.parked.size() >= 1U);
  BOOST_TEST(report.parked[0].candidature == "noord/1");
  BOOST_TEST(report.fired.size() == 1U);
  BOOST_TEST(!desk.state("1").parked.empty());
  const auto events = desk.events();
  desk.night("2023-06-11T02:00:00+02:00");
  BOOST_TEST(desk.events() == events);
}

BOOST_AUTO_TEST_CASE(every_night_leaves_a_store_that_replays) {
  Desk desk(tests::small_rules(2));
  bring_to_rebuttal(desk, "1", "2023-07-07T10:00:00+02:00");
  desk.submit("2023-06-30T10:00:00+02:00", "2", "Org B");
  for (const char* night : {"2023-07-01T02:00:00+02:00", "2023-07-15T02:00:00+02:00",
                            "2023-07-25T02:00:00+02:00", "2023-08-25T02:00:00+02:00"}) {
    desk.night(night);
    const auto report = engine::replay(desk.store(), desk.procedures());
    BOOST_TEST(report.findings.empty());
    for (const auto& finding : report.findings) BOOST_TEST_MESSAGE(finding.what);
  }
}

BOOST_AUTO_TEST_CASE(small_batches_give_the_same_night) {
  Desk one;
  Desk many;
  for (int i = 0; i < 7; ++i) {
    for (Desk* desk : {&one, &many}) {
      desk->submit("2023-06-01T10:00:00+02:00", std::to_string(i), "Org " + std::to_string(i));
    }
  }
  one.night(night_after_deadline);
  many.night(night_after_deadline, {.batch = 2});
  BOOST_TEST((one.store().region("noord")->tree == many.store().region("noord")->tree));
}
