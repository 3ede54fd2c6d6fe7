// Limits that are put together. Every end is worked out by hand with the Belgian
// calendar of 2023; the receipts are in tests/golden/moment/combined.expected.
#include <cstdlib>
#include <fstream>

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <fmt/format.h>

#include "../../../support/files.hpp"
#include "support.hpp"

using namespace termijn::rules;
namespace data = boost::unit_test::data;

namespace {

using Events = std::map<std::string, Instant, std::less<>>;

const Regime& civil() { return *builtin_regime("be-civil"); }
const Calendar& belgium() { return *builtin_calendar("BE"); }

Moment limit_of(const std::string& phrase, const Events& events, ReadAs as = ReadAs::deadline,
                std::optional<int> year = std::nullopt) {
  const auto zone = termijn::tests::zones()("Europe/Brussels");
  const MomentContext context{.zone = *zone,
                              .zones = termijn::tests::zones(),
                              .year = year,
                              .as = as,
                              .language = Language::any,
                              .half_days = {},
                              .last_minute_whole = false,
                              .regime = &civil(),
                              .calendar = &belgium(),
                              .anchors = events};
  return resolve_moment({phrase, {0, 0, static_cast<std::uint32_t>(phrase.size())}}, context);
}

/// At ten o'clock that day, whatever the event is called.
Events all_on(const char* date) {
  const auto zone = termijn::tests::zones()("Europe/Brussels");
  const Instant at = zone->start_of_day(parse_iso_date(date).value()) + std::chrono::hours{10};
  Events events;
  for (const char* name : {"beslissing", "decision", "ontvangst", "receipt", "verzending"}) {
    events[name] = at;
  }
  return events;
}

std::string codes(const Moment& moment) {
  std::string found;
  for (const Diagnostic& one : moment.diagnostics) found += (found.empty() ? "" : " ") + one.code;
  return found;
}

struct Case {
  const char* phrase;
  const char* event;  ///< The day on which every event happened.
  const char* ends;   ///< `2023-10-20` closes that day, `2023-04-03T17:00` that minute.

