#include "rules/time/limit.hpp"

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include "tests/rules/time/zones.hpp"

using namespace termijn::rules;
using termijn::tests::zone;
namespace data = boost::unit_test::data;
namespace chr = std::chrono;

namespace {

/// A limit worked out by hand from the law. `ends` is the last day, or for hours
/// the last instant.
struct Worked {
  const char* regime;
  const char* calendar;
  const char* event;
  const char* period;
  Direction direction;
  const char* ends;

  friend std::ostream& operator<<(std::ostream& out, const Worked& row) {
    return out << row.regime << ' ' << row.calendar << ' ' << row.event << ' ' << row.period;
  }
};

constexpr auto after = Direction::after;
constexpr auto before = Direction::before;

const Worked limits[] = {
    // Decision told Fri 7 July 2023: day 14 is the national holiday.
    {"be-civil", "BE", "2023-07-07T10:00:00+02:00", "14 days", after, "2023-07-24"},
    {"plain", "BE", "2023-07-07T10:00:00+02:00", "14 days", after, "2023-07-21"},
    {"be-civil", "BE", "2023-07-14T10:00:00+02:00", "14 days", after, "2023-07-28"},
    // The last minute of a day is still that day; so is the first.
    {"be-civil", "BE", "2023-07-14T23:59:59+02:00", "14 days", after, "2023-07-28"},
    {"be-civil", "BE", "2023-07-14T00:00:00+02:00", "14 days", after, "2023-07-28"},
    // 23:30 in London is the next day in Brussels.
    {"be-civil", "BE", "2023-07-13T23:30:00+01:00", "14 days", after, "2023-07-28"},
    // Two working days at least, as in the published example (Thu, two days).
    {"be-civil", "BE", "2024-06-13T11:04:00+02:00", "2 days", after, "2024-06-17"},
    {"be-civil", "BE", "2024-06-14T11:04:00+02:00", "3 days", after, "2024-06-18"},
    {"eu-1182-71", "BE", "2024-06-14T11:04:00+02:00", "2 days", after, "2024-06-18"},
    {"be-civil", "BE", "2024-06-14T11:04:00+02:00", "1 day", after, "2024-06-17"},
    {"be-judicial", "BE", "2024-06-14T11:04:00+02:00", "3 days", after, "2024-06-17"},
    // 11 July closes only for the Flemish public services.
    {"be-civil", "BE", "2023-06-27T10:00:00+02:00", "14 days", after, "2023-07-11"},
    {"be-civil", "BE-VLG", "2023-06-27T10:00:00+02:00", "14 days", after, "2023-07-12"},
    {"be-civil", "BE-VLG", "2023-07-07T10:00:00+02:00", "10 working days", after, "2023-07-25"},
    {"be-civil", "BE", "2023-07-07T10:00:00+02:00", "10 working days", after, "2023-07-24"},
    // 2 May 2008 stood in for Ascension.
    {"eu-1182-71", "BE", "2008-04-24T10:00:00+02:00", "1 week", after, "2008-05-05"},
    // Months: same number, clamped, never snapped; then moved.
    {"eu-1182-71", "BE", "2023-01-31T10:00:00+01:00", "1 month", after, "2023-02-28"},
    {"eu-1182-71", "BE", "2023-03-30T10:00:00+02:00", "1 month", after, "2023-05-02"},
    {"be-civil", "BE", "2024-02-29T10:00:00+01:00", "1 year", after, "2025-02-28"},
    {"be-civil", "BE", "2023-02-28T10:00:00+01:00", "1 year", after, "2024-02-28"},
    // Judicial months run to the day before the number of the day after.
    {"be-judicial", "BE", "2023-02-28T10:00:00+01:00", "1 month", after, "2023-03-31"},
    {"be-judicial", "BE", "2023-04-30T10:00:00+02:00", "1 month", after, "2023-05-31"},
    {"be-judicial", "BE", "2023-01-30T10:00:00+01:00", "1 month", after, "2023-02-28"},
    {"be-judicial", "BE", "2023-01-28T10:00:00+01:00", "1 month", after, "2023-02-28"},
    {"be-judicial", "BE", "2023-01-26T10:00:00+01:00", "1 month", after, "2023-02-27"},
    {"be-judicial", "BE", "2024-01-31T10:00:00+01:00", "1 month", after, "2024-02-29"},
    {"be-judicial", "BE", "2023-12-31T10:00:00+01:00", "1 year", after, "2024-12-31"},
    // Working days of the courts are Monday to Friday.
    {"be-judicial", "BE", "2023-06-15T10:00:00+02:00", "3 working days", after, "2023-06-20"},
    // Backwards: the law does not move the end.
    {"eu-1182-71", "BE", "2023-06-08T10:00:00+02:00", "10 days", before, "2023-05-29"},
    {"be-civil", "BE", "2023-06-12T10:00:00+02:00", "1 day", before, "2023-06-11"},
    {"be-civil", "BE", "2023-07-24T10:00:00+02:00", "2 working days", before, "2023-07-19"},
    {"nl-atw", "NL", "2024-05-08T10:00:00+02:00", "3 days", before, "2024-05-05"},
    {"eu-1182-71", "BE", "2023-03-31T10:00:00+02:00", "1 month", before, "2023-02-28"},
    {"be-judicial", "BE", "2023-07-14T10:00:00+02:00", "6 months", before, "2023-01-14"},
    // Dutch: Good Friday and the days put on a par; three days hold two working days.
    {"nl-atw", "NL", "2024-03-15T10:00:00+01:00", "2 weeks", after, "2024-04-02"},
    {"nl-atw", "NL", "2023-04-13T10:00:00+02:00", "2 weeks", after, "2023-05-01"},
    {"nl-atw", "NL", "2024-04-25T10:00:00+02:00", "10 days", after, "2024-05-06"},
    {"nl-atw", "NL", "2023-12-22T10:00:00+01:00", "3 days", after, "2023-12-28"},
    {"nl-atw", "NL", "2023-12-22T10:00:00+01:00", "2 days", after, "2023-12-27"},
    {"nl-atw", "NL", "2017-12-19T10:00:00+01:00", "3 days", after, "2017-12-22"},
    {"nl-atw", "NL", "2017-12-20T10:00:00+01:00", "3 days", after, "2017-12-27"},
    {"nl-atw", "NL", "2025-04-14T10:00:00+02:00", "12 days", after, "2025-04-28"},
    // Past 90 days, 12 weeks, 3 months and in years the act does not apply.
    {"nl-atw", "NL", "2023-03-27T10:00:00+02:00", "90 days", after, "2023-06-26"},
    {"nl-atw", "NL", "2023-03-26T10:00:00+02:00", "91 days", after, "2023-06-25"},
    {"nl-atw", "NL", "2023-04-01T10:00:00+02:00", "12 weeks", after, "2023-06-26"},
    {"nl-atw", "NL", "2023-04-01T10:00:00+02:00", "13 weeks", after, "2023-07-01"},
    {"nl-atw", "NL", "2023-01-16T10:00:00+01:00", "3 months", after, "2023-04-17"},
    {"nl-atw", "NL", "2023-01-15T10:00:00+01:00", "4 months", after, "2023-05-15"},
    {"nl-atw", "NL", "2022-01-01T10:00:00+01:00", "1 year", after, "2023-01-01"},
    // Hours are elapsed time; the European rule drops the hour of the event.
    {"plain", "BE", "2023-03-25T10:20:00+01:00", "24 hours", after, "2023-03-26T11:20:00+02:00"},
    {"eu-1182-71", "BE", "2023-03-25T10:20:00+01:00", "24 hours", after,
     "2023-03-26T12:00:00+02:00"},
    {"eu-1182-71", "BE", "2023-06-09T10:00:00+02:00", "48 hours", after,
     "2023-06-11T11:00:00+02:00"},
    {"be-civil", "BE", "2023-06-09T10:20:00+02:00", "48 hours", after, "2023-06-11T10:20:00+02:00"},
    {"be-civil", "BE", "2024-10-26T10:15:00+02:00", "24 hours", after, "2024-10-27T09:15:00+01:00"},
    {"plain", "BE", "2023-03-26T11:20:00+02:00", "24 hours", before, "2023-03-25T10:20:00+01:00"},
    {"eu-1182-71", "BE", "2023-06-09T10:20:00+02:00", "24 hours", before,
     "2023-06-08T10:00:00+02:00"},
};

Limit counted(const Worked& row) {
  const Counting counting{*builtin_regime(row.regime), *builtin_calendar(row.calendar), zone()};
  const auto result = count_limit(parse_rfc3339(row.event).value(),
                                  parse_period(row.period).value(), row.direction, counting);
  BOOST_TEST_REQUIRE(std::holds_alternative<Limit>(result));
  return std::get<Limit>(result);
}

LimitFault refused(const char* event, Period period, const Calendar& calendar) {
  const Counting counting{*builtin_regime("be-civil"), calendar, zone()};
  const auto result = count_limit(parse_rfc3339(event).value(), period, after, counting);
  BOOST_TEST_REQUIRE(std::holds_alternative<LimitFault>(result));
  return std::get<LimitFault>(result);
}

std::string lines(const Limit& limit) {
  std::string text;
  for (const Step& step : limit.steps) {
    text += to_string(step.date) + (step.counted ? " + " : " - ") + step.why + '\n';
  }
  return text;
}

}  // namespace

