// What a relative milestone means once its event has happened: the figures are
// those of Belgian Civil Code art. 1.7 for `einddatum + 14 dagen`.

#include "rules/rulebook/timeline.hpp"

#include <string>

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include "support.hpp"

namespace {

using namespace termijn::rules;
namespace tests = termijn::tests;

const Rulebook& zora() {
  static const Loaded loaded = tests::load(tests::season(), "zora-werkt.toml");
  BOOST_TEST_REQUIRE(loaded.rulebook.has_value(), tests::found(loaded));
  return *loaded.rulebook;
}

struct Told {
  const char* told;
  const char* closes;  ///< The first instant too late.
};

std::ostream& operator<<(std::ostream& out, const Told& row) { return out << row.told; }

const Told rows[] = {
    // Day 14 is Fri 21 July, the national holiday: the limit is the end of Mon 24 July.
    {"2023-07-07T10:00:00+02:00", "2023-07-25T00:00:00+02:00"},
    {"2023-07-14T16:30:00+02:00", "2023-07-29T00:00:00+02:00"},
    // The hour of the event does not matter; its day does.
    {"2023-07-14T00:00:00+02:00", "2023-07-29T00:00:00+02:00"},
    {"2023-07-14T23:59:59+02:00", "2023-07-29T00:00:00+02:00"},
    // Day 14 is Sat 29 July: the end of Mon 31 July.
    {"2023-07-15T00:00:00+02:00", "2023-08-01T00:00:00+02:00"},
    // Over the end of summer time: 19 October + 14 is Thu 2 November.
    {"2023-10-19T12:00:00+02:00", "2023-11-03T00:00:00+01:00"},
};

}  // namespace

namespace data = boost::unit_test::data;

BOOST_DATA_TEST_CASE(a_rebuttal_counts_from_the_decision_told, data::make(rows)) {
  const auto window =
      milestone_window(zora(), "rebuttal", {{"told", parse_rfc3339(sample.told).value()}});
  BOOST_TEST_REQUIRE(window.closes.has_value());
  BOOST_TEST(rfc3339(window.closes->closes, *zora().zone) == sample.closes);
  BOOST_TEST(!window.closes->inclusive);
  BOOST_TEST(!window.planned);
  BOOST_TEST(!window.steps.empty());
  BOOST_TEST(rfc3339(window.sessions.front().from.value(), *zora().zone) == sample.told);
}

BOOST_AUTO_TEST_CASE(a_rebuttal_not_yet_running_is_planned_from_the_last_day_of_the_decision) {
  const auto window = milestone_window(zora(), "rebuttal", {});
  BOOST_TEST(window.planned);
  BOOST_TEST(rfc3339(window.closes.value().closes, *zora().zone) == "2023-07-29T00:00:00+02:00");
}

BOOST_AUTO_TEST_CASE(a_fixed_milestone_takes_no_notice_of_events) {
  const EventTimes events{{"told", parse_rfc3339("2024-01-01T00:00:00Z").value()}};
  const auto window = milestone_window(zora(), "decision", events);
  BOOST_TEST(!window.planned);
  BOOST_TEST(rfc3339(window.closes.value().closes, *zora().zone) == "2023-07-15T00:00:00+02:00");
}

BOOST_AUTO_TEST_CASE(an_event_past_the_calendar_is_a_fault_and_not_a_date) {
  const EventTimes events{{"told", parse_rfc3339("2190-01-01T00:00:00Z").value()}};
  const auto window = milestone_window(zora(), "rebuttal", events);
  BOOST_TEST(window.fault != "");
  BOOST_TEST(!window.closes.has_value());
  BOOST_TEST(milestone_window(zora(), "rebutal", {}).fault == "there is no milestone 'rebutal'");
}
