#include "rules/time/calendar.hpp"

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <rapidcheck.h>

using namespace termijn::rules;
namespace data = boost::unit_test::data;

namespace {

struct YearOf {
  const char* calendar;
  const char* holidays;  ///< Every holiday of one year, month and day.
  int year;

  friend std::ostream& operator<<(std::ostream& out, const YearOf& row) {
    return out << row.calendar << ' ' << row.year;
  }
};

// As the authorities published them.
const YearOf years[] = {
    {"BE", "01-01 04-10 05-01 05-18 05-29 07-21 08-15 11-01 11-11 12-25", 2023},
    {"BE", "01-01 04-01 05-01 05-09 05-20 07-21 08-15 11-01 11-11 12-25", 2024},
    // Ascension on Labour Day: 2 May in its place.
    {"BE", "01-01 03-24 05-01 05-02 05-12 07-21 08-15 11-01 11-11 12-25", 2008},
    {"BE-VLG", "01-01 04-10 05-01 05-18 05-29 07-11 07-21 08-15 11-01 11-11 12-25", 2023},
    {"NL", "01-01 04-07 04-10 04-27 04-28 05-05 05-18 05-19 05-29 12-25 12-26", 2023},
    {"NL", "01-01 03-29 04-01 04-27 05-05 05-09 05-10 05-20 12-25 12-26 12-27", 2024},
    // 27 April 2025 is a Sunday.
    {"NL", "01-01 04-18 04-21 04-26 05-05 05-29 05-30 06-09 12-25 12-26", 2025},
    {"NL", "01-01 04-18 04-21 04-26 05-05 05-29 06-09 12-25 12-26", 2014},
    {"NL", "01-01 03-29 04-01 04-30 05-05 05-09 05-20 12-25 12-26", 2013},
    // 30 April 2006 was a Sunday.
    {"NL", "01-01 04-14 04-17 04-29 05-05 05-25 06-05 12-25 12-26", 2006},
};

struct Spoiled {
  const char* text;
  std::uint32_t line;
  const char* says;

  friend std::ostream& operator<<(std::ostream& out, const Spoiled& row) { return out << row.says; }
};

const Spoiled spoiled[] = {
    {"id = \"X\"\nlaw = \"L\"\nfirst = 2000\nlast = 2050\nholy = 1\n", 5, "unknown key 'holy'"},
    {"law = \"L\"\nfirst = 2000\nlast = 2050\n", 1, "'id' must be a text"},
    {"id = \"X\"\nlaw = \"L\"\nfirst = 2000\nlast = 1999\n", 4, "'last' lies before 'first'"},
    {"id = \"X\"\nlaw = \"L\"\nfirst = \"2000\"\nlast = 2050\n", 3,
     "'first' must be a whole number"},
    {"id = \"X\"\nlaw = \"L\"\nfirst = 2000\nlast = 2050\nextends = \"ZZ\"\n", 5,
     "there is no calendar 'ZZ' to extend"},
    {"id = \"X\"\nlaw = \"L\"\nfirst = 1990\nlast = 2050\nextends = \"BE\"\n", 5,
     "'BE' covers 2000 to 2050 only"},
    {"id = \"X\"\nlaw = \"L\"\nfirst = 2000\nlast = 2050\n[[fixed]]\nday = \"02-30\"\nname = "
     "\"N\"\n",
     6, "'day' must be a month and a day"},
    {"id = \"X\"\nlaw = \"L\"\nfirst = 2000\nlast = 2050\n[[once]]\ndate = \"2008-05-02\"\nname = "
     "\"N\"\n",
     6, "'date' must be a date"},
    {"id = \"X\"\nlaw = \"L\"\nfirst = 2000\nlast = 2050\n[[once]]\ndate = 1999-05-02\nname = "
     "\"N\"\n",
     6, "this date lies outside the years"},
    {"id = \"X\"\nlaw = \"L\"\nfirst = 2000\nlast = 2050\n[[easter]]\noffset = 90\nname = \"N\"\n",
     6, "'offset' must be a whole number from -70 to 70"},
    {"id = \"X\"\nlaw = \"L\"\nfirst = 2000\nlast = 2050\nfixed = 3\n", 5,
     "write [[fixed]] above each entry"},
    {"id = \"X\"\nlaw = \n", 2, ""},
};

std::string holidays_in(const Calendar& calendar, int year) {
  std::string found;
  for (const auto& [date, name] : calendar.holidays()) {
    if (static_cast<int>(date.year()) != year) continue;
    BOOST_TEST(!name.empty());
    found += (found.empty() ? "" : " ") + to_string(date).substr(5);
  }
  return found;
}

Date day(const char* text) { return parse_iso_date(text).value(); }

}  // namespace

BOOST_DATA_TEST_CASE(knows_the_holidays_of_a_year, data::make(years)) {
  const Calendar* calendar = builtin_calendar(sample.calendar);
  BOOST_TEST_REQUIRE(calendar != nullptr);
  BOOST_TEST(holidays_in(*calendar, sample.year) == sample.holidays);
}