BOOST_DATA_TEST_CASE(counts_by_the_law, data::make(limits)) {
  const Limit limit = counted(sample);
  const std::string_view ends = sample.ends;
  if (ends.size() > 10) {
    BOOST_TEST(rfc3339(limit.closes, zone()) == ends);
    BOOST_TEST(limit.inclusive);
  } else {
    const Date last = parse_iso_date(ends).value();
    BOOST_TEST(rfc3339(limit.closes) == rfc3339(zone().start_of_day(add_days(last, 1))));
    BOOST_TEST(!limit.inclusive);
    BOOST_TEST(to_string(limit.steps.back().date) == ends);
  }
}

BOOST_AUTO_TEST_CASE(the_working_accounts_for_every_day) {
  const Limit limit = counted({"be-civil", "BE", "2023-07-17T10:00:00+02:00", "4 days", after, ""});
  BOOST_TEST(lines(limit) ==
             "2023-07-17 - not counted: the day of the event (art. 1.7)\n"
             "2023-07-18 + day 1\n"
             "2023-07-19 + day 2\n"
             "2023-07-20 + day 3\n"
             "2023-07-21 + day 4, National Day (nationale feestdag); the end moves: National Day "
             "(nationale feestdag) (art. 1.7 §4)\n"
             "2023-07-22 - moved: Saturday (art. 1.7 §4)\n"
             "2023-07-23 - moved: Sunday (art. 1.7 §4)\n"
             "2023-07-24 + last day: moved from Fri 21 July 2023\n");
}

