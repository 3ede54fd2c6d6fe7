// The holidays of whole years, worked out by hand from a table of Easter dates and
// the text of each law; nothing here is computed by the code under test.
#include <array>
#include <map>
#include <set>

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include "rules/time/calendar.hpp"

using namespace termijn::rules;
namespace data = boost::unit_test::data;

namespace {

// Easter Sundays 2000-2050, as printed in church almanacs.
constexpr std::array easters{
    "2000-04-23", "2001-04-15", "2002-03-31", "2003-04-20", "2004-04-11", "2005-03-27",
    "2006-04-16", "2007-04-08", "2008-03-23", "2009-04-12", "2010-04-04", "2011-04-24",
    "2012-04-08", "2013-03-31", "2014-04-20", "2015-04-05", "2016-03-27", "2017-04-16",
    "2018-04-01", "2019-04-21", "2020-04-12", "2021-04-04", "2022-04-17", "2023-04-09",
    "2024-03-31", "2025-04-20", "2026-04-05", "2027-03-28", "2028-04-16", "2029-04-01",
    "2030-04-21", "2031-04-13", "2032-03-28", "2033-04-17", "2034-04-09", "2035-03-25",
    "2036-04-13", "2037-04-05", "2038-04-25", "2039-04-10", "2040-04-01", "2041-04-21",
    "2042-04-06", "2043-03-29", "2044-04-17", "2045-04-09", "2046-03-25", "2047-04-14",
    "2048-04-05", "2049-04-18", "2050-04-10"};

struct YearOf {
  const char* calendar;
  int year;
  const char* holidays;  ///< Every holiday of the year, month and day.