BOOST_DATA_TEST_CASE(says_where_a_file_is_wrong, data::make(spoiled)) {
  std::vector<DataFault> faults;
  BOOST_TEST(!read_calendar(sample.text, faults).has_value());
  BOOST_TEST_REQUIRE(!faults.empty());
  BOOST_TEST(faults.front().line == sample.line);
  BOOST_TEST(faults.front().column >= 1u);
  BOOST_TEST(faults.front().message.starts_with(sample.says), faults.front().message);
}

BOOST_AUTO_TEST_CASE(every_built_in_calendar_reads_and_covers_half_a_century) {
  const auto ids = builtin_calendar_ids();
  BOOST_TEST((ids == std::vector<std::string>{"BE", "BE-VLG", "NL", "FR", "DE", "LU", "EU"}));
  for (const std::string& id : ids) {
    std::vector<DataFault> faults;
    const auto read = read_calendar(builtin_calendar_text(id), faults);
    BOOST_TEST_REQUIRE(read.has_value(), id);
    BOOST_TEST(read->id() == id);
    BOOST_TEST((read->holidays() == builtin_calendar(id)->holidays()));
    BOOST_TEST(read->covers(day("2000-01-01")));
    BOOST_TEST(read->covers(day("2050-12-31")));
    BOOST_TEST(!read->covers(day("1999-12-31")));
    BOOST_TEST(!read->covers(day("2051-01-01")));
  }
  BOOST_TEST(builtin_calendar("XX") == nullptr);
  BOOST_TEST(builtin_calendar_text("XX").empty());
}

BOOST_AUTO_TEST_CASE(belgium_has_ten_legal_holidays_every_year) {
  for (int year = 2000; year <= 2050; ++year) {
    const std::string found = holidays_in(*builtin_calendar("BE"), year);
    BOOST_TEST(std::count(found.begin(), found.end(), ' ') == 9, year << ": " << found);
  }
}

BOOST_AUTO_TEST_CASE(two_holidays_on_one_day_are_both_named) {
  const std::string* name = builtin_calendar("BE")->holiday(day("2008-05-01"));
  BOOST_TEST_REQUIRE(name != nullptr);
  BOOST_TEST(*name == "Labour Day (Feest van de Arbeid) and Ascension Day (Hemelvaartsdag)");
}

BOOST_AUTO_TEST_CASE(a_call_closes_and_works_on_days_of_its_own) {
  const Calendar& belgium = *builtin_calendar("BE");
  const Calendar closed = belgium.with_closing_day(day("2023-12-26"), "bridge day");
  BOOST_TEST(belgium.holiday(day("2023-12-26")) == nullptr);
  BOOST_TEST_REQUIRE(closed.holiday(day("2023-12-26")) != nullptr);
  BOOST_TEST(*closed.holiday(day("2023-12-26")) == "bridge day");
  BOOST_TEST(!closed.declared_working(day("2023-12-26")));

  const Calendar works = closed.with_working_day(day("2023-12-25"));
  BOOST_TEST(works.declared_working(day("2023-12-25")));
  BOOST_TEST(works.holiday(day("2023-12-25")) == nullptr);
  const Calendar again = works.with_closing_day(day("2023-12-25"), "after all");
  BOOST_TEST(!again.declared_working(day("2023-12-25")));
}

BOOST_AUTO_TEST_CASE(spoiled_calendars_never_crash) {
  BOOST_TEST(rc::check([] {
    std::string text(builtin_calendar_text(*rc::gen::element("BE", "BE-VLG", "NL", "LU", "EU")));
    for (int n = *rc::gen::inRange(0, 6); n > 0 && !text.empty(); --n) {
      const auto at = *rc::gen::inRange<std::size_t>(0, text.size());
      if (*rc::gen::arbitrary<bool>()) {
        text[at] = *rc::gen::arbitrary<char>();
      } else {
        text.erase(at, *rc::gen::inRange<std::size_t>(1, 40));
      }
    }
    std::vector<DataFault> faults;
    const auto read = read_calendar(text, faults);
    RC_ASSERT(read.has_value() == faults.empty());
    faults.clear();
    read_calendar(*rc::gen::arbitrary<std::string>(), faults);
  }));
}

BOOST_AUTO_TEST_CASE(a_calendar_takes_from_the_one_below_its_own_years_only) {
  std::vector<DataFault> faults;
  const auto read = read_calendar(
      "id = \"X\"\nlaw = \"L\"\nfirst = 2020\nlast = 2021\nextends = \"BE\"\n", faults);
  BOOST_TEST_REQUIRE(read.has_value());
  BOOST_TEST((read->holidays().begin()->first.year() == std::chrono::year{2020}));
  BOOST_TEST((read->holidays().rbegin()->first.year() == std::chrono::year{2021}));
  BOOST_TEST(read->holidays().size() == 20U);
}

BOOST_AUTO_TEST_CASE(the_friday_after_ascension_is_on_a_par_in_the_listed_years) {
  // Ascension is 39 days after Easter: 18 May 2023, 6 May 2027.
  const Calendar& netherlands = *builtin_calendar("NL");
  BOOST_TEST(netherlands.holiday(parse_iso_date("2023-05-19").value()) != nullptr);
  BOOST_TEST(netherlands.holiday(parse_iso_date("2027-05-07").value()) != nullptr);
  BOOST_TEST(netherlands.holiday(parse_iso_date("2027-05-15").value()) == nullptr);
}