BOOST_AUTO_TEST_CASE(the_working_names_the_days_that_are_no_working_days) {
  const Limit limit =
      counted({"eu-1182-71", "BE", "2024-05-08T10:00:00+02:00", "2 working days", after, ""});
  BOOST_TEST(lines(limit) ==
             "2024-05-08 - not counted: the day of the event (art. 3(1), second subparagraph)\n"
             "2024-05-09 - not counted: Ascension Day (Hemelvaartsdag) (art. 2(2))\n"
             "2024-05-10 + working day 1\n"
             "2024-05-11 - not counted: Saturday (art. 2(2))\n"
             "2024-05-12 - not counted: Sunday (art. 2(2))\n"
             "2024-05-13 + working day 2\n");
}

BOOST_AUTO_TEST_CASE(the_working_says_what_was_added_and_why) {
  const Limit limit =
      counted({"eu-1182-71", "BE", "2024-06-14T09:00:00+02:00", "3 days", after, ""});
  BOOST_TEST(lines(limit) ==
             "2024-06-14 - not counted: the day of the event (art. 3(1), second subparagraph)\n"
             "2024-06-15 + day 1, Saturday\n"
             "2024-06-16 + day 2, Sunday\n"
             "2024-06-17 + day 3\n"
             "2024-06-18 + added: the period must hold 2 working days (art. 3(5))\n");
}

BOOST_AUTO_TEST_CASE(the_working_of_months_shows_the_clamp_and_the_move) {
  const Limit limit =
      counted({"eu-1182-71", "BE", "2024-08-31T09:00:00+02:00", "6 months", after, ""});
  BOOST_TEST(lines(limit) ==
             "2024-08-31 - not counted: the day of the event (art. 3(1), second subparagraph)\n"
             "2024-09-01 + 180 days from here to Thu 27 February 2025: all counted, weekends and "
             "holidays too\n"
             "2025-02-28 + 6 months: this month has no day 31: its last day (art. 3(2)(c))\n");
}

