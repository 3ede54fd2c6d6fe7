// Refusals that need rules of their own to be met with.

#include <boost/test/unit_test.hpp>

#include "../support/desk.hpp"

using namespace termijn;
using tests::Desk;
using tests::said;

namespace {

constexpr const char* in_time = "2023-06-01T10:00:00+02:00";
constexpr const char* after_review = "2023-06-20T10:00:00+02:00";

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const auto at = text.find(from);
  if (at == std::string::npos) throw std::runtime_error("not there: " + from);
  return text.replace(at, from.size(), to);
}

/// The small call with other words for the decision on a pitched candidature.
std::string deciding(const std::string& clauses) {
  return replaced(tests::small_rules(), "on decide when pitched by decision", clauses);
}

/// A candidature that was pitched and waits for its decision.
void pitch(Desk& desk) {
  desk.submit(in_time, "1", "Org A");
  desk.night("2023-06-10T02:00:00+02:00");
  desk.review("1");
  desk.act(after_review, "1", "pitch");
}

const std::string& message(const engine::LineResult& line) {
  return std::get<engine::Refusal>(line.result).message;
}

}  // namespace

BOOST_AUTO_TEST_CASE(the_first_act_of_a_candidature_is_its_submission) {
  Desk desk;
  BOOST_TEST(said(desk.act(in_time, "1", "withdraw")) == "A0105");
  BOOST_TEST(desk.events() == 1U);  // the adoption of the rules
}

BOOST_AUTO_TEST_CASE(a_step_whose_rule_is_unknown_names_the_facts_to_record) {
  Desk desk(deciding("on decide when statutes by decision"));
  pitch(desk);
  const auto refused =
      desk.act("2023-06-21T10:00:00+02:00", "1", "decide", R"({"outcome":"selected"})");
  BOOST_TEST(said(refused) == "A0120");
  BOOST_TEST(std::get<engine::Refusal>(refused.result).help == "record first: statutes");
}

BOOST_AUTO_TEST_CASE(an_act_that_could_set_off_two_steps_sets_off_none) {
  Desk desk(
      deciding("on decide when pitched by decision\n"
               "pitching        -> told            on decide when versions = 1"));
  pitch(desk);
  const auto before = desk.events();
  BOOST_TEST(said(desk.act("2023-06-21T10:00:00+02:00", "1", "decide",
                           R"({"outcome":"selected"})")) == "A0121");
  BOOST_TEST(desk.events() == before);
}

BOOST_AUTO_TEST_CASE(an_act_whose_limit_lies_past_the_calendar_is_not_judged) {
  Desk desk(replaced(tests::small_rules(),
                     "told            -> rebuttal-window when rebuttal is known",
                     "told            -> rebuttal-window on rebut by rebuttal"));
  pitch(desk);
  desk.act("2023-06-21T10:00:00+02:00", "1", "decide", R"({"outcome":"selected"})");
  // Told so late that the fortnight for a rebuttal ends after 2050, where no holiday is known.
  desk.act("2050-12-28T10:00:00+01:00", "1", "communicate");
  BOOST_TEST(said(desk.act("2050-12-30T10:00:00+01:00", "1", "rebut", R"({"text":"x"})",
                           "applicant")) == "A0113");
}

BOOST_AUTO_TEST_CASE(times_in_a_refusal_are_those_of_the_region) {
  Desk desk;
  desk.submit(in_time, "1", "Org A");
  const auto early =
      desk.act("2023-05-31T08:00:00Z", "1", "withdraw", "{}", "applicant", "2023-06-02T08:00:00Z");
  BOOST_TEST(said(early) == "A0117");
  BOOST_TEST(message(early) ==
             "the act is dated 2023-05-31T10:00:00+02:00, before the last one "
             "of 2023-06-01T10:00:00+02:00");
  const auto ahead =
      desk.act("2023-06-03T08:00:00Z", "1", "withdraw", "{}", "applicant", "2023-06-02T08:00:00Z");
  BOOST_TEST(said(ahead) == "A0104");
  BOOST_TEST(message(ahead) == "the act is dated 2023-06-03T10:00:00+02:00, which has yet to come");
}

BOOST_AUTO_TEST_CASE(who_is_refused_is_told_a_reason_also_where_no_requirement_fails_any_more) {
  // Here a late admission comes too late to undo the refusal: it is told all the same.
  Desk desk(replaced(tests::small_rules(), " undone by admit-late", ""));
  desk.submit("2023-06-10T10:00:00+02:00", "1", "Org A");
  desk.night("2023-06-11T02:00:00+02:00");
  desk.act("2023-06-12T10:00:00+02:00", "1", "admit-late", R"({"reason":"storing"})");
  BOOST_TEST(said(desk.act("2023-06-12T11:00:00+02:00", "1", "communicate")) == "refusal-told");
  const auto history = desk.store().history("noord", "noord/1");
  const auto told = std::get<engine::Event>(engine::decode(history.at(history.size() - 2)));
  BOOST_TEST_REQUIRE(told.kind == "told");
  const auto& reasons = told.body.at("decision").at("reasons").as_object();
  BOOST_TEST_REQUIRE(reasons.size() == 1U);
  const std::string reason(reasons.begin()->value().as_string());
  BOOST_TEST(reason.starts_with("refused by the rule: received        -> inadmissible"), reason);
  BOOST_TEST(reason.find("[noord.toml:") != std::string::npos, reason);
}
