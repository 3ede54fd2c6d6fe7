#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include "tests/rules/language/moment/support.hpp"

using namespace termijn::rules;
using termijn::tests::answer;
using termijn::tests::ask;
using termijn::tests::shown;
namespace data = boost::unit_test::data;

namespace {

constexpr auto window = ReadAs::window;
constexpr auto deadline = ReadAs::deadline;
constexpr auto start = ReadAs::start;

struct Row {
  const char* phrase;
  ReadAs as;
  const char* expected;
};
std::ostream& operator<<(std::ostream& out, const Row& row) { return out << row.phrase; }

// Worked out by hand from the rules of the time points (docs/language.md).
const Row readings[] = {
    // Words choose an edge: before X ends where X starts, until X where X ends.
    {"voor 15/07/2023", window, "exact (-inf, 2023-07-15T00:00:00+02:00)"},
    {"uiterlijk 15/07/2023", window, "exact (-inf, 2023-07-16T00:00:00+02:00)"},
    {"vanaf 15/07/2023", window, "exact [2023-07-15T00:00:00+02:00, +inf)"},
    {"na 15/07/2023", window, "exact [2023-07-16T00:00:00+02:00, +inf)"},
    {"niet voor 15 mei 2023", window, "exact [2023-05-15T00:00:00+02:00, +inf)"},
    {"niet later dan 15 mei 2023", window, "exact (-inf, 2023-05-16T00:00:00+02:00)"},
    {"3 juni 2023 ten laatste", window, "exact (-inf, 2023-06-04T00:00:00+02:00)"},
    {"3 June 2023 at the latest", window, "exact (-inf, 2023-06-04T00:00:00+02:00)"},
    {"15/07/2023", deadline, "exact (-inf, 2023-07-16T00:00:00+02:00)"},
    {"15/07/2023", start, "exact [2023-07-15T00:00:00+02:00, +inf)"},
    // A clock time is an instant, and a limit at it includes it.
    {"vóór 14/10/2020 (12u)", window, "exact (-inf, 2020-10-14T12:00:00+02:00]"},
    {"maandag 5 juni 2023 voor 12 uur", window, "exact (-inf, 2023-06-05T12:00:00+02:00]"},
    {"15 mei 2023 om 5 uur 's namiddags", deadline, "exact (-inf, 2023-05-15T17:00:00+02:00]"},
    {"2023-05-15T17:00", deadline, "exact (-inf, 2023-05-15T17:00:00+02:00]"},
    {"28 Sept 2023 (noon)", deadline, "exact (-inf, 2023-09-28T12:00:00+02:00]"},
    // What closes the day.
    {"5 mei 2023 om 24.00 uur", window, "exact (-inf, 2023-05-06T00:00:00+02:00)"},
    {"uiterlijk 3 mei 2023 om 23.59u", window, "exact (-inf, 2023-05-04T00:00:00+02:00)"},
    {"t.e.m. 31 mei 2024 (middernacht)", window, "exact (-inf, 2024-06-01T00:00:00+02:00)"},
    {"until the end of 15 May 2023", window, "exact (-inf, 2023-05-16T00:00:00+02:00)"},
    {"tot het einde van 15 mei 2023", window, "exact (-inf, 2023-05-16T00:00:00+02:00)"},
    // `11:59 pm` and a named zone name an instant.
    {"3 May 2023 11.59pm", deadline, "exact (-inf, 2023-05-03T23:59:00+02:00]"},
    {"Wednesday, 3rd of May 2023, 23:59 AoE", deadline, "exact (-inf, 2023-05-04T13:59:00+02:00]"},
    // Zones.
    {"Closing date: 31 January 2025 at 4pm UK time", window,
     "exact (-inf, 2025-01-31T17:00:00+01:00]"},
    {"5 p.m. ET, April 3, 2020", deadline, "exact (-inf, 2020-04-03T23:00:00+02:00]"},
    {"28 September 2023 at 17:00 (UTC +1)", deadline, "exact (-inf, 2023-09-28T18:00:00+02:00]"},
    {"27 oktober 2024 om 02u30 UTC+2", deadline, "exact (-inf, 2024-10-27T02:30:00+02:00]"},
    {"27 oktober 2024 om 02u30 UTC+1", deadline, "exact (-inf, 2024-10-27T02:30:00+01:00]"},
    {"28 September 2023 at 17h00 CEST", deadline, "exact (-inf, 2023-09-28T17:00:00+02:00]"},
    // Ways to write a date.
    {"the 3rd of June 2023", window,
     "exact [2023-06-03T00:00:00+02:00, 2023-06-04T00:00:00+02:00)"},
    {"1 Maart '24", window, "exact [2024-03-01T00:00:00+01:00, 2024-03-02T00:00:00+01:00)"},
    {"Sept. 28, 2023", window, "exact [2023-09-28T00:00:00+02:00, 2023-09-29T00:00:00+02:00)"},
    {"15.05.2023", window, "exact [2023-05-15T00:00:00+02:00, 2023-05-16T00:00:00+02:00)"},
    // Stretches.
    {"van 1 tot en met 15 mei 2024", window,
     "exact [2024-05-01T00:00:00+02:00, 2024-05-16T00:00:00+02:00)"},
    {"May 13-15, 2024", window, "exact [2024-05-13T00:00:00+02:00, 2024-05-16T00:00:00+02:00)"},
    {"opens on 1 May 2023 and closes at 5pm on 15 May 2023", window,
     "exact [2023-05-01T00:00:00+02:00, 2023-05-15T17:00:00+02:00]"},
    {"van mei 2024 tot en met juni 2024", window,
     "exact [2024-05-01T00:00:00+02:00, 2024-07-01T00:00:00+02:00)"},
    {"3 mei 2023 van 9.30 u. tot 11.00 u.", window,
     "exact [2023-05-03T09:30:00+02:00, 2023-05-03T11:00:00+02:00)"},
    // Several sessions, reserves, alternatives.
    {"ma 12/06/2023 9u-12u en 13u-17u", window,
     "exact [2023-06-12T09:00:00+02:00, 2023-06-12T12:00:00+02:00); "
     "[2023-06-12T13:00:00+02:00, 2023-06-12T17:00:00+02:00)"},
    {"15 mei 2023 (reserve: 17 mei 2023)", window,
     "exact [2023-05-15T00:00:00+02:00, 2023-05-16T00:00:00+02:00); "
     "[2023-05-17T00:00:00+02:00, 2023-05-18T00:00:00+02:00) reserve"},
    {"15 of 17 mei 2023", window,
     "exact [2023-05-15T00:00:00+02:00, 2023-05-16T00:00:00+02:00) alternative; "
     "[2023-05-17T00:00:00+02:00, 2023-05-18T00:00:00+02:00) alternative"},
    // V45: a day of 25 hours closes at 23:00 UTC.
    {"uiterlijk 27 oktober 2024", window, "exact (-inf, 2024-10-28T00:00:00+01:00)"},
    // A bare `tot` that says more.
    {"tot 15 mei 2023 (inclusief)", window, "exact (-inf, 2023-05-16T00:00:00+02:00)"},
    {"tot 15 mei 2023 (exclusief)", window, "exact (-inf, 2023-05-15T00:00:00+02:00)"},
    {"The deadline is extended to 15 May 2023", window, "exact (-inf, 2023-05-16T00:00:00+02:00)"},
    {"15 December 2023 at 17:00 Brussels time (CET)", deadline,
     "exact (-inf, 2023-12-15T17:00:00+01:00]"},
    {"13-okt-2023", window, "exact [2023-10-13T00:00:00+02:00, 2023-10-14T00:00:00+02:00)"},
    {"op dinsdag 4 mei 2021 van 10 tot 12 uur", window,
     "exact [2021-05-04T10:00:00+02:00, 2021-05-04T12:00:00+02:00)"},
    {"verlengd tot en met 15 mei 2023", window, "exact (-inf, 2023-05-16T00:00:00+02:00)"},
    // One new day; where it may replace a written one it is refused, see below.
    {"uitgesteld naar 30 juni 2023", deadline, "exact (-inf, 2023-07-01T00:00:00+02:00)"},
    {"15 May 2023 (extended)", deadline, "exact (-inf, 2023-05-16T00:00:00+02:00)"},
    {"new deadline: 15 May 2023", window, "exact (-inf, 2023-05-16T00:00:00+02:00)"},
    {"15 May 2023 (inclusive)", deadline, "exact (-inf, 2023-05-16T00:00:00+02:00)"},
    // More ways to write an hour.
    {"15 mei 2023 om 17.00", deadline, "exact (-inf, 2023-05-15T17:00:00+02:00]"},
    {"15 May 2023 at 17.00 hrs", deadline, "exact (-inf, 2023-05-15T17:00:00+02:00]"},
    {"15 June 2023 at 17:00 hours (Brussels time)", deadline,
     "exact (-inf, 2023-06-15T17:00:00+02:00]"},
    {"by 12.00 noon Thursday 15 June 2023", deadline, "exact (-inf, 2023-06-15T12:00:00+02:00]"},
    {"uiterlijk maandag 15 mei 2023 vóór 12 uur", window,
     "exact (-inf, 2023-05-15T12:00:00+02:00]"},
    {"by the end of the day on 15 May 2023", window, "exact (-inf, 2023-05-16T00:00:00+02:00)"},
    {"by 5pm Pacific on May 15, 2023", deadline, "exact (-inf, 2023-05-16T02:00:00+02:00]"},
    {"11 May 2023 5pm east coast", deadline, "exact (-inf, 2023-05-11T23:00:00+02:00]"},
    {"1 September 2023 at 16:00 (Paris time)", deadline, "exact (-inf, 2023-09-01T16:00:00+02:00]"},
    {"1 September 2023 at 16:00 Irish time", deadline, "exact (-inf, 2023-09-01T17:00:00+02:00]"},
    {"op z'n laatst 15 mei 2023", window, "exact (-inf, 2023-05-16T00:00:00+02:00)"},
    {"w/c 15 May 2023", window, "exact [2023-05-15T00:00:00+02:00, 2023-05-22T00:00:00+02:00)"},
    {"vrijdag 1 september 2023 tussen 14 en 16 uur", window,
     "exact [2023-09-01T14:00:00+02:00, 2023-09-01T16:00:00+02:00)"},
    {"Startdatum: 1 maart 2023, einddatum: 15 mei 2023", window,
     "exact [2023-03-01T00:00:00+01:00, 2023-05-16T00:00:00+02:00)"},
    {"15 december 2023 tot en met 10 januari", window,
     "exact [2023-12-15T00:00:00+01:00, 2024-01-11T00:00:00+01:00)"},
    {"uiterlijk de laatste dag van februari 2024", window,
     "exact (-inf, 2024-03-01T00:00:00+01:00)"},
    {"on the last day of May 2023 at 17:00", deadline, "exact (-inf, 2023-05-31T17:00:00+02:00]"},
    {"op of voor 1 juni 2023", window, "exact (-inf, 2023-06-02T00:00:00+02:00)"},
    {"uiterlijk op of vóór 1 juni 2023", window, "exact (-inf, 2023-06-02T00:00:00+02:00)"},
    {"by or before 1 June 2023", window, "exact (-inf, 2023-06-02T00:00:00+02:00)"},
    {"op of na 1 juni 2023", window, "exact [2023-06-01T00:00:00+02:00, +inf)"},
    {"treedt in werking op 1 mei 2023", window, "exact [2023-05-01T00:00:00+02:00, +inf)"},
};

}  // namespace