BOOST_AUTO_TEST_CASE(the_working_of_weeks_cites_the_rule_for_weeks) {
  const Limit limit =
      counted({"be-judicial", "BE", "2023-05-11T09:00:00+02:00", "1 week", after, ""});
  BOOST_TEST(lines(limit) ==
             "2023-05-11 - not counted: the day of the event (art. 52)\n"
             "2023-05-12 + 6 days from here to Wed 17 May 2023: all counted, weekends and holidays "
             "too\n"
             "2023-05-18 + 1 week: the same weekday, Ascension Day (Hemelvaartsdag) (art. 52); the "
             "end moves: Ascension Day (Hemelvaartsdag) (art. 53)\n"
             "2023-05-19 + last day: moved from Thu 18 May 2023\n");
}

BOOST_AUTO_TEST_CASE(the_working_of_hours_shows_the_clock_change) {
  const Limit limit =
      counted({"eu-1182-71", "BE", "2024-10-26T10:15:00+02:00", "24 hours", after, ""});
  BOOST_TEST(lines(limit) ==
             "2024-10-26 - not counted: the hour of the event at 10:15:00; the hours run from "
             "11:00:00 (art. 3(1), first subparagraph)\n"
             "2024-10-26 + 13 h counted\n"
             "2024-10-27 + 11 h counted; the clock goes back by 1 h on this day; ends at "
             "10:00:00\n");
}

BOOST_AUTO_TEST_CASE(a_limit_that_is_not_moved_says_so) {
  const Limit backward =
      counted({"eu-1182-71", "BE", "2023-06-08T10:00:00+02:00", "10 days", before, ""});
  BOOST_TEST(backward.steps.back().why ==
             "day 10, Whit Monday (pinkstermaandag); does not move: counted backwards (art. 3(4), "
             "second subparagraph)");
  const Limit beyond = counted({"nl-atw", "NL", "2023-03-26T10:00:00+02:00", "91 days", after, ""});
  BOOST_TEST(beyond.steps.back().why ==
             "day 91, Sunday; does not move: so long a period is outside the law (art. 4(a))");
}

BOOST_AUTO_TEST_CASE(closing_and_working_days_of_a_call_are_heeded) {
  const Date boxing_day = chr::year{2023} / 12 / 26;
  const Calendar closed = builtin_calendar("BE")->with_closing_day(boxing_day, "office closed");
  const Calendar works = builtin_calendar("BE")->with_working_day(chr::year{2023} / 12 / 25);
  const auto last_day = [](const Calendar& calendar) {
    const Counting counting{*builtin_regime("be-civil"), calendar, zone()};
    const Instant event = parse_rfc3339("2023-12-18T09:00:00+01:00").value();
    const auto result = count_limit(event, {7, Unit::day}, after, counting);
    return to_string(std::get<Limit>(result).steps.back().date);
  };
  BOOST_TEST(last_day(*builtin_calendar("BE")) == "2023-12-26");
  BOOST_TEST(last_day(closed) == "2023-12-27");
  BOOST_TEST(last_day(works) == "2023-12-25");

  const Calendar open_saturday = works.with_working_day(chr::year{2023} / 12 / 16);
  const Counting counting{*builtin_regime("be-civil"), open_saturday, zone()};
  const Instant friday = parse_rfc3339("2023-12-15T09:00:00+01:00").value();
  const auto result = count_limit(friday, {1, Unit::day}, after, counting);
  BOOST_TEST(to_string(std::get<Limit>(result).steps.back().date) == "2023-12-16");
}

BOOST_AUTO_TEST_CASE(a_regime_may_move_backward_limits_further_back) {
  Regime careful = *builtin_regime("eu-1182-71");
  careful.rolls_backward_limits = true;
  const Counting counting{careful, *builtin_calendar("BE"), zone()};
  const Instant event = parse_rfc3339("2023-06-08T10:00:00+02:00").value();
  const auto result = count_limit(event, {10, Unit::day}, before, counting);
  BOOST_TEST(to_string(std::get<Limit>(result).steps.back().date) == "2023-05-26");
}