  friend std::ostream& operator<<(std::ostream& out, const Case& row) {
    return out << row.phrase << " from " << row.event;
  }
};

const Case cases[] = {
    // 9 October + 14 days is Monday 23 October, 2 October + 14 is Monday 16 October.
    {"14 dagen na beslissing, maar niet na 20 oktober 2023", "2023-10-09", "2023-10-20"},
    {"14 dagen na beslissing, maar niet na 20 oktober 2023", "2023-10-02", "2023-10-16"},
    {"14 days after decision, but not after 20 October 2023", "2023-10-09", "2023-10-20"},
    {"beslissing + 14 dagen, maar niet later dan 20 oktober 2023 om 12u", "2023-10-09",
     "2023-10-20T12:00"},
    {"14 dagen na beslissing maar uiterlijk 20/10/2023", "2023-10-09", "2023-10-20"},
    {"14 dagen na beslissing, en in elk geval voor 20/10/2023", "2023-10-09", "2023-10-19"},
    {"14 dagen na beslissing (maar ten laatste op 20/10/2023)", "2023-10-09", "2023-10-20"},
    {"within 14 days of decision, but no later than 20 October 2023", "2023-10-09", "2023-10-20"},
    {"14 dagen na beslissing, maar niet na 10 werkdagen na beslissing", "2023-10-09", "2023-10-23"},
    {"14 dagen na beslissing, maar niet voor 20 oktober 2023", "2023-10-02", "2023-10-20"},
    {"14 dagen na beslissing, maar niet voor 20 oktober 2023", "2023-10-09", "2023-10-23"},
    {"14 dagen na beslissing, ten vroegste op 20 oktober 2023", "2023-10-02", "2023-10-20"},
    {"14 days after decision, no earlier than 20 October 2023", "2023-10-02", "2023-10-20"},
    {"14 dagen na beslissing, maar niet voor 20/10/2023 en niet na 27/10/2023", "2023-10-20",
     "2023-10-27"},
    // Working days: 20 October 2023 is a Friday, 1 May a Monday and a holiday.
    {"de eerste werkdag na 20 oktober 2023", "2023-01-01", "2023-10-23"},
    {"the first working day after 29 April 2023", "2023-01-01", "2023-05-02"},
    {"uiterlijk op de eerstvolgende werkdag na 21 juli 2023", "2023-01-01", "2023-07-24"},
    {"de laatste werkdag voor 1 mei 2023", "2023-01-01", "2023-04-28"},
    {"the last working day before 1 May 2023", "2023-01-01", "2023-04-28"},
    {"de eerste werkdag na beslissing", "2023-10-20", "2023-10-23"},
    {"de derde werkdag na de verzending", "2023-06-09", "2023-06-14"},
    // 1 April 2023 is a Saturday, 1 February 2020 too (the rule of a research fund).
    {"1 april 2023 om 17u, of de maandag daarna om 17u als het een weekend is", "2023-01-01",
     "2023-04-03T17:00"},
    {"1 februari 2020 om 17u, of de maandag daarna om 17u als het een weekend is", "2023-01-01",
     "2020-02-03T17:00"},
    {"3 april 2023 om 17u, of de maandag daarna om 17u als het een weekend is", "2023-01-01",
     "2023-04-03T17:00"},
    {"1 April 2023 at 17:00, or the following Monday at 17:00 if it falls on a weekend",
     "2023-01-01", "2023-04-03T17:00"},
    {"1 april 2023, of de maandag daarna om 12u00 als het een weekend is", "2023-01-01",
     "2023-04-03T12:00"},
    {"1 april 2023 om 17u, of de maandag daarna als het een weekend is", "2023-01-01",
     "2023-04-03T17:00"},
    {"21 juli 2023, of de eerstvolgende werkdag als het een feestdag is", "2023-01-01",
     "2023-07-24"},
    {"22 juli 2023, of de eerstvolgende werkdag als het een feestdag is", "2023-01-01",
     "2023-07-22"},
    {"5 September 2021 at 17:00, or the next business day if it falls on a weekend or a public "
     "holiday",
     "2023-01-01", "2021-09-06T17:00"},
    {"29 april 2023, of de eerstvolgende werkdag als het een zaterdag, zondag of feestdag is",
     "2023-01-01", "2023-05-02"},
    // The earlier and the later of two.
    {"de vroegste van 14 dagen na beslissing en 20 oktober 2023", "2023-10-09", "2023-10-20"},
    {"het laatste van 14 dagen na beslissing en 20 oktober 2023", "2023-10-09", "2023-10-23"},
    {"the earlier of 14 days after decision and 20 October 2023", "2023-10-02", "2023-10-16"},
    {"14 days after decision or 20 October 2023, whichever is later", "2023-10-02", "2023-10-20"},
    {"14 dagen na beslissing of 20 oktober 2023, wat het eerst komt", "2023-10-02", "2023-10-16"},
    {"the later of the first working day after decision and 3 days after receipt", "2023-10-02",
     "2023-10-05"},
    // 4-14 July are eleven days, 16 August the twelfth, 3 September (Sunday) the thirtieth.
    {"30 dagen na ontvangst, geschorst van 15 juli 2023 tot en met 15 augustus 2023", "2023-07-03",
     "2023-09-04"},
    {"30 days after receipt, suspended from 15 July 2023 up to and including 15 August 2023",
     "2023-07-03", "2023-09-04"},
    // Nominal end 3 August; 20 days of it were suspended and run on from 16 August.
    {"1 maand na ontvangst, geschorst van 15 juli 2023 tot en met 15 augustus 2023", "2023-07-03",
     "2023-09-04"},
    // Nine working days until 14 July, the tenth on 16 August.
    {"10 werkdagen na ontvangst, geschorst van 15 juli 2023 tot en met 15 augustus 2023",
     "2023-07-03", "2023-08-16"},
    {"30 dagen na ontvangst, geschorst van 15 juli 2023 tot en met 15 augustus 2023, maar niet na "
     "1 september 2023",
     "2023-07-03", "2023-09-01"},
    // A suspension that lies behind the limit changes nothing.
    {"14 dagen na ontvangst, geschorst van 15 augustus 2023 tot en met 20 augustus 2023",
     "2023-07-03", "2023-07-17"},
};

std::string expected_end(const Case& row) {
  const std::string ends = row.ends;
  const auto zone = termijn::tests::zones()("Europe/Brussels");
  const Date day = parse_iso_date(ends.substr(0, 10)).value();
  if (ends.size() == 10) return rfc3339(zone->start_of_day(add_days(day, 1)), *zone) + ")";
  const std::chrono::hours hour{std::stoi(ends.substr(11, 2))};
  return rfc3339(zone->read({day, hour}).first, *zone) + "]";
}

}  // namespace

BOOST_DATA_TEST_CASE(puts_limits_together, data::make(cases)) {
  const Moment moment = limit_of(sample.phrase, all_on(sample.event));
  const bool fixed = std::string_view(sample.event) == "2023-01-01";
  BOOST_TEST(termijn::tests::answer(moment) ==
                 (fixed ? "exact (-inf, " : "relative (-inf, ") + expected_end(sample),
             termijn::tests::answer(moment) << " " << codes(moment));
  BOOST_TEST(moment.relative.has_value() == !fixed);
  BOOST_TEST(!moment.steps.empty());
}