BOOST_DATA_TEST_CASE(reads_what_careful_people_read_alike, data::make(readings)) {
  BOOST_TEST(answer(ask(sample.phrase, {.as = sample.as})) == sample.expected);
}

namespace {

struct Refusal {
  const char* phrase;
  const char* kind;
  const char* code;
};
std::ostream& operator<<(std::ostream& out, const Refusal& row) { return out << row.phrase; }

// Each of these has a date that a careless reader would take.
const Refusal refused[] = {
    {"niet op 15 mei 2023", "error", "E0103"},
    {"15 mei 2023, tenzij anders vermeld", "error", "E0103"},
    {"oorspronkelijk 15 mei 2023", "error", "E0103"},
    {"15 mei 2023 - uitgesteld", "error", "E0103"},
    {"5 mei 2023 van het vorige jaar", "error", "E0103"},
    {"daags voor 15 mei 2023", "error", "E0103"},
    {"de eerste werkdag na 15 mei 2023", "error", "E0119"},
    {"uiterlijk voor 15 mei 2023", "error", "E0111"},
    {"voor 15 mei 2023 tot 15 juni 2023", "error", "E0116"},
    {"15 mei 2023 of later", "error", "E0116"},
    {"de deadline wordt verlengd van 1 mei 2023 naar 15 mei 2023", "error", "E0116"},
    {"15/05/2023 16/05/2023", "error", "E0116"},
    {"15 mei 2023 (17 mei 2023)", "error", "E0116"},
    {"week van 5 en 12 juni 2023", "error", "E0116"},
    {"Ronde 2: 15 mei 2023", "error", "E0104"},
    {"perceel 3, 15 mei 2023", "error", "E0104"},
    {"Oproep 2023: uiterlijk 15 mei", "error", "E0104"},
    {"'24-'25", "error", "E0104"},
    {"voor de start van het project (31 maart 2021)", "error", "E0123"},
    {"15 mei 2023?", "error", "E0122"},
    {">= 15 mei 2023", "error", "E0122"},
    {"31 juni 2023", "error", "E0105"},
    {"29 februari 2023", "error", "E0105"},
    {"donderdag 9 juni 2023", "error", "E0106"},
    {"vrijdag 2 juni", "error", "E0107"},
    {"5 mei 2023 om 25u00", "error", "E0108"},
    {"31 maart 2024 om 02u30", "error", "E0109"},
    {"van 1 december tot en met 15 januari 2024", "error", "E0110"},
    {"28 december 2023, 4 januari", "error", "E0110"},
    {"2017-03-31 12:00:30", "error", "E0112"},
    {"15 May 2023 17:00 CST", "error", "E0113"},
    {"17:00 EAT 15 May 2023", "error", "E0113"},
    {"15 May 2023 17:00 Brussels time, UK time", "error", "E0114"},
    {"Week van 19/06/2023: woensdag 28/06/2023", "error", "E0117"},
    {"minstens 14 dagen na de beslissing", "error", "E0118"},
    {"14 dagen na 15 mei 2023", "error", "E0118"},
    {"om 17u", "error", "E0121"},
    {"opening 15 mei 2023", "error", "E0124"},
    {"om de 14 dagen", "error", "E0103"},
    {"elke 14 dagen", "error", "E0103"},
    {"per 1 januari 2024", "error", "E0103"},
    {"10 tot 14 dagen na ontvangst", "error", "E0103"},
    {"14 dagen na beslissing of kennisgeving", "error", "E0103"},
    {"Eastern Europe office, 15 May 2023", "error", "E0113"},
    {"15 mei 2023 i.p.v. 16 mei 2023", "error", "E0103"},
    {"15 mei 2023 (niet 16 mei 2023)", "error", "E0103"},
    {"uiterlijk 15 februari van het jaar volgend op de subsidie", "relative", "E0129"},
    {"uiterlijk 15 februari van volgend jaar", "error", "E0103"},
    {"15 februari 2024 van het jaar voor de start", "error", "E0103"},
    {"15 mei 2023, 12u of 13u", "error", "E0116"},
    {"5-9 juni 2023 (9u-12u)", "error", "E0141"},
    {"zaterdagmiddag 15 mei 2023", "error", "E0103"},
    {"de deadline van 15 mei 2023 wordt verlengd", "error", "E0103"},
    {"de zitting van 15 mei 2023 is verplaatst naar zaal B", "error", "E0103"},
    {"de deadline van 15 mei 2023 werd ingetrokken", "error", "E0103"},
    {"aanvragen na 15 mei 2023 worden geweigerd", "error", "E0103"},
    {"gesloten van 1 juli tot en met 15 augustus 2023", "error", "E0103"},
    {"5pm Helsinki, 15 May 2023", "error", "E0113"},
    {"het reglement van 2023 loopt tot en met 15 mei 2024", "error", "E0116"},
    {"15 mei 2023, voor het middaguur", "error", "E0103"},
    {"15 mei 2023 17 uur wintertijd", "error", "E0103"},
    {"laatste update: 15 mei 2023", "error", "E0103"},
    {"art. 12 uiterlijk 15 mei 2023", "error", "E0104"},
    {"15 May 2023 17:00 (EAT)", "error", "E0113"},
    {"15 mei 2023 17 uur MET", "error", "E0113"},
    {"opent op 1 maart 2023, vragen stellen kan tot en met 1 april 2023", "error", "E0116"},
    {"uiterlijk 1 maart van het werkingsjaar", "error", "E0103"},
    {"de dag zelf of voor 1 juni 2023", "error", "E0103"},
    {"bij aanvang of voor 1 juni 2023", "error", "E0116"},
    {"w/e 9 June 2023", "error", "E0103"},
    {"5 June 2023 onwards", "error", "E0103"},
    {"5 June 2023 until further notice", "error", "E0103"},
    {"5 juni 2023 e.v.", "error", "E0103"},
    {"1 juni 2023 (vroegst mogelijke datum)", "error", "E0103"},
    {"op weekdagen van 1 t/m 15 juni 2023", "error", "E0103"},
    {"ingangsdatum 15 mei 2023", "error", "E0124"},
    {"op 1 en/of 8 september 2023", "error", "E0103"},
    {"geen datum", "error", "E0103"},
    {"", "error", "E0102"},
    {"eind oktober", "vague", "E0151"},
    {"in de loop van november 2023", "vague", "E0151"},
    {"15 mei 2023 (onder voorbehoud)", "vague", "E0151"},
    {"eerste helft van 2023", "vague", "E0151"},
    {"vlak na 15 mei 2023", "vague", "E0151"},
    {"ruim voor 15 mei 2023", "vague", "E0151"},
    {"shortly after 15 May 2023", "vague", "E0151"},
    {"Q2 2023", "vague", "E0152"},
    {"mei 2024", "vague", "E0152"},
    {"het verslag van 2023", "vague", "E0152"},
    {"by June 2023", "vague", "E0152"},
    {"grosso modo 15 mei 2023", "vague", "E0151"},
    {"bij benadering 15 mei 2023", "vague", "E0151"},
    {"1 juni 2023 (tentatief)", "vague", "E0151"},
    {"tegen 2024", "vague", "E0152"},
    {"31 August 2023 COP", "vague", "E0151"},
    {"tot 30 juni 2024", "ambiguous", "E0131"},
    {"van 1 tot 15 mei 2024", "ambiguous", "E0131"},
    {"tussen 1 en 15 mei 2024", "ambiguous", "E0132"},
    {"uiterlijk 3 mei 2023 middernacht", "ambiguous", "E0133"},
    {"5 mei 2023 om 00:00", "ambiguous", "E0133"},
    {"27 oktober 2024 om 02u30", "ambiguous", "E0134"},
    {"5 June 2023, 17:00 (CET)", "ambiguous", "E0135"},
    {"laatste week van november 2019", "ambiguous", "E0136"},
    {"tot 5 uur op 15 mei 2023", "ambiguous", "E0137"},
    {"15 May 2023 at 5:00", "ambiguous", "E0137"},
    {"15 mei 2023 om 5.30 uur", "ambiguous", "E0137"},
    {"12 p.m. on 5 May 2023", "ambiguous", "E0138"},
    {"5 p.m. Eastern Time on 04/03/2020", "ambiguous", "E0139"},
    {"3 en 4 mei 2022 (9u-12u)", "ambiguous", "E0141"},
    {"within 30 calendar days, excluding weekends, of receipt", "ambiguous", "E0140"},
};

}  // namespace