BOOST_AUTO_TEST_CASE(past_its_reach_the_law_adds_no_working_days) {
  Regime short_reach = *builtin_regime("nl-atw");
  short_reach.reach->days = 3;
  const Counting counting{short_reach, *builtin_calendar("NL"), zone()};
  // Saturday, Sunday and the two days of Christmas: no working day inside.
  const Instant event = parse_rfc3339("2023-12-22T10:00:00+01:00").value();
  const auto result = count_limit(event, {4, Unit::day}, after, counting);
  BOOST_TEST(to_string(std::get<Limit>(result).steps.back().date) == "2023-12-26");
}

BOOST_AUTO_TEST_CASE(a_regime_may_count_the_day_of_the_event) {
  Regime counts = *builtin_regime("plain");
  counts.event_day_counts = true;
  const Counting counting{counts, *builtin_calendar("BE"), zone()};
  const Instant event = parse_rfc3339("2023-06-08T10:00:00+02:00").value();
  const auto last = [&](Period period, Direction direction) {
    const auto result = count_limit(event, period, direction, counting);
    return to_string(std::get<Limit>(result).steps.back().date);
  };
  BOOST_TEST(last({10, Unit::day}, after) == "2023-06-17");
  BOOST_TEST(last({10, Unit::day}, before) == "2023-05-30");
  BOOST_TEST(last({1, Unit::week}, after) == "2023-06-14");
  BOOST_TEST(last({2, Unit::working_day}, after) == "2023-06-09");
}

