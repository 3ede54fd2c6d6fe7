// Arithmetic with dates, moments and milestones.
#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include "../../../support/files.hpp"
#include "rules_under_test.hpp"

using namespace termijn::tests;
namespace data = boost::unit_test::data;

namespace {

const Case dates[] = {
    {"2023-01-31 + 1 month", "2023-02-28"},
    {"2024-01-31 + 1 month", "2024-02-29"},
    {"2023-03-31 - 1 month", "2023-02-28"},
    {"2023-02-28 + 1 month", "2023-03-28"},
    {"2024-02-29 + 1 year", "2025-02-28"},
    {"2023-12-25 + 2 weeks", "2024-01-08"},
    {"3 days + 2023-02-27", "2023-03-02"},
    {"2023-03-01 - 2023-02-01 = 4 weeks", "true"},
    {"2023-02-01 - 2023-03-01 < 0 days", "true"},
    {"founded between 2020-02-29 and launch - 3 years", "true"},
    {"launch - founded between 3 years and 4 years", ""},
    {"notice between 1 week and 2 weeks", "true"},
    {"launch - founded > notice * 2", ""},
    {"launch - founded > notice + notice", "true"},
};

/// A milestone of Brussels, what it is moved by, and where it closes then.
struct Move {
  const char* closes;
  bool inclusive;
  const char* by;
  const char* moved;

  friend std::ostream& operator<<(std::ostream& out, const Move& row) {
    return out << row.closes << row.by;
  }
};

const Move moves[] = {
    // It closes the 30th of June, and then the 28th; and a month later the 30th of July.
    {"2023-07-01T00:00:00+02:00", false, "- 2 days", "2023-06-29T00:00:00+02:00"},
    {"2023-07-01T00:00:00+02:00", false, "+ 1 month", "2023-07-31T00:00:00+02:00"},
    {"2023-07-01T00:00:00+02:00", false, "- 4 months", "2023-03-01T00:00:00+01:00"},
    // By noon stays by noon, also where the clock changes between.
    {"2023-03-27T12:00:00+02:00", true, "- 2 days", "2023-03-25T12:00:00+01:00"},
    {"2023-03-25T12:00:00+01:00", true, "+ 1 week", "2023-04-01T12:00:00+02:00"},
    {"2023-01-31T17:00:00+01:00", true, "+ 1 month", "2023-02-28T17:00:00+01:00"},
    // Before noon, which is no day.
    {"2023-06-09T12:00:00+02:00", false, "+ 1 day", "2023-06-10T12:00:00+02:00"},
    // By 02:30 on the night that has none: where the clock jumps.
    {"2023-03-25T02:30:00+01:00", true, "+ 1 day", "2023-03-26T03:00:00+02:00"},
    // By 02:30 on the night that has two: the later.
    {"2023-10-28T02:30:00+02:00", true, "+ 1 day", "2023-10-29T02:30:00+01:00"},
    // A day of 23 hours and one of 25 close with the day.
    {"2023-03-26T00:00:00+01:00", false, "+ 1 day", "2023-03-27T00:00:00+02:00"},
    {"2023-10-29T00:00:00+02:00", false, "+ 1 day", "2023-10-30T00:00:00+01:00"},
};

/// The test facts on the clock of Brussels.
Schema in_brussels() {
  Schema schema = test_schema();
  schema.zone = zones_in_folder()("Europe/Brussels");
  return schema;
}

}  // namespace

BOOST_DATA_TEST_CASE(dates_move_by_the_calendar, data::make(dates)) {
  const Facts values = facts({{"founded", day("2020-04-28")},
                              {"launch", day("2023-04-28")},
                              {"notice", Period{8, Unit::day}}});
  if (*sample.answer == '\0') {
    BOOST_TEST(!Compiled(sample.rule).condition);
  } else {
    BOOST_TEST(answer(sample.rule, values) == sample.answer);
  }
}

BOOST_DATA_TEST_CASE(a_milestone_moves_over_the_local_calendar, data::make(moves)) {
  Sources sources;
  Diagnostics diagnostics;
  const auto id = sources.add("rule", std::string("deadline ") + sample.by);
  const auto rule =
      compile_expression(whole(sources, id), in_brussels(), Language::any, diagnostics);
  BOOST_TEST_REQUIRE(rule.has_value(), render(diagnostics, sources));
  const Facts values = facts({{"deadline", Deadline{moment(sample.closes), sample.inclusive}}});
  const Value moved = evaluate(*rule, values).value;
  BOOST_TEST((moved == Value(Deadline{moment(sample.moved), sample.inclusive})), to_string(moved));
}

BOOST_AUTO_TEST_CASE(an_arrival_is_held_against_a_moved_milestone) {
  const auto in_time = [](const char* arrival) {
    return answer("arrival by deadline - 2 days",
                  facts({{"arrival", moment(arrival)},
                         {"deadline", Deadline{moment("2023-06-09T17:00:00+02:00"), true}}}));
  };
  BOOST_TEST(in_time("2023-06-07T17:00:00+02:00") == "true");
  BOOST_TEST(in_time("2023-06-07T17:00:01+02:00") == "false");
  BOOST_TEST(answer("arrival by 1 week + deadline", {}) == "unknown arrival deadline");
}

BOOST_AUTO_TEST_CASE(an_arrival_lies_between_days_and_milestones) {
  const auto between = [](const char* bounds, const char* arrival) {
    return answer("arrival between " + std::string(bounds),
                  facts({{"arrival", moment(arrival)},
                         {"deadline", Deadline{moment("2023-06-09T17:00:00+02:00"), true}}}));
  };
  const char* days = "2023-06-01 and 2023-06-09";
  BOOST_TEST(between(days, "2023-05-31T23:59:59+02:00") == "false");
  BOOST_TEST(between(days, "2023-06-01T00:00:00+02:00") == "true");
  BOOST_TEST(between(days, "2023-06-09T23:59:59+02:00") == "true");
  BOOST_TEST(between(days, "2023-06-10T00:00:00+02:00") == "false");
  const char* to_deadline = "2023-06-01 and deadline";
  BOOST_TEST(between(to_deadline, "2023-06-01T00:00:00+02:00") == "true");
  BOOST_TEST(between(to_deadline, "2023-06-09T17:00:00+02:00") == "true");
  BOOST_TEST(between(to_deadline, "2023-06-09T17:00:01+02:00") == "false");
  BOOST_TEST(between("arrival and arrival", "2023-06-09T17:00:01+02:00") == "true");
  BOOST_TEST(between("arrival and deadline", "2023-06-09T17:00:00+02:00") == "true");
}
