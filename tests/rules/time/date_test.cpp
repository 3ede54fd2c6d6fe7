#include "rules/time/date.hpp"

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <rapidcheck.h>

#include "rules/time/window.hpp"

using namespace termijn::rules;
namespace data = boost::unit_test::data;

namespace {

Date day(const char* text) { return parse_iso_date(text).value(); }

Date any_date() {
  // 0001-01-01 … 9999-12-31
  const auto days = *rc::gen::inRange(-719'162, 2'932'897);
  return std::chrono::sys_days{std::chrono::days{days}};
}

struct Sum {
  const char* start;
  int months;
  const char* end;

  friend std::ostream& operator<<(std::ostream& out, const Sum& sum) {
    return out << sum.start << " + " << sum.months;
  }
};

const Sum sums[] = {
    {"2023-01-31", 1, "2023-02-28"},  {"2024-01-31", 1, "2024-02-29"},
    {"2023-02-28", 1, "2023-03-28"},  // snapping to month ends says 31 March
    {"2024-02-29", 12, "2025-02-28"}, {"2020-02-29", 48, "2024-02-29"},
    {"2023-12-31", 2, "2024-02-29"},  {"2023-03-31", -1, "2023-02-28"},
    {"2023-01-15", -1, "2022-12-15"}, {"2023-05-31", 0, "2023-05-31"},
    {"2023-12-01", 1, "2024-01-01"},  {"2024-01-01", -13, "2022-12-01"},
};

// From the tables of the liturgical calendar, the earliest and latest included.
const char* easters[] = {"1818-03-22", "1943-04-25", "2000-04-23", "2008-03-23", "2023-04-09",
                         "2024-03-31", "2025-04-20", "2038-04-25", "2049-04-18"};

const char* no_dates[] = {"",           "2023-02-29",  "2023-13-01",  "2023-00-10",
                          "2023-04-31", "2023-6-9",    "23-06-09",    "2023-06-0x",
                          "2023/06/09", " 2023-06-09", "2023-06-09 ", "2023-06-00",
                          "+023-06-09", "-023-06-09"};

}  // namespace

BOOST_DATA_TEST_CASE(adds_months_without_snapping_to_the_month_end, data::make(sums)) {
  BOOST_TEST(to_string(add_months(day(sample.start), sample.months)) == sample.end);
}

BOOST_DATA_TEST_CASE(knows_easter, data::make(easters)) {
  BOOST_TEST(to_string(easter(day(sample).year())) == sample);
}

BOOST_DATA_TEST_CASE(refuses_what_is_no_date, data::make(no_dates)) {
  BOOST_TEST(!parse_iso_date(sample).has_value());
}

BOOST_AUTO_TEST_CASE(names_days) {
  BOOST_TEST(spelled(day("2023-06-09")) == "Fri 9 June 2023");
  BOOST_TEST(spelled(day("2024-12-01")) == "Sun 1 December 2024");
  BOOST_TEST(weekday_name(weekday_of(day("2023-07-15"))) == "Saturday");
  BOOST_TEST(month_name(std::chrono::September) == "September");
}

BOOST_AUTO_TEST_CASE(an_iso_week_begins_on_monday) {
  BOOST_TEST(to_string(iso_week_start(day("2023-06-12"))) == "2023-06-12");
  BOOST_TEST(to_string(iso_week_start(day("2023-06-18"))) == "2023-06-12");
  BOOST_TEST(to_string(iso_week_start(day("2021-01-01"))) == "2020-12-28");
}

BOOST_AUTO_TEST_CASE(month_sums_clamp_and_never_snap) {
  BOOST_TEST(rc::check([] {
    const Date start = any_date();
    const int months = *rc::gen::inRange(-1200, 1201);
    const Date end = add_months(start, months);
    RC_ASSERT(end.ok());
    const auto target =
        std::chrono::year_month{start.year(), start.month()} + std::chrono::months{months};
    RC_ASSERT((end.year() / end.month() == target));
    const Date last{target / std::chrono::last};
    RC_ASSERT(end.day() == std::min(start.day(), last.day()));
  }));
}

BOOST_AUTO_TEST_CASE(printed_dates_read_back) {
  BOOST_TEST(rc::check([] {
    const Date date = any_date();
    RC_ASSERT(parse_iso_date(to_string(date)) == date);
  }));
}

BOOST_AUTO_TEST_CASE(easter_is_a_sunday_after_the_equinox) {
  for (int year = 1583; year <= 9999; ++year) {
    const Date date = easter(std::chrono::year{year});
    BOOST_TEST_REQUIRE((weekday_of(date) == std::chrono::Sunday));
    BOOST_TEST_REQUIRE((date >= date.year() / 3 / 22 && date <= date.year() / 4 / 25));
  }
}

BOOST_AUTO_TEST_CASE(a_window_holds_its_start_and_says_of_its_end) {
  const Instant noon = std::chrono::sys_days{day("2023-06-09")} + std::chrono::hours{12};
  const auto second = std::chrono::seconds{1};
  const Window open_end{.from = noon, .until = noon + second * 60};
  BOOST_TEST(contains(open_end, noon));
  BOOST_TEST(!contains(open_end, noon - second));
  BOOST_TEST(!contains(open_end, noon + second * 60));
  const Window closed{.from = {}, .until = noon, .until_inclusive = true};
  BOOST_TEST(contains(closed, noon));
  BOOST_TEST(!contains(closed, noon + second));
  BOOST_TEST(contains(Window{}, noon));
}