BOOST_DATA_TEST_CASE(refuses_what_a_careless_reader_would_take, data::make(refused)) {
  const Moment moment = ask(sample.phrase, {.as = ReadAs::deadline});
  BOOST_TEST(to_string(moment.kind) == sample.kind);
  BOOST_TEST_REQUIRE(!moment.diagnostics.empty());
  BOOST_TEST(moment.diagnostics.front().code == sample.code);
  BOOST_TEST(!moment.diagnostics.front().help.empty());
  BOOST_TEST(moment.sessions.empty());
}

BOOST_AUTO_TEST_CASE(names_the_real_weekday_and_points_at_the_date) {
  const Moment moment = ask("op donderdag 9 juni 2023");
  BOOST_TEST_REQUIRE(moment.diagnostics.size() == 1U);
  const Diagnostic& fault = moment.diagnostics.front();
  BOOST_TEST(fault.message == "9 June 2023 is a Friday, not a Thursday");
  BOOST_TEST(fault.primary.span.begin == 3U);
  BOOST_TEST(fault.primary.span.end == 24U);
}

// Accents take two bytes; the span counts the file's own.
BOOST_AUTO_TEST_CASE(points_into_the_file_past_accents_and_blanks) {
  const std::string file = "x = \"vóór   31  juni 2023\"\n";
  const auto begin = static_cast<std::uint32_t>(file.find("v"));
  const auto end = static_cast<std::uint32_t>(file.rfind('"'));
  const MomentContext context{.zone = *termijn::tests::zones()("Europe/Brussels"),
                              .zones = termijn::tests::zones()};
  const Moment moment = resolve_moment({file, {7, begin, end}}, context);
  BOOST_TEST_REQUIRE(moment.diagnostics.size() == 1U);
  const Span span = moment.diagnostics.front().primary.span;
  BOOST_TEST(span.source == 7U);
  BOOST_TEST(file.substr(span.begin, span.end - span.begin) == "31  juni 2023");
}

