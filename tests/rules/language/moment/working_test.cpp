#include <algorithm>

#include <boost/test/unit_test.hpp>

#include "tests/rules/language/moment/support.hpp"

using namespace termijn::rules;
using termijn::tests::answer;
using termijn::tests::ask;

namespace {

bool tells(const Moment& moment, const std::string& sentence) {
  return std::find(moment.working.begin(), moment.working.end(), sentence) != moment.working.end();
}

}  // namespace

BOOST_AUTO_TEST_CASE(says_why_a_date_means_what_it_means) {
  const Moment before = ask("Uiterste datum indiening dossier: vóór maandag 15 mei om 12u",
                            {.year = 2023, .as = ReadAs::deadline});
  BOOST_TEST(tells(before, "'maandag 15 mei' has no year: 2023 is the year of the call"));
  BOOST_TEST(tells(before, "15 May 2023 is a Monday, as it is written"));
  BOOST_TEST(tells(before, "with a clock time, 'vóór' means by: at that time is in time"));
  BOOST_TEST(
      tells(before, "passed over, because they say nothing of the date: 'indiening', 'dossier'"));
  BOOST_TEST(tells(ask("voor 15/07/2023"), "'voor' closes where Sat 15 July 2023 begins"));
  BOOST_TEST(
      tells(ask("uiterlijk 15/07/2023"), "'uiterlijk' takes in the whole of Sat 15 July 2023"));
  BOOST_TEST(tells(ask("9 juni 2023 om 23u59", {.as = ReadAs::deadline}),
                   "'23u59' closes the day: all of 9 June 2023 is in time"));
  BOOST_TEST(tells(ask("15 May 2023, 5 p.m. UK time", {.as = ReadAs::deadline}),
                   "the hours are those of Europe/London, as 'UK time' says"));
  BOOST_TEST(
      tells(ask("week 20 van 2023"),
            "a week runs from Monday to Sunday (ISO 8601): Mon 15 May 2023 to Sun 21 May 2023"));
  BOOST_TEST(ask("tot 30 juni 2024").working.empty());
  BOOST_TEST(ask("eind oktober").working.empty());
  BOOST_TEST(ask("voor 1 maart").working.empty());  // of every year
}

BOOST_AUTO_TEST_CASE(takes_the_year_from_an_event) {
  const std::string phrase =
      "uiterlijk op 1 oktober van het jaar dat voorafgaat aan de start van de subsidieperiode";
  const Moment open = ask(phrase);
  BOOST_TEST(answer(open) == "relative");
  BOOST_TEST_REQUIRE(open.relative.has_value());
  BOOST_TEST(open.relative->anchor == "start van de subsidieperiode");
  BOOST_TEST(open.relative->day == "uiterlijk op 1 oktober");
  BOOST_TEST((open.relative->direction == Direction::before));
  const auto zone = termijn::tests::zones()("Europe/Brussels");
  const MomentContext context{.zone = *zone,
                              .zones = termijn::tests::zones(),
                              .anchors = {{"start van de subsidieperiode",
                                           zone->start_of_day(*parse_iso_date("2024-01-01"))}}};
  const Moment known =
      resolve_moment({phrase, {0, 0, static_cast<std::uint32_t>(phrase.size())}}, context);
  BOOST_TEST(answer(known) == "relative (-inf, 2023-10-02T00:00:00+02:00)");
  BOOST_TEST(known.diagnostics.empty());
}

BOOST_AUTO_TEST_CASE(warns_of_what_is_read_in_one_of_two_ways) {
  const Moment bst = ask("1 June 2023, 16:00 BST", {.as = ReadAs::deadline});
  BOOST_TEST(answer(bst) == "exact (-inf, 2023-06-01T17:00:00+02:00]");
  BOOST_TEST_REQUIRE(bst.diagnostics.size() == 1U);
  BOOST_TEST(bst.diagnostics[0].code == "W0103");
  const Moment month = ask("mei 2023");
  BOOST_TEST_REQUIRE(month.diagnostics.size() == 1U);
  BOOST_TEST(month.diagnostics[0].code == "W0102");
  BOOST_TEST(ask("heel mei 2023").diagnostics.empty());
}
