// Where a combined limit opens, and whether it hangs on something that is only planned.
#include "rules/language/moment/limit_expression.hpp"

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include "support.hpp"

using namespace termijn::rules;
namespace data = boost::unit_test::data;

namespace {

using Which = PickedLimit::Which;

LimitNode days_after(const char* anchor, int days) {
  CountedLimit limit;
  limit.anchor = anchor;
  limit.period = {days, Unit::day};
  return std::make_shared<const LimitExpression>(LimitExpression{limit});
}

LimitNode by(const char* instant) {
  return std::make_shared<const LimitExpression>(
      LimitExpression{FixedLimit{parse_rfc3339(instant).value(), true}});
}

/// `first` is Monday 5 June, `second` Thursday 1 June, `planned` Friday 9 June 2023.
LimitEvent event(std::string_view anchor, Direction) {
  const char* at = anchor == "first"    ? "2023-06-05T10:00:00+02:00"
                   : anchor == "second" ? "2023-06-01T10:00:00+02:00"
                                        : "2023-06-09T10:00:00+02:00";
  return {.at = parse_rfc3339(at), .planned = anchor == "planned", .fault = {}};
}

ResolvedLimit resolved(Which which, const LimitNode& first, const LimitNode& second) {
  const auto zone = termijn::tests::zones()("Europe/Brussels");
  const LimitRules rules{builtin_regime("plain"), builtin_calendar("BE"), *zone};
  return resolve_limit({PickedLimit{which, first, second}}, rules, event);
}

struct Case {
  const char* what;
  Which which;
  LimitNode first;
  LimitNode second;
  const char* opens;  ///< Null: it has no beginning.
  const char* closes;

  friend std::ostream& operator<<(std::ostream& out, const Case& row) { return out << row.what; }
};

const char* const monday = "2023-06-05T08:00:00Z";
const char* const thursday = "2023-06-01T08:00:00Z";

const Case cases[] = {
    // 5 June + 3 days ends with the 8th, 1 June + 20 days with the 21st.
    {"the earlier of two opens with the earlier event", Which::earlier, days_after("first", 3),
     days_after("second", 20), thursday, "2023-06-08T22:00:00Z"},
    {"the later of two opens with the earlier event", Which::later, days_after("first", 30),
     days_after("second", 20), thursday, "2023-07-05T22:00:00Z"},
    {"a bound on the end leaves the beginning alone", Which::not_after, days_after("first", 3),
     days_after("second", 20), monday, "2023-06-08T22:00:00Z"},
    {"a bound that is taken opens with its own event", Which::not_after, days_after("first", 30),
     days_after("second", 20), thursday, "2023-06-21T22:00:00Z"},
    {"a later bound leaves the beginning alone", Which::not_before, days_after("first", 30),
     days_after("second", 20), monday, "2023-07-05T22:00:00Z"},
    {"a date that is taken opens with the count", Which::not_after, days_after("first", 30),
     by("2023-06-20T12:00:00Z"), monday, "2023-06-20T12:00:00Z"},
    {"a date before the event opens nothing", Which::not_after, days_after("first", 30),
     by("2023-06-01T12:00:00Z"), nullptr, "2023-06-01T12:00:00Z"},
};

}  // namespace

BOOST_DATA_TEST_CASE(opens_where_what_it_is_made_of_opens, data::make(cases)) {
  const ResolvedLimit limit = resolved(sample.which, sample.first, sample.second);
  BOOST_TEST_REQUIRE(limit.known, limit.fault);
  BOOST_TEST(rfc3339(limit.closes) == sample.closes);
  BOOST_TEST((limit.opens ? rfc3339(*limit.opens) : "never") ==
             (sample.opens != nullptr ? sample.opens : "never"));
}

BOOST_AUTO_TEST_CASE(one_planned_event_makes_the_whole_limit_a_planned_one) {
  for (const Which which : {Which::earlier, Which::later, Which::not_after, Which::not_before}) {
    const auto happened = days_after("first", 10);
    const auto planned = days_after("planned", 5);
    BOOST_TEST(resolved(which, happened, planned).planned);
    BOOST_TEST(resolved(which, planned, happened).planned);
    BOOST_TEST(!resolved(which, happened, days_after("second", 5)).planned);
  }
}