namespace {

struct Refused {
  const char* phrase;
  const char* code;

  friend std::ostream& operator<<(std::ostream& out, const Refused& row) {
    return out << row.phrase;
  }
};

const Refused refused[] = {
    {"14 dagen na beslissing, maar niet na 20/10/2023 en niet voor 01/11/2023", "E0161"},
    {"14 dagen na beslissing, maar niet voor 01/11/2023 en niet na 20/10/2023", "E0161"},
    {"48 uur na ontvangst, geschorst van 15 juli 2023 tot en met 15 augustus 2023", "E0162"},
    {"14 dagen voor de zitting, geschorst van 15/07/2023 tot en met 15/08/2023", "E0162"},
    {"14 dagen na beslissing, geschorst vanaf 15 juli 2023", "E0162"},
    {"14 dagen na beslissing, geschorst van 15/07/2023 om 12u tot en met 15/08/2023", "E0162"},
    {"14 dagen na beslissing, maar niet na 20 oktober", "E0163"},
    {"14 dagen na beslissing, maar niet na", "E0163"},
    {"14 dagen na beslissing, maar uiterlijk vanaf 20 oktober 2023", ""},
    {"14 dagen na beslissing, maar niet na 20 oktober 2023; 27 oktober 2023", "E0163"},
    {"14 dagen na beslissing, maar niet na de vergadering van 20 oktober 2023", "E0163"},
    {"14 dagen na beslissing, maar niet na eind oktober", ""},
    {"de laatste werkdag na 20 oktober 2023", "E0163"},
    {"de eerste werkdag na 20 oktober 2023 om 17u", "E0163"},
    {"de eerste werkdag na de week van 12/06/2023", "E0163"},
    {"de vroegste van 14 dagen na A en 15 dagen na B en 20 oktober 2023", "E0164"},
    {"de vroegste van 14 dagen na A en B en 20 oktober 2023", "E0164"},
    {"1 april 2023 om 17u, of de maandag daarna om 17u", "E0165"},
    {"1 april 2023 om 17u, of de maandag daarna als het regent", "E0165"},
    {"1 april 2023, of de maandag daarna om 5 uur als het een weekend is", "E0165"},
    {"jaarlijks voor 1 maart 2023", "E0166"},
};

}  // namespace

BOOST_DATA_TEST_CASE(refuses_what_does_not_hang_together, data::make(refused)) {
  const Moment moment = limit_of(sample.phrase, all_on("2023-10-09"));
  BOOST_TEST(to_string(moment.kind) == "error", termijn::tests::answer(moment));
  BOOST_TEST(moment.sessions.empty());
  BOOST_TEST_REQUIRE(!moment.diagnostics.empty());
  if (*sample.code != '\0') BOOST_TEST(codes(moment) == sample.code);
}

BOOST_AUTO_TEST_CASE(leaves_a_doubt_in_a_part_in_doubt) {
  const Moment moment = limit_of(
      "30 days after receipt, suspended from 15 July 2023 to 15 August 2023", all_on("2023-07-03"));
  BOOST_TEST(to_string(moment.kind) == "ambiguous");
  BOOST_TEST(codes(moment) == "E0131");
  BOOST_TEST(moment.readings.size() == 2U);
}

BOOST_AUTO_TEST_CASE(keeps_the_main_limit_beside_its_bounds) {
  const Moment moment = limit_of("14 dagen na beslissing, maar niet na 20 oktober 2023", {});
  BOOST_TEST(to_string(moment.kind) == "relative");
  BOOST_TEST_REQUIRE(moment.relative.has_value());
  BOOST_TEST(moment.relative->anchor == "beslissing");
  BOOST_TEST((moment.relative->period == Period{14, Unit::day}));
  BOOST_TEST(moment.sessions.empty());
}

BOOST_AUTO_TEST_CASE(a_day_that_moves_is_a_whole_day_as_a_window) {
  BOOST_TEST(termijn::tests::answer(
                 limit_of("de eerste werkdag na 20 oktober 2023", {}, ReadAs::window)) ==
             "exact [2023-10-23T00:00:00+02:00, 2023-10-24T00:00:00+02:00)");
  BOOST_TEST(
      termijn::tests::answer(limit_of("de eerste werkdag na 20 oktober 2023", {}, ReadAs::start)) ==
      "exact [2023-10-23T00:00:00+02:00, +inf)");
}