  friend std::ostream& operator<<(std::ostream& out, const YearOf& row) {
    return out << row.calendar << ' ' << row.year;
  }
};

const YearOf years[] = {
    {"BE", 2000, "01-01 04-24 05-01 06-01 06-12 07-21 08-15 11-01 11-11 12-25"},
    {"BE", 2005, "01-01 03-28 05-01 05-05 05-16 07-21 08-15 11-01 11-11 12-25"},
    {"BE", 2011, "01-01 04-25 05-01 06-02 06-13 07-21 08-15 11-01 11-11 12-25"},
    {"BE", 2018, "01-01 04-02 05-01 05-10 05-21 07-21 08-15 11-01 11-11 12-25"},
    {"BE", 2038, "01-01 04-26 05-01 06-03 06-14 07-21 08-15 11-01 11-11 12-25"},
    {"BE", 2050, "01-01 04-11 05-01 05-19 05-30 07-21 08-15 11-01 11-11 12-25"},
    // The replaced Ascension Day is one of the Flemish services too.
    {"BE-VLG", 2008, "01-01 03-24 05-01 05-02 05-12 07-11 07-21 08-15 11-01 11-11 12-25"},
    {"BE-VLG", 2000, "01-01 04-24 05-01 06-01 06-12 07-11 07-21 08-15 11-01 11-11 12-25"},
    {"BE-VLG", 2011, "01-01 04-25 05-01 06-02 06-13 07-11 07-21 08-15 11-01 11-11 12-25"},
    {"BE-VLG", 2018, "01-01 04-02 05-01 05-10 05-21 07-11 07-21 08-15 11-01 11-11 12-25"},
    {"BE-VLG", 2024, "01-01 04-01 05-01 05-09 05-20 07-11 07-21 08-15 11-01 11-11 12-25"},
    {"BE-VLG", 2038, "01-01 04-26 05-01 06-03 06-14 07-11 07-21 08-15 11-01 11-11 12-25"},
    // 30 April 2000 was a Sunday.
    {"NL", 2000, "01-01 04-21 04-24 04-29 05-05 06-01 06-12 12-25 12-26"},
    // Ascension on Liberation Day.
    {"NL", 2005, "01-01 03-25 03-28 04-30 05-05 05-16 12-25 12-26"},
    // Ascension on 1 May, which is no holiday here; so nothing is replaced.
    {"NL", 2008, "01-01 03-21 03-24 04-30 05-01 05-05 05-12 12-25 12-26"},
    {"NL", 2017, "01-01 04-14 04-17 04-27 04-28 05-05 05-25 05-26 06-05 12-25 12-26"},
    {"NL", 2020, "01-01 04-10 04-13 04-27 05-05 05-21 06-01 12-25 12-26"},
    // 27 April 2031 is a Sunday.
    {"NL", 2031, "01-01 04-11 04-14 04-26 05-05 05-22 06-02 12-25 12-26"},
    {"NL", 2050, "01-01 04-08 04-11 04-27 05-05 05-19 05-30 12-25 12-26"},
    {"FR", 2000, "01-01 04-24 05-01 05-08 06-01 06-12 07-14 08-15 11-01 11-11 12-25"},
    // Whit Monday of the first year of the day of solidarity.
    {"FR", 2005, "01-01 03-28 05-01 05-05 05-08 05-16 07-14 08-15 11-01 11-11 12-25"},
    // Ascension on Labour Day: two of the eleven fall together, nothing replaces one.
    {"FR", 2008, "01-01 03-24 05-01 05-08 05-12 07-14 08-15 11-01 11-11 12-25"},
    {"FR", 2013, "01-01 04-01 05-01 05-08 05-09 05-20 07-14 08-15 11-01 11-11 12-25"},
    {"FR", 2023, "01-01 04-10 05-01 05-08 05-18 05-29 07-14 08-15 11-01 11-11 12-25"},
    {"FR", 2024, "01-01 04-01 05-01 05-08 05-09 05-20 07-14 08-15 11-01 11-11 12-25"},
    {"FR", 2050, "01-01 04-11 05-01 05-08 05-19 05-30 07-14 08-15 11-01 11-11 12-25"},
    {"DE", 2000, "01-01 04-21 04-24 05-01 06-01 06-12 10-03 12-25 12-26"},
    {"DE", 2008, "01-01 03-21 03-24 05-01 05-12 10-03 12-25 12-26"},
    {"DE", 2016, "01-01 03-25 03-28 05-01 05-05 05-16 10-03 12-25 12-26"},
    {"DE", 2017, "01-01 04-14 04-17 05-01 05-25 06-05 10-03 10-31 12-25 12-26"},
    // Reformation Day and, in Berlin, 8 May: not everywhere.
    {"DE", 2018, "01-01 03-30 04-02 05-01 05-10 05-21 10-03 12-25 12-26"},
    {"DE", 2020, "01-01 04-10 04-13 05-01 05-21 06-01 10-03 12-25 12-26"},
    {"DE", 2038, "01-01 04-23 04-26 05-01 06-03 06-14 10-03 12-25 12-26"},
    {"LU", 2000, "01-01 04-24 05-01 06-01 06-12 06-23 08-15 11-01 12-25 12-26"},
    {"LU", 2008, "01-01 03-24 05-01 05-12 06-23 08-15 11-01 12-25 12-26"},
    // The last year without Europe Day, and the first with it.
    {"LU", 2018, "01-01 04-02 05-01 05-10 05-21 06-23 08-15 11-01 12-25 12-26"},
    {"LU", 2019, "01-01 04-22 05-01 05-09 05-30 06-10 06-23 08-15 11-01 12-25 12-26"},
    {"LU", 2023, "01-01 04-10 05-01 05-09 05-18 05-29 06-23 08-15 11-01 12-25 12-26"},
    // Ascension on Europe Day.
    {"LU", 2024, "01-01 04-01 05-01 05-09 05-20 06-23 08-15 11-01 12-25 12-26"},
    {"LU", 2050, "01-01 04-11 05-01 05-09 05-19 05-30 06-23 08-15 11-01 12-25 12-26"},
};

// The lists of the Commission, which leave out weekends. 2013: OJ C 243, 20.8.2011;
// 2014: OJ C 39, 12.2.2013; 2023: OJ C 201 I, 28.5.2021; 2024: OJ C 440, 21.11.2022;
// 2002: the Commission's own notice of 6 December 2001.
const YearOf published[] = {
    {"EU", 2002,
     "01-01 01-02 03-28 03-29 04-01 05-01 05-09 05-10 05-20 08-15 11-01 12-24 12-25 12-26 "
     "12-27 12-30 12-31"},
    {"EU", 2013,
     "01-01 01-02 03-28 03-29 04-01 05-01 05-09 05-10 05-20 08-15 11-01 12-24 12-25 12-26 "
     "12-27 12-30 12-31"},
    {"EU", 2014,
     "01-01 01-02 04-17 04-18 04-21 05-01 05-09 05-29 05-30 06-09 07-21 08-15 12-24 12-25 "
     "12-26 12-29 12-30 12-31"},
    {"EU", 2017,
     "01-02 04-13 04-14 04-17 05-01 05-09 05-25 05-26 06-05 07-21 08-15 11-01 11-02 12-25 "
     "12-26 12-27 12-28 12-29"},
    {"EU", 2020,
     "01-01 01-02 04-09 04-10 04-13 05-01 05-21 05-22 06-01 07-21 11-02 12-24 12-25 12-28 "
     "12-29 12-30 12-31"},
    {"EU", 2023,
     "01-02 04-06 04-07 04-10 05-01 05-09 05-18 05-19 05-29 07-21 08-15 11-01 11-02 12-25 "
     "12-26 12-27 12-28 12-29"},
    {"EU", 2024,
     "01-01 01-02 03-28 03-29 04-01 05-01 05-09 05-10 05-20 08-15 11-01 12-24 12-25 12-26 "
     "12-27 12-30 12-31"},
};

Date easter_of(int year) {
  return parse_iso_date(easters.at(static_cast<std::size_t>(year - 2000))).value();
}

bool in_weekend(Date date) {
  return weekday_of(date) == std::chrono::Saturday || weekday_of(date) == std::chrono::Sunday;
}

std::string holidays_in(const Calendar& calendar, int year, bool weekends) {
  std::string found;
  for (const auto& [date, name] : calendar.holidays()) {
    if (static_cast<int>(date.year()) != year || (!weekends && in_weekend(date))) continue;
    found += (found.empty() ? "" : " ") + to_string(date).substr(5);
  }
  return found;
}

/// Every feast that follows Easter, by the words that its name begins with.
const std::map<std::string, int> feasts{
    {"Maundy Thursday", -3}, {"Good Friday", -2},   {"Easter Monday", 1},
    {"Ascension Day", 39},   {"day after Asc", 40}, {"Whit Monday", 50},
};

/// How often each such feast stands in a year of each calendar.
const std::map<std::string, std::set<int>> kept{
    {"BE", {1, 39, 50}},
    {"BE-VLG", {1, 39, 50}},
    {"NL", {-2, 1, 39, 50}},
    {"FR", {1, 39, 50}},
    {"DE", {-2, 1, 39, 50}},
    {"LU", {1, 39, 50}},
    {"EU", {-3, -2, 1, 39, 40, 50}},
};

}  // namespace

