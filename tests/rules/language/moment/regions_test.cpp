#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include "tests/rules/language/moment/support.hpp"

using namespace termijn::rules;
using termijn::tests::answer;
using termijn::tests::ask;
using termijn::tests::Asking;
namespace data = boost::unit_test::data;

namespace {

// The addenda's own words, worked out by hand from the dates as meant: every
// date below lies in summer time. A year in `year` is the call's.
struct Row {
  const char* phrase;
  ReadAs as;
  const char* expected;
};
std::ostream& operator<<(std::ostream& out, const Row& row) { return out << row.phrase; }

constexpr auto window = ReadAs::window;
constexpr auto deadline = ReadAs::deadline;

const Row rows[] = {
    {"28/04/2023", window, "exact [2023-04-28T00:00:00+02:00, 2023-04-29T00:00:00+02:00)"},
    {"23 juni 2023", window, "exact [2023-06-23T00:00:00+02:00, 2023-06-24T00:00:00+02:00)"},
    {"21/04/2023", window, "exact [2023-04-21T00:00:00+02:00, 2023-04-22T00:00:00+02:00)"},
    {"vrijdag 21 april", window, "exact [2023-04-21T00:00:00+02:00, 2023-04-22T00:00:00+02:00)"},
    {"09/06/2023 om 23u59", deadline, "exact (-inf, 2023-06-10T00:00:00+02:00)"},
    {"1 september 23u59", deadline, "exact (-inf, 2023-09-02T00:00:00+02:00)"},
    {"voor 1 september 2023 om 23u59", deadline, "exact (-inf, 2023-09-02T00:00:00+02:00)"},
    {"02/06/2023 om 23u59", deadline, "exact (-inf, 2023-06-03T00:00:00+02:00)"},
    {"vrijdag 2 juni  om 23u59", deadline, "exact (-inf, 2023-06-03T00:00:00+02:00)"},
    {"Week van 12/06/2023", window, "exact [2023-06-12T00:00:00+02:00, 2023-06-19T00:00:00+02:00)"},
    {"week van 4 tot 8 september 2023", window,
     "exact [2023-09-04T00:00:00+02:00, 2023-09-09T00:00:00+02:00)"},
    {"In de week van 5/06 tem. 9/06", window,
     "exact [2023-06-05T00:00:00+02:00, 2023-06-10T00:00:00+02:00)"},
    {"9/06 (namiddag)", window, "exact [2023-06-09T12:00:00+02:00, 2023-06-09T18:00:00+02:00)"},
    {"week van 5 juni of week van 12 juni", window,
     "exact [2023-06-05T00:00:00+02:00, 2023-06-12T00:00:00+02:00) alternative; "
     "[2023-06-12T00:00:00+02:00, 2023-06-19T00:00:00+02:00) alternative"},
    {"12/06/2023 t/m 16/06/2023", window,
     "exact [2023-06-12T00:00:00+02:00, 2023-06-17T00:00:00+02:00)"},
    {"Week van 19/06/2023:  Maandag 19/6/2023 - voormiddag;  Woensdag 21/6/2023 - namiddag", window,
     "exact [2023-06-19T00:00:00+02:00, 2023-06-19T12:00:00+02:00); "
     "[2023-06-21T12:00:00+02:00, 2023-06-21T18:00:00+02:00)"},
    {"13 (14 en 15) september 2023", window,
     "exact [2023-09-13T00:00:00+02:00, 2023-09-14T00:00:00+02:00); "
     "[2023-09-14T00:00:00+02:00, 2023-09-15T00:00:00+02:00) reserve; "
     "[2023-09-15T00:00:00+02:00, 2023-09-16T00:00:00+02:00) reserve"},
    {"Woensdag 14/06 (13u-17u), Vrijdag 16/06 (9u-12u), Maandag 19/06 (9u-12u)", window,
     "exact [2023-06-14T13:00:00+02:00, 2023-06-14T17:00:00+02:00); "
     "[2023-06-16T09:00:00+02:00, 2023-06-16T12:00:00+02:00); "
     "[2023-06-19T09:00:00+02:00, 2023-06-19T12:00:00+02:00)"},
    {"gereserveerde data: week van 5 juni en week van 12 juni", window,
     "exact [2023-06-05T00:00:00+02:00, 2023-06-12T00:00:00+02:00) reserve; "
     "[2023-06-12T00:00:00+02:00, 2023-06-19T00:00:00+02:00) reserve"},
    {"Do 22/06 namiddag, vrij 23/06 voormiddag + namiddag; woe 28/06 voormiddag + namiddag, "
     "do 29/06 voormiddag + namiddag",
     window,
     "exact [2023-06-22T12:00:00+02:00, 2023-06-22T18:00:00+02:00); "
     "[2023-06-23T00:00:00+02:00, 2023-06-23T12:00:00+02:00); "
     "[2023-06-23T12:00:00+02:00, 2023-06-23T18:00:00+02:00); "
     "[2023-06-28T00:00:00+02:00, 2023-06-28T12:00:00+02:00); "
     "[2023-06-28T12:00:00+02:00, 2023-06-28T18:00:00+02:00); "
     "[2023-06-29T00:00:00+02:00, 2023-06-29T12:00:00+02:00); "
     "[2023-06-29T12:00:00+02:00, 2023-06-29T18:00:00+02:00)"},
    {"Voor 15/07/2023", deadline, "exact (-inf, 2023-07-15T00:00:00+02:00)"},
    {"voor 6 oktober 2023", deadline, "exact (-inf, 2023-10-06T00:00:00+02:00)"},
    {"Voor 01/07/2023", deadline, "exact (-inf, 2023-07-01T00:00:00+02:00)"},
    {"Voor 20 oktober 2023", deadline, "exact (-inf, 2023-10-20T00:00:00+02:00)"},
    {"15/07/2023", deadline, "exact (-inf, 2023-07-16T00:00:00+02:00)"},
};

}  // namespace