namespace {

/// The last day of a European limit that stood still on `day`.
std::string ends_suspended(const char* event, Period period, const char* day) {
  const Counting counting{*builtin_regime("eu-1182-71"), *builtin_calendar("BE"), zone()};
  const Date off = parse_iso_date(day).value();
  const auto result =
      count_limit(parse_rfc3339(event).value(), period, after, counting, {{off, off}});
  return to_string(std::get<Limit>(result).steps.back().date);
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_suspended_day_does_not_lengthen_what_must_hold_working_days) {
  // Two days or more must hold two working days; Wednesday is the only day of this limit.
  BOOST_TEST(ends_suspended("2023-06-12T10:00:00+02:00", {1, Unit::day}, "2023-06-13") ==
             "2023-06-14");
  // Friday; Saturday is suspended. Sunday and Monday are two days, one of them a working day.
  BOOST_TEST(ends_suspended("2023-06-09T10:00:00+02:00", {2, Unit::day}, "2023-06-10") ==
             "2023-06-13");
}

BOOST_AUTO_TEST_CASE(a_month_with_one_suspended_day_runs_on_for_one_day) {
  // Monday 3 July + 1 month is Thursday 3 August.
  const Counting counting{*builtin_regime("be-civil"), *builtin_calendar("BE"), zone()};
  const Instant event = parse_rfc3339("2023-07-03T10:00:00+02:00").value();
  const Date off = parse_iso_date("2023-07-10").value();
  const Date later = parse_iso_date("2023-09-01").value();
  const auto one = count_limit(event, {1, Unit::month}, after, counting, {{off, off}});
  BOOST_TEST(lines(std::get<Limit>(one))
                 .ends_with("2023-08-03 - 1 of these days were suspended: so many run on after it\n"
                            "2023-08-04 + day 1 of the 1 left\n"));
  const auto none = count_limit(event, {1, Unit::month}, after, counting, {{later, later}});
  BOOST_TEST(lines(std::get<Limit>(none)).find("suspended") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(what_is_counted_in_hours_or_backwards_is_not_suspended) {
  const Counting counting{*builtin_regime("be-civil"), *builtin_calendar("BE"), zone()};
  const Instant event = parse_rfc3339("2023-07-03T10:00:00+02:00").value();
  const Date day = parse_iso_date("2023-07-04").value();
  const std::vector<Suspension> off{{day, day}};
  const auto refused_in = [&](Period period, Direction direction) {
    return std::holds_alternative<LimitFault>(count_limit(event, period, direction, counting, off));
  };
  BOOST_TEST(refused_in({48, Unit::hour}, after));
  BOOST_TEST(refused_in({3, Unit::day}, before));
  BOOST_TEST(!refused_in({3, Unit::day}, after));
}

BOOST_AUTO_TEST_CASE(a_limit_past_the_calendar_is_refused) {
  const Calendar& belgium = *builtin_calendar("BE");
  // Day 14 is Sat 7 January 2051.
  const auto fault = refused("2050-12-24T10:00:00+01:00", {14, Unit::day}, belgium);
  BOOST_TEST((fault.kind == LimitFault::Kind::not_covered));
  BOOST_TEST(fault.message ==
             "the calendar 'BE' covers the years 2000 to 2050; 2051-01-07 lies outside");
  const auto working = refused("2050-12-24T10:00:00+01:00", {14, Unit::working_day}, belgium);
  BOOST_TEST((working.kind == LimitFault::Kind::not_covered));
}

BOOST_AUTO_TEST_CASE(amounts_past_the_bounds_are_refused) {
  const Calendar& belgium = *builtin_calendar("BE");
  for (const Period period :
       {Period{0, Unit::day}, Period{-1, Unit::day}, Period{100'001, Unit::day},
        Period{14'286, Unit::week}, Period{274, Unit::year}, Period{2'147'483'647, Unit::month}}) {
    const auto fault = refused("2023-06-09T10:00:00+02:00", period, belgium);
    BOOST_TEST((fault.kind == LimitFault::Kind::out_of_range), to_string(period));
  }
  const Counting plain{*builtin_regime("plain"), belgium, zone()};
  const Instant event = parse_rfc3339("2023-06-09T10:00:00+02:00").value();
  BOOST_TEST(std::holds_alternative<Limit>(count_limit(event, {100'000, Unit::day}, after, plain)));
  BOOST_TEST(std::holds_alternative<LimitFault>(
      count_limit(Instant::max(), {1, Unit::day}, after, plain)));
  // The bounds themselves are within.
  for (const auto& [edge, direction] :
       {std::pair("9999-12-31T00:00:00Z", before), std::pair("0001-01-01T00:00:00Z", after)}) {
    const Instant at = parse_rfc3339(edge).value();
    BOOST_TEST(std::holds_alternative<Limit>(count_limit(at, {2, Unit::day}, direction, plain)));
  }
}

BOOST_AUTO_TEST_CASE(an_inclusive_limit_is_met_at_its_instant) {
  const Instant five = parse_rfc3339("2023-06-09T17:00:00+02:00").value();
  BOOST_TEST(meets(five, five, true));
  BOOST_TEST(!meets(five, five, false));
  BOOST_TEST(!meets(five + chr::seconds{27}, five, true));
  BOOST_TEST(meets(five - chr::seconds{1}, five, false));
}

BOOST_AUTO_TEST_CASE(the_receipt_is_in_plain_words) {
  const Counting counting{*builtin_regime("be-civil"), *builtin_calendar("BE"), zone()};
  const Instant event = parse_rfc3339("2023-07-19T10:00:00+02:00").value();
  const auto days = std::get<Limit>(count_limit(event, {2, Unit::day}, after, counting));
  BOOST_TEST(receipt(days, counting) ==
             "Wed 19 July 2023       -  not counted: the day of the event (art. 1.7)\n"
             "Thu 20 July 2023       +  day 1\n"
             "Fri 21 July 2023       +  day 2, National Day (nationale feestdag)\n"
             "Sat 22 July 2023       -  not counted: Saturday (art. 1.7)\n"
             "Sun 23 July 2023       -  not counted: Sunday (art. 1.7)\n"
             "Mon 24 July 2023       +  added: the period must hold 2 working days (art. 1.7)\n"
             "The limit ends at the end of Mon 24 July 2023 (Europe/Brussels); from "
             "2023-07-25T00:00:00+02:00 it is too late.\n"
             "Counted by be-civil: Belgian Civil Code, book 1, art. 1.7.\n"
             "Holidays of BE: Royal Decree of 18 April 1974, art. 1 (Belgium).\n");
  const auto hours = std::get<Limit>(count_limit(event, {1, Unit::hour}, after, counting));
  BOOST_TEST(receipt(hours, counting)
                 .find("The limit ends on Wed 19 July 2023 at 11:00:00 in "
                       "Europe/Brussels (2023-07-19T11:00:00+02:00); that "
                       "second is still in time.") != std::string::npos);
}