BOOST_DATA_TEST_CASE(knows_every_holiday_of_a_year, data::make(years)) {
  BOOST_TEST(holidays_in(*builtin_calendar(sample.calendar), sample.year, true) == sample.holidays);
}

BOOST_DATA_TEST_CASE(follows_the_lists_of_the_commission, data::make(published)) {
  BOOST_TEST(holidays_in(*builtin_calendar(sample.calendar), sample.year, false) ==
             sample.holidays);
}

BOOST_AUTO_TEST_CASE(easter_is_that_of_the_almanac) {
  for (int year = 2000; year <= 2050; ++year) {
    BOOST_TEST(to_string(easter(std::chrono::year{year})) ==
               easters.at(static_cast<std::size_t>(year - 2000)));
  }
}

BOOST_AUTO_TEST_CASE(every_movable_feast_stands_in_its_place_after_easter) {
  for (const auto& [id, offsets] : kept) {
    const Calendar& calendar = *builtin_calendar(id);
    for (int year = 2000; year <= 2050; ++year) {
      for (const auto& [name, offset] : feasts) {
        const std::string* there = calendar.holiday(add_days(easter_of(year), offset));
        const bool found = there != nullptr && there->find(name) != std::string::npos;
        BOOST_TEST(found == offsets.contains(offset), id << ' ' << year << ' ' << name);
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(a_holiday_is_either_a_feast_of_easter_or_on_its_own_day_each_year) {
  for (const auto& [id, offsets] : kept) {
    std::map<std::string, int> times;  // A day of the year, and in how many years it is off.
    for (const auto& [date, name] : builtin_calendar(id)->holidays()) {
      const auto after = (std::chrono::sys_days{date} -
                          std::chrono::sys_days{easter_of(static_cast<int>(date.year()))})
                             .count();
      const bool one_off =
          name.find("par") != std::string::npos || name.find("replaced") != std::string::npos;
      if (one_off || offsets.contains(static_cast<int>(after))) continue;
      ++times[to_string(date).substr(5)];
    }
    for (const auto& [day, count] : times) {
      const bool law_changed = day == "04-30" || day == "04-29" || day == "04-27" ||
                               day == "04-26" || (id == "LU" && day == "05-09") ||
                               (id == "DE" && day == "10-31");
      // Where a feast falls on the day, it is counted with the feast.
      BOOST_TEST((law_changed || count >= 45), id << ' ' << day << ' ' << count);
    }
  }
}
