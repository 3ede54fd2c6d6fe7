// Laws of limits that are put together, for any event and any period.
#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <fmt/format.h>
#include <rapidcheck.h>

#include "support.hpp"

using namespace termijn::rules;
namespace data = boost::unit_test::data;
namespace chr = std::chrono;

namespace {

using Which = PickedLimit::Which;

const Zone& brussels() {
  static const auto zone = termijn::tests::zones()("Europe/Brussels");
  return *zone;
}

LimitNode node(LimitExpression limit) {
  return std::make_shared<const LimitExpression>(std::move(limit));
}

Date any_date() { return add_days(*parse_iso_date("2005-01-01"), *rc::gen::inRange(0, 365 * 30)); }

Instant any_instant() {
  return brussels().start_of_day(any_date()) + chr::seconds{*rc::gen::inRange(0, 86'000)};
}

Period any_period() {
  const Unit unit = *rc::gen::element(Unit::day, Unit::working_day, Unit::week, Unit::month);
  return {*rc::gen::inRange(1, 60), unit};
}

LimitNode any_count() {
  return node({CountedLimit{.anchor = *rc::gen::element<std::string>("a", "b"),
                            .period = any_period(),
                            .direction = Direction::after}});
}

LimitNode any_fixed() { return node({FixedLimit{any_instant(), *rc::gen::arbitrary<bool>()}}); }

LimitNode any_limit() { return *rc::gen::arbitrary<bool>() ? any_count() : any_fixed(); }

struct Known {
  Instant a;
  Instant b;
};

ResolvedLimit resolved(const LimitNode& limit, const Known& known,
                       const std::string& regime = "be-civil") {
  const LimitRules rules{builtin_regime(regime), builtin_calendar("BE"), brussels()};
  ResolvedLimit found = resolve_limit(*limit, rules, [&](std::string_view anchor, Direction) {
    LimitEvent event;
    event.at = anchor == "a" ? known.a : known.b;
    return event;
  });
  RC_ASSERT(found.known);
  return found;
}

/// Where it closes, in an order in which the inclusive end is the later of two.
std::pair<Instant, bool> end_of(const ResolvedLimit& limit) {
  return {limit.closes, limit.inclusive};
}

LimitNode picked(Which which, const LimitNode& first, const LimitNode& second) {
  return node({PickedLimit{which, first, second}});
}

/// The last day of `period` from `event`, which is suspended on `days`.
Date suspended_end(Instant event, Period period, const std::string& regime,
                   std::vector<Suspension> days) {
  const Counting counting{*builtin_regime(regime), *builtin_calendar("BE"), brussels()};
  const auto result = count_limit(event, period, Direction::after, counting, std::move(days));
  const auto* limit = std::get_if<Limit>(&result);
  RC_ASSERT(limit != nullptr);
  return last_day(limit->closes, limit->inclusive, brussels());
}

Suspension any_suspension(Date near) {
  const Date first = add_days(near, *rc::gen::inRange(-20, 60));
  return {first, add_days(first, *rc::gen::inRange(0, 40))};
}

Date day_of(Instant at) { return brussels().local(at).date; }

}  // namespace

BOOST_AUTO_TEST_CASE(a_cap_is_the_earlier_and_a_floor_the_later_end) {
  BOOST_TEST(rc::check([] {
    const LimitNode limit = any_count();
    const LimitNode bound = any_limit();
    const Known known{any_instant(), any_instant()};
    const auto one = end_of(resolved(limit, known));
    const auto other = end_of(resolved(bound, known));
    RC_ASSERT(end_of(resolved(picked(Which::not_after, limit, bound), known)) ==
              std::min(one, other));
    RC_ASSERT(end_of(resolved(picked(Which::not_before, limit, bound), known)) ==
              std::max(one, other));
  }));
}

BOOST_AUTO_TEST_CASE(the_earlier_and_the_later_do_not_mind_the_order) {
  BOOST_TEST(rc::check([] {
    const LimitNode a = any_limit();
    const LimitNode b = any_limit();
    const LimitNode c = any_limit();
    const Known known{any_instant(), any_instant()};
    for (const Which which : {Which::earlier, Which::later}) {
      const auto once = end_of(resolved(picked(which, a, b), known));
      RC_ASSERT(once == end_of(resolved(picked(which, b, a), known)));
      RC_ASSERT(end_of(resolved(picked(which, picked(which, a, b), c), known)) ==
                end_of(resolved(picked(which, a, picked(which, b, c)), known)));
      RC_ASSERT(end_of(resolved(picked(which, a, a), known)) == end_of(resolved(a, known)));
    }
    const auto early = end_of(resolved(picked(Which::earlier, a, b), known));
    const auto late = end_of(resolved(picked(Which::later, a, b), known));
    RC_ASSERT(early <= late);
  }));
}

BOOST_AUTO_TEST_CASE(a_limit_opens_before_it_closes) {
  BOOST_TEST(rc::check([] {
    const Known known{any_instant(), any_instant()};
    const Which which = *rc::gen::element(Which::earlier, Which::later, Which::not_after);
    const ResolvedLimit limit = resolved(picked(which, any_count(), any_limit()), known);
    RC_ASSERT(!limit.opens || *limit.opens < limit.closes);
    RC_ASSERT(!limit.steps.empty());
  }));
}

BOOST_AUTO_TEST_CASE(a_suspension_adds_the_suspended_days_and_no_others) {
  BOOST_TEST(rc::check([] {
    const Instant event = any_instant();
    const Date start = day_of(event);
    const Unit unit = *rc::gen::element(Unit::day, Unit::week, Unit::month, Unit::year);
    const Period period{*rc::gen::inRange(1, unit == Unit::day ? 60 : 4), unit};
    const Suspension days = any_suspension(start);
    const Date nominal = suspended_end(event, period, "plain", {});
    const Date end = suspended_end(event, period, "plain", {days});
    std::int64_t run = 0;
    for (Date day = add_days(start, 1); day <= end; day = add_days(day, 1)) {
      run += day < days.first || day > days.last ? 1 : 0;
    }
    RC_ASSERT(run == (chr::sys_days{nominal} - chr::sys_days{start}).count());
    RC_ASSERT(end < days.first || end > days.last);
  }));
}

BOOST_AUTO_TEST_CASE(a_suspension_outside_the_limit_changes_nothing) {
  BOOST_TEST(rc::check([] {
    const Instant event = any_instant();
    const Period period = any_period();
    const std::string regime = *rc::gen::elementOf(builtin_regime_ids());
    const Date end = suspended_end(event, period, regime, {});
    const Date after = add_days(end, *rc::gen::inRange(1, 30));
    const Date before = add_days(day_of(event), -*rc::gen::inRange(0, 30));
    RC_ASSERT(suspended_end(event, period, regime, {{after, add_days(after, 10)}}) == end);
    RC_ASSERT(suspended_end(event, period, regime, {{add_days(before, -10), before}}) == end);
  }));
}

// Not of months and years: from 30 January a month is 29 days and from 31 January 28, so
// a suspension of 31 January alone makes the earlier of the two end a day later.
BOOST_DATA_TEST_CASE(a_later_event_never_ends_a_suspended_limit_earlier,
                     data::make(builtin_regime_ids())) {
  BOOST_TEST(rc::check([regime = sample] {
    const Instant event = any_instant();
    const Instant later = event + chr::hours{*rc::gen::inRange(1, 200)};
    const Unit unit = *rc::gen::element(Unit::day, Unit::working_day, Unit::week);
    const Period period{*rc::gen::inRange(1, 40), unit};
    const Suspension days = any_suspension(day_of(event));
    RC_ASSERT(suspended_end(event, period, regime, {days}) <=
              suspended_end(later, period, regime, {days}));
  }));
}

BOOST_AUTO_TEST_CASE(the_exception_for_months_is_real) {
  const auto end = [](const char* text) {
    const Instant event = brussels().start_of_day(*parse_iso_date(text)) + chr::hours{10};
    const Date day = *parse_iso_date("2023-01-31");
    return to_string(suspended_end(event, {1, Unit::month}, "plain", {{day, day}}));
  };
  BOOST_TEST(end("2023-01-30") == "2023-03-01");
  BOOST_TEST(end("2023-01-31") == "2023-02-28");
}

BOOST_AUTO_TEST_CASE(a_date_that_moves_lands_on_a_day_that_does_not) {
  BOOST_TEST(rc::check([] {
    RolledLimit roll{.limit = any_fixed(),
                     .over = {.saturday = true, .sunday = true, .holidays = true}};
    const Known known{any_instant(), any_instant()};
    const ResolvedLimit before = resolved(roll.limit, known);
    const ResolvedLimit moved = resolved(node({roll}), known);
    const Date day = last_day(moved.closes, moved.inclusive, brussels());
    RC_ASSERT(moved.closes >= before.closes);
    RC_ASSERT(weekday_of(day) != chr::Saturday);
    RC_ASSERT(weekday_of(day) != chr::Sunday);
    RC_ASSERT(builtin_calendar("BE")->holiday(day) == nullptr);
    const RolledLimit again{.limit = node({roll}), .over = roll.over};
    RC_ASSERT(end_of(resolved(node({again}), known)) == end_of(moved));
  }));
}

BOOST_AUTO_TEST_CASE(every_year_is_that_date_in_each_year) {
  BOOST_TEST(rc::check([] {
    const Date date = any_date();
    const std::string words = *rc::gen::element<std::string>("voor", "uiterlijk", "vanaf");
    const std::string day = fmt::format("{} {}/{}", words, static_cast<unsigned>(date.day()),
                                        static_cast<unsigned>(date.month()));
    const int year = *rc::gen::inRange(2000, 2051);
    const bool gone =
        date.month() == chr::February && date.day() == chr::day{29} && !chr::year{year}.is_leap();
    const auto yearly = termijn::tests::ask("jaarlijks " + day, {.year = year});
    const auto once = termijn::tests::ask(fmt::format("{}/{}", gone ? words + " 28/2" : day, year));
    RC_ASSERT(to_string(yearly.kind) == std::string("recurring"));
    RC_ASSERT(to_string(once.kind) == std::string("exact"));
    RC_ASSERT(yearly.sessions == once.sessions);
  }));
}