BOOST_AUTO_TEST_CASE(lists_both_readings_with_what_to_write) {
  const Moment moment = ask("tot 30 juni 2024");
  BOOST_TEST_REQUIRE(moment.readings.size() == 2U);
  BOOST_TEST(shown(moment.readings[0].sessions) == "(-inf, 2024-07-01T00:00:00+02:00)");
  BOOST_TEST(shown(moment.readings[1].sessions) == "(-inf, 2024-06-30T00:00:00+02:00)");
  BOOST_TEST(moment.readings[0].means == "it is included: write 'tot en met 30 juni 2024'");
  BOOST_TEST(moment.readings[1].means == "it is not: write 'voor 30 juni 2024'");
}

BOOST_AUTO_TEST_CASE(an_opening_may_be_a_day_or_what_follows) {
  const Moment moment = ask("De oproep opent op 1 maart 2023");
  BOOST_TEST(answer(moment) == "ambiguous");
  BOOST_TEST_REQUIRE(moment.readings.size() == 2U);
  BOOST_TEST(shown(moment.readings[1].sessions) == "[2023-03-01T00:00:00+01:00, +inf)");
  BOOST_TEST(answer(ask("De oproep opent op 1 maart 2023", {.as = ReadAs::start})) ==
             "exact [2023-03-01T00:00:00+01:00, +inf)");
}