BOOST_AUTO_TEST_CASE(an_end_that_the_clocks_skip_is_no_end) {
  // 26 March 2023 is a Sunday; at 2:30 the clocks jump to 3:30.
  const Moment moment =
      limit_of("25 maart 2023 om 02u30, of de volgende zondag als het een zaterdag is", {});
  BOOST_TEST(codes(moment) == "E0119");
}

BOOST_AUTO_TEST_CASE(every_year_gives_the_date_of_the_year_of_the_call) {
  for (const char* phrase : {"yearly: voor 1 maart", "jaarlijks: voor 1 maart",
                             "elk jaar voor 1 maart", "every year before 1 March"}) {
    const Moment moment = limit_of(phrase, {}, ReadAs::deadline, 2024);
    BOOST_TEST(termijn::tests::answer(moment) == "recurring (-inf, 2024-03-01T00:00:00+01:00)",
               phrase);
    BOOST_TEST(moment.diagnostics.empty(), phrase);
    BOOST_TEST(termijn::tests::answer(limit_of(phrase, {})) == "recurring", phrase);
  }
}

BOOST_AUTO_TEST_CASE(the_leap_day_is_the_last_of_february_in_other_years) {
  const char* const phrase = "jaarlijks uiterlijk 29 februari";
  BOOST_TEST(termijn::tests::answer(limit_of(phrase, {}, ReadAs::deadline, 2024)) ==
             "recurring (-inf, 2024-03-01T00:00:00+01:00)");
  BOOST_TEST(codes(limit_of(phrase, {}, ReadAs::deadline, 2024)).empty());
  const Moment other = limit_of(phrase, {}, ReadAs::deadline, 2023);
  BOOST_TEST(termijn::tests::answer(other) == "recurring (-inf, 2023-03-01T00:00:00+01:00)");
  BOOST_TEST(codes(other) == "W0111");
  BOOST_TEST(codes(limit_of(phrase, {})).empty());
}

BOOST_AUTO_TEST_CASE(thousands_of_joints_are_read_or_refused_in_no_time) {
  for (const char* part : {", by ", " of de maandag daarna ", " en 1 dag na A ", ", geschorst "}) {
    std::string phrase = "14 dagen na A";
    while (phrase.size() + std::string_view(part).size() < 1000) phrase += part;
    BOOST_TEST(to_string(limit_of(phrase, {}).kind) == "error");
  }
}

namespace {

struct Told {
  const char* phrase;
  const char* event;  ///< Null: the limit hangs on none.
};

const Told told[] = {
    {"14 dagen na beslissing, maar niet na 20 oktober 2023", "2023-10-09"},
    {"14 dagen na beslissing, maar niet na 20 oktober 2023", "2023-10-02"},
    {"3 days after decision, but not before 20 October 2023 at 12:00", "2023-10-02"},
    {"de eerste werkdag na 21 juli 2023", nullptr},
    {"de laatste werkdag voor 1 mei 2023", nullptr},
    {"1 april 2023 om 17u, of de maandag daarna om 17u als het een weekend is", nullptr},
    {"3 april 2023 om 17u, of de maandag daarna om 17u als het een weekend is", nullptr},
    {"21 juli 2023, of de eerstvolgende werkdag als het een feestdag is", nullptr},
    {"de vroegste van 3 dagen na beslissing en 20 oktober 2023", "2023-10-09"},
    {"the later of 3 days after receipt and 2 working days after decision", "2023-10-05"},
    {"20 dagen na ontvangst, geschorst van 15 juli 2023 tot en met 15 augustus 2023", "2023-07-10"},
    {"1 maand na ontvangst, geschorst van 15 juli 2023 tot en met 20 juli 2023", "2023-07-03"},
};

}  // namespace

BOOST_AUTO_TEST_CASE(tells_every_combination_in_plain_words) {
  const auto zone = termijn::tests::zones()("Europe/Brussels");
  std::string receipts;
  for (const Told& row : told) {
    const Moment moment = limit_of(row.phrase, row.event ? all_on(row.event) : Events{});
    BOOST_TEST_REQUIRE(moment.sessions.size() == 1U, row.phrase);
    const Window& window = moment.sessions.front();
    const Limit limit{*window.until, window.until_inclusive, moment.steps};
    receipts += fmt::format("{}{}\n{}\n", row.phrase,
                            row.event ? fmt::format(" (it was {})", row.event) : "",
                            receipt(limit, {civil(), belgium(), *zone}));
  }
  const std::string golden = "tests/golden/moment/combined.expected";
  if (std::getenv("TERMIJN_GOLDEN_UPDATE") != nullptr) {
    std::ofstream(TERMIJN_SOURCE_DIR "/" + golden, std::ios::binary) << receipts;
  }
  BOOST_TEST(receipts == termijn::tests::contents(golden));
}
