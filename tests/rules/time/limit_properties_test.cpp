#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <rapidcheck.h>

#include "rules/time/limit.hpp"
#include "tests/rules/time/zones.hpp"

using namespace termijn::rules;
using termijn::tests::zone;
namespace data = boost::unit_test::data;
namespace chr = std::chrono;

namespace {

constexpr Unit units[] = {Unit::hour, Unit::day,   Unit::working_day,
                          Unit::week, Unit::month, Unit::year};

Unit any_unit() { return units[*rc::gen::inRange<std::size_t>(0, std::size(units))]; }

Direction any_direction() {
  return *rc::gen::arbitrary<bool>() ? Direction::after : Direction::before;
}

/// Any second of 2004 to 2040, where every calendar covers what is counted.
Instant any_event() {
  return Instant{chr::seconds{*rc::gen::inRange<std::int64_t>(1'072'915'200, 2'240'524'800)}};
}

Period any_period(Unit unit) {
  return {*rc::gen::inRange(1, unit == Unit::year ? 4 : unit == Unit::month ? 30 : 60), unit};
}

Counting counting_by(const std::string& regime) {
  return {*builtin_regime(regime), *builtin_calendar(regime == "nl-atw" ? "NL" : "BE"), zone()};
}

Limit limit_of(Instant event, Period period, Direction direction, const Counting& counting) {
  auto result = count_limit(event, period, direction, counting);
  if (const auto* fault = std::get_if<LimitFault>(&result)) RC_FAIL(fault->message);
  return std::get<Limit>(std::move(result));
}

Date last_day(const Limit& limit) { return zone().local(limit.closes - chr::seconds{1}).date; }

}  // namespace

BOOST_DATA_TEST_CASE(a_later_event_never_ends_earlier, data::make(builtin_regime_ids())) {
  BOOST_TEST(rc::check([regime = sample] {
    const Counting counting = counting_by(regime);
    const Period period = any_period(any_unit());
    const Direction direction = any_direction();
    const Instant event = any_event();
    const Instant later = event + chr::seconds{*rc::gen::inRange(1, 4 * 86'400)};
    RC_ASSERT((limit_of(event, period, direction, counting).closes <=
               limit_of(later, period, direction, counting).closes));
  }));
}

BOOST_DATA_TEST_CASE(a_longer_period_never_ends_earlier, data::make(builtin_regime_ids())) {
  BOOST_TEST(rc::check([regime = sample] {
    const Counting counting = counting_by(regime);
    const Unit unit = any_unit();
    const Period period = any_period(unit);
    // Past the reach of the law a limit stops moving; only equals are compared.
    RC_PRE(!counting.regime.reach.has_value() || unit == Unit::working_day || unit == Unit::hour);
    const Instant event = any_event();
    RC_ASSERT((limit_of(event, period, Direction::after, counting).closes <=
               limit_of(event, {period.amount + 1, unit}, Direction::after, counting).closes));
  }));
}

BOOST_DATA_TEST_CASE(a_limit_never_closes_on_a_day_off,
                     data::make({"be-civil", "eu-1182-71", "be-judicial"})) {
  BOOST_TEST(rc::check([regime = std::string(sample)] {
    const Counting counting = counting_by(regime);
    const Unit unit = any_unit();
    RC_PRE(unit != Unit::hour);
    const Limit limit = limit_of(any_event(), any_period(unit), Direction::after, counting);
    const Date last = last_day(limit);
    const auto weekday = weekday_of(last);
    RC_ASSERT((weekday != chr::Saturday && weekday != chr::Sunday));
    RC_ASSERT(counting.calendar.holiday(last) == nullptr);
  }));
}

BOOST_AUTO_TEST_CASE(before_undoes_after_where_nothing_moves) {
  BOOST_TEST(rc::check([] {
    const Counting counting = counting_by("plain");
    const Unit unit = *rc::gen::element(Unit::day, Unit::week, Unit::hour);
    const Period period = any_period(unit);
    const Instant event = any_event();
    const Limit there = limit_of(event, period, Direction::after, counting);
    if (unit == Unit::hour) {
      const Limit back = limit_of(there.closes, period, Direction::before, counting);
      RC_ASSERT((back.closes == event));
    } else {
      const Instant noon = zone().read({last_day(there), chr::hours{12}}).first;
      const Limit back = limit_of(noon, period, Direction::before, counting);
      RC_ASSERT((last_day(back) == zone().local(event).date));
    }
  }));
}

BOOST_DATA_TEST_CASE(the_working_leaves_no_day_out, data::make(builtin_regime_ids())) {
  BOOST_TEST(rc::check([regime = sample] {
    const Unit unit = *rc::gen::element(Unit::day, Unit::working_day);
    const Direction direction = any_direction();
    const Instant event = any_event();
    const Limit limit = limit_of(event, any_period(unit), direction, counting_by(regime));
    Date expected = zone().local(event).date;
    for (const Step& step : limit.steps) {
      RC_ASSERT((step.date == expected));
      RC_ASSERT(!step.why.empty());
      expected = add_days(expected, direction == Direction::after ? 1 : -1);
    }
    RC_ASSERT((limit.steps.back().date == last_day(limit)));
  }));
}

BOOST_AUTO_TEST_CASE(the_hours_of_a_working_add_up) {
  BOOST_TEST(rc::check([] {
    const Period period = any_period(Unit::hour);
    const Instant event = any_event();
    const Limit limit = limit_of(event, period, Direction::after, counting_by("plain"));
    RC_ASSERT((limit.closes - event == chr::hours{period.amount}));
    RC_ASSERT((limit.steps.back().date == last_day(limit)));
  }));
}

BOOST_AUTO_TEST_CASE(printed_periods_read_back) {
  BOOST_TEST(rc::check([] {
    const Period period{*rc::gen::inRange(0, 1'000'000), any_unit()};
    RC_ASSERT((parse_period(to_string(period)) == period));
  }));
}