// V43
BOOST_AUTO_TEST_CASE(an_hour_that_comes_twice_has_both_instants) {
  const Moment moment = ask("27 oktober 2024 om 02u30", {.as = ReadAs::deadline});
  BOOST_TEST_REQUIRE(moment.readings.size() == 2U);
  BOOST_TEST(rfc3339(*moment.readings[0].sessions.at(0).until) == "2024-10-27T00:30:00Z");
  BOOST_TEST(rfc3339(*moment.readings[1].sessions.at(0).until) == "2024-10-27T01:30:00Z");
}

BOOST_AUTO_TEST_CASE(takes_the_year_of_the_call_and_says_so) {
  const Moment inferred = ask("2 juni", {.year = 2023});
  BOOST_TEST(answer(inferred) == "exact [2023-06-02T00:00:00+02:00, 2023-06-03T00:00:00+02:00)");
  BOOST_TEST(inferred.year_inferred);
  BOOST_TEST(!ask("2 juni 2023", {.year = 2023}).year_inferred);
  BOOST_TEST(answer(ask("voor 1 maart")) == "recurring");
  BOOST_TEST(answer(ask("jaarlijks voor 1 maart", {.year = 2023})) ==
             "recurring (-inf, 2023-03-01T00:00:00+01:00)");
  BOOST_TEST(answer(ask("telkenjare op 15 mei", {.year = 2023})) ==
             "recurring [2023-05-15T00:00:00+02:00, 2023-05-16T00:00:00+02:00)");
  BOOST_TEST(answer(ask("telkenjare op 15 mei")) == "recurring");
}

