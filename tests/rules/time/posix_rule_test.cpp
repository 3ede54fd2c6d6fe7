#include "rules/time/detail/posix_rule.hpp"

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <rapidcheck.h>

#include "rules/time/zone.hpp"

using namespace termijn::rules;
using detail::local_second;
using detail::parse_posix_rule;
namespace data = boost::unit_test::data;
namespace chr = std::chrono;

namespace {

/// When a rule that starts summer with `change` does so, by the wall clock.
struct Start {
  const char* change;
  int year;
  const char* local;

  friend std::ostream& operator<<(std::ostream& out, const Start& row) {
    return out << row.change << ' ' << row.year;
  }
};

const Start starts[] = {
    {"M3.5.0", 2023, "2023-03-26T02:00:00Z"},
    {"M3.5.0/3", 2024, "2024-03-31T03:00:00Z"},
    {"M3.2.0", 2024, "2024-03-10T02:00:00Z"},
    {"M1.5.0", 2023, "2023-01-29T02:00:00Z"},
    {"M12.1.6", 2023, "2023-12-02T02:00:00Z"},
    {"M10.1.0/2:30:15", 2023, "2023-10-01T02:30:15Z"},
    // J60 is 1 March in every year; J59 is 28 February.
    {"J60", 2023, "2023-03-01T02:00:00Z"},
    {"J60", 2024, "2024-03-01T02:00:00Z"},
    {"J59/0", 2024, "2024-02-28T00:00:00Z"},
    {"J365", 2024, "2024-12-31T02:00:00Z"},
    // 59 counts from nought and knows 29 February.
    {"59", 2024, "2024-02-29T02:00:00Z"},
    {"59", 2023, "2023-03-01T02:00:00Z"},
    {"0/0", 2023, "2023-01-01T00:00:00Z"},
    // The hour may lie outside the day (as Greenland's and Gaza's did).
    {"M3.5.0/-1", 2023, "2023-03-25T23:00:00Z"},
    {"M3.4.4/50", 2023, "2023-03-25T02:00:00Z"},
};

const char* no_rules[] = {
    "",
    "CET",
    "CE-1",
    "CET-25",
    "CET-1CEST",
    "CET-1CEST,",
    "CET-1CEST,M3.5.0",
    "CET-1CEST,M13.5.0,M10.5.0",
    "CET-1CEST,M3.6.0,M10.5.0",
    "CET-1CEST,M3.0.0,M10.5.0",
    "CET-1CEST,M3.5.7,M10.5.0",
    "CET-1CEST,J0,J60",
    "CET-1CEST,J366,J60",
    "CET-1CEST,366,60",
    "CET-1CEST,M3.5.0/168,M10.5.0",
    "CET-1CEST,M3.5.0,M10.5.0/3 ",
    "<CET-1",
    "CET-1:60",
    "CET-1CEST,M3.5.0,M10.5.0,M11.1.0",
};

}  // namespace

BOOST_DATA_TEST_CASE(knows_when_a_yearly_change_falls, data::make(starts)) {
  const auto rule = parse_posix_rule("AAA3BBB," + std::string(sample.change) + ",M11.1.0");
  BOOST_TEST_REQUIRE(rule.has_value());
  const Instant at{chr::seconds{local_second(rule->starts, chr::year{sample.year})}};
  BOOST_TEST(rfc3339(at) == sample.local);
}

BOOST_AUTO_TEST_CASE(offsets_are_east_of_greenwich_though_posix_counts_west) {
  const auto lord_howe = parse_posix_rule("<+1030>-10:30<+11>-11,M10.1.0,M4.1.0").value();
  BOOST_TEST(lord_howe.standard == 37'800);
  BOOST_TEST(lord_howe.summer == 39'600);
  const auto new_york = parse_posix_rule("EST5EDT,M3.2.0,M11.1.0").value();
  BOOST_TEST(new_york.standard == -18'000);
  BOOST_TEST(new_york.summer == -14'400);
  BOOST_TEST(!parse_posix_rule("<-03>3").value().has_summer);
}

BOOST_DATA_TEST_CASE(refuses_what_is_no_rule, data::make(no_rules)) {
  BOOST_TEST(!parse_posix_rule(sample).has_value());
}

BOOST_AUTO_TEST_CASE(spoiled_rules_never_crash) {
  BOOST_TEST(rc::check([] {
    std::string text = "<+1030>-10:30<+11>-11,M10.1.0,J60/-1:30";
    for (int n = *rc::gen::inRange(0, 5); n > 0; --n) {
      text[*rc::gen::inRange<std::size_t>(0, text.size())] =
          *rc::gen::element('0', '9', '-', '+', ',', '.', '/', 'M', 'J', '<', '>', ':', '\0');
    }
    const auto rule = parse_posix_rule(text);
    if (!rule || !rule->has_summer) return;
    const chr::year year{*rc::gen::inRange(1900, 2101)};
    const Instant at{chr::seconds{local_second(rule->ends, year)}};
    // A week of hours at most outside the year.
    RC_ASSERT((at > chr::sys_days{year / 1 / 1} - chr::days{8}));
    RC_ASSERT((at < chr::sys_days{year / 12 / 31} + chr::days{9}));
  }));
}