BOOST_DATA_TEST_CASE(reads_the_five_regions_as_they_mean_it, data::make(rows)) {
  const Moment moment = ask(sample.phrase, {.year = 2023, .as = sample.as});
  BOOST_TEST(answer(moment) == sample.expected);
  BOOST_TEST(moment.diagnostics.empty());
}

BOOST_AUTO_TEST_CASE(a_half_day_without_hours_says_so) {
  BOOST_TEST(ask("9/06/2023 (namiddag)").half_days);
  BOOST_TEST(!ask("14/06/2023 (13u-17u)").half_days);
}

namespace {

Moment rebuttal(std::string told) {
  MomentContext context{.zone = *termijn::tests::zones()("Europe/Brussels"),
                        .zones = termijn::tests::zones()};
  context.regime = builtin_regime("be-civil");
  context.calendar = builtin_calendar("BE");
  if (!told.empty()) context.anchors["einddatum"] = *parse_rfc3339(told);
  const std::string phrase = "einddatum + 14 dagen";
  return resolve_moment({phrase, {0, 0, static_cast<std::uint32_t>(phrase.size())}}, context);
}

}  // namespace

// Told Friday 7 July: day 14 is the national holiday, so the end of Monday 24 July.
BOOST_AUTO_TEST_CASE(counts_the_rebuttal_from_the_decision_told) {
  const Moment moved = rebuttal("2023-07-07T15:00:00+02:00");
  BOOST_TEST(answer(moved) == "relative (-inf, 2023-07-25T00:00:00+02:00)");
  BOOST_TEST(!moved.steps.empty());
  BOOST_TEST(answer(rebuttal("2023-07-14T09:00:00+02:00")) ==
             "relative (-inf, 2023-07-29T00:00:00+02:00)");
}

BOOST_AUTO_TEST_CASE(a_limit_from_an_event_still_to_come_keeps_its_parts) {
  const Moment planned = rebuttal("");
  BOOST_TEST(answer(planned) == "relative");
  BOOST_TEST_REQUIRE(planned.relative.has_value());
  BOOST_TEST(planned.relative->anchor == "einddatum");
  BOOST_TEST((planned.relative->period == Period{14, Unit::day}));
  BOOST_TEST((planned.relative->direction == Direction::after));
}