BOOST_AUTO_TEST_CASE(gives_the_rest_of_the_minute_where_the_rulebook_does) {
  const Moment moment =
      ask("5 mei 2023 om 17u", {.as = ReadAs::deadline, .last_minute_whole = true});
  BOOST_TEST(answer(moment) == "exact (-inf, 2023-05-05T17:00:59+02:00]");
}

BOOST_AUTO_TEST_CASE(reads_one_language_when_told_which) {
  BOOST_TEST(answer(ask("voor 1 maart 2024", {.language = Language::nl})) ==
             "exact (-inf, 2024-03-01T00:00:00+01:00)");
  const Moment other = ask("voor 1 maart 2024", {.language = Language::en});
  BOOST_TEST(answer(other) == "error");
  BOOST_TEST_REQUIRE(!other.diagnostics.empty());
  BOOST_TEST(other.diagnostics.front().code == "E0120");
}

BOOST_AUTO_TEST_CASE(refuses_more_than_a_thousand_bytes) {
  const Moment moment = ask("15 mei 2023" + std::string(990, ' '));
  BOOST_TEST_REQUIRE(moment.diagnostics.size() == 1U);
  BOOST_TEST(moment.diagnostics.front().code == "E0101");
}

namespace {

struct Limit {
  const char* phrase;
  const char* anchor;
  int amount;
  Unit unit;
  Direction direction;
};
std::ostream& operator<<(std::ostream& out, const Limit& row) { return out << row.phrase; }

const Limit limits[] = {
    {"einddatum + 14 dagen", "einddatum", 14, Unit::day, Direction::after},
    {"14 dagen na einddatum", "einddatum", 14, Unit::day, Direction::after},
    {"14 days after decision", "decision", 14, Unit::day, Direction::after},
    {"Binnen de drie maanden na de indiening.", "indiening", 3, Unit::month, Direction::after},
    {"within six weeks of receipt", "receipt", 6, Unit::week, Direction::after},
    {"uiterlijk vier maanden voor aanvang", "aanvang", 4, Unit::month, Direction::before},
    {"at least 10 working days before the event", "event", 10, Unit::working_day,
     Direction::before},
    {"binnen 48 uur na ontvangst", "ontvangst", 48, Unit::hour, Direction::after},
    {"binnen eenendertig kalenderdagen", "", 31, Unit::day, Direction::after},
    {"within thirty-one days", "", 31, Unit::day, Direction::after},
    {"minstens 8 weken op voorhand", "", 8, Unit::week, Direction::before},
    {"binnen de maand na ontvangst", "ontvangst", 1, Unit::month, Direction::after},
    {"binnen 1 jaar na toekenning", "toekenning", 1, Unit::year, Direction::after},
};

}  // namespace

BOOST_DATA_TEST_CASE(reads_time_limits_in_words, data::make(limits)) {
  const Moment moment = ask(sample.phrase);
  BOOST_TEST(to_string(moment.kind) == "relative");
  BOOST_TEST_REQUIRE(moment.relative.has_value());
  BOOST_TEST(moment.relative->anchor == sample.anchor);
  BOOST_TEST((moment.relative->period == Period{sample.amount, sample.unit}));
  BOOST_TEST((moment.relative->direction == sample.direction));
}
