#include <limits>

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <rapidcheck.h>

#include "scoring_under_test.hpp"

using namespace termijn::tests;
namespace data = boost::unit_test::data;

namespace {

using Way = ScoreRounding::Direction;

struct Row {
  const char* number;
  int decimals;
  const char* half_up;
  const char* half_even;
  const char* down;
  const char* up;

  friend std::ostream& operator<<(std::ostream& out, const Row& row) {
    return out << row.number << " to " << row.decimals;
  }
};

const Row rows[] = {
    {"62.5", 0, "63", "62", "62", "63"},
    {"63.5", 0, "64", "64", "63", "64"},
    {"223/3", 1, "74.3", "74.3", "74.3", "74.4"},
    {"0.05", 1, "0.1", "0", "0", "0.1"},
    {"0.15", 1, "0.2", "0.2", "0.1", "0.2"},
    {"7", 3, "7", "7", "7", "7"},
    // Below zero, a half goes up and `down` goes further down.
    {"-2.5", 0, "-2", "-2", "-3", "-2"},
    {"-3.5", 0, "-3", "-4", "-4", "-3"},
    {"-1/3", 2, "-0.33", "-0.33", "-0.34", "-0.33"},
    {"2/3", 6, "0.666667", "0.666667", "0.666666", "0.666667"},
};

std::string to(const Row& row, Way direction) {
  return shown(
      round_to(*parse_number(row.number), {ScoreRounding::Target::total, direction, row.decimals}));
}

}  // namespace

BOOST_DATA_TEST_CASE(rounds_each_way, data::make(rows)) {
  BOOST_TEST(to(sample, Way::half_up) == sample.half_up);
  BOOST_TEST(to(sample, Way::half_even) == sample.half_even);
  BOOST_TEST(to(sample, Way::down) == sample.down);
  BOOST_TEST(to(sample, Way::up) == sample.up);
}

BOOST_AUTO_TEST_CASE(what_leaves_the_bounds_has_no_rounded_value) {
  const Number largest(std::numeric_limits<std::int64_t>::max());
  BOOST_TEST(shown(round_to(largest, {ScoreRounding::Target::total, Way::up, 0})) ==
             to_string(largest));
  const auto third = *Number::ratio(std::numeric_limits<std::int64_t>::max(), 2);
  BOOST_TEST(!round_to(third, {ScoreRounding::Target::total, Way::up, 6}));
}

BOOST_AUTO_TEST_CASE(a_rounded_total_is_exact_until_then) {
  const std::vector<Scorecard> cards{card({8, 6, 7}), card({9, 6, 8}), card({8, 7, 7})};
  const Texts texts{.per_reviewer = "mean", .rounding = "total half-up to 1 decimal"};
  const Score total = score(scoring_of(texts), cards);
  // 40% of 25/3 + 30% of 19/3 + 30% of 22/3, each of 10
  BOOST_TEST(shown(total.total) == "74.3");
  BOOST_TEST(shown(total.criteria[0]) == "25/3");
}

BOOST_AUTO_TEST_CASE(rounded_criteria_are_what_the_total_adds_up) {
  const std::vector<Scorecard> cards{card({8, 6, 7}), card({9, 6, 8}), card({8, 7, 7})};
  const Texts texts{.per_reviewer = "mean", .rounding = "criteria half-up to 1 decimal"};
  const Score criteria = score(scoring_of(texts), cards);
  BOOST_TEST(shown(criteria.criteria[0]) == "8.3");
  BOOST_TEST(shown(criteria.criteria[1]) == "6.3");
  BOOST_TEST(shown(criteria.criteria[2]) == "7.3");
  // 33.2 + 18.9 + 21.9, and not rounded again
  BOOST_TEST(shown(criteria.total) == "74");
}

BOOST_AUTO_TEST_CASE(a_rounded_criterion_stays_on_its_scale) {
  const Texts up{.rounding = "criteria up to a whole number"};
  const Score highest =
      score(one_criterion(up, 0, *parse_number("4.5")), {card({*parse_number("4.2")})});
  BOOST_TEST(shown(highest.criteria[0]) == "4.5");
  BOOST_TEST(shown(highest.total) == "100");
}

BOOST_AUTO_TEST_CASE(the_pass_rule_sees_the_rounded_value_only_where_the_rulebook_rounds) {
  // 40% of 5.875 + 30% of 6 + 30% of 6 = 23.5 + 18 + 18 = 59.5
  const std::vector<Scorecard> cards{card({*parse_number("5.875"), 6, 6})};
  const char* pass = "total at least 60%";
  BOOST_TEST(shown(score(scoring_of({.pass = pass}), cards).passes) == "no");
  const Texts up{.pass = pass, .rounding = "total half-up to a whole number"};
  BOOST_TEST(shown(score(scoring_of(up), cards).passes) == "yes");
  const Texts down{.pass = pass, .rounding = "total down to a whole number"};
  BOOST_TEST(shown(score(scoring_of(down), cards).total) == "59");
  BOOST_TEST(shown(score(scoring_of(down), cards).passes) == "no");
}

BOOST_AUTO_TEST_CASE(the_rank_sees_the_rounded_value_only_where_the_rulebook_rounds) {
  const char* rule = "total, then earliest arrival, then organisation";
  const auto first = [&](const char* rounding) {
    const Scoring scoring = scoring_of({.rank = rule, .rounding = rounding});
    const std::vector<Contender> two{
        {"c/1", "A", Instant(std::chrono::seconds(1)), score(scoring, {card({6, 6, 6})})},
        {"c/2", "B", Instant(std::chrono::seconds(2)),
         score(scoring, {card({*parse_number("6.01"), 6, 6})})}};
    const auto ranked = rank(scoring, two);
    return two[ranked[0].contender].id + " " + ranked[1].decided_by;
  };
  BOOST_TEST(first("") == "c/2 total");  // 60.04 before 60
  BOOST_TEST(first("total half-up to 1 decimal") == "c/1 earliest arrival");
}

BOOST_AUTO_TEST_CASE(rounding_keeps_the_order_and_stays_within_one_step) {
  BOOST_TEST(rc::check("rounding", [] {
    const auto some = [] {
      return *Number::ratio(*rc::gen::inRange<std::int64_t>(-9999, 9999),
                            *rc::gen::inRange<std::int64_t>(1, 999));
    };
    const Number a = some();
    const Number b = some();
    const ScoreRounding rounding{
        ScoreRounding::Target::total,
        *rc::gen::element(Way::half_up, Way::half_even, Way::down, Way::up),
        *rc::gen::inRange(0, 7)};
    RC_ASSERT((a <= b) <= (*round_to(a, rounding) <= *round_to(b, rounding)));
    RC_ASSERT(*round_to(*round_to(a, rounding), rounding) == *round_to(a, rounding));
    std::int64_t steps = 1;
    for (int i = 0; i < rounding.decimals; ++i) steps *= 10;
    const auto off = *subtract(*round_to(a, rounding), a);
    RC_ASSERT(off < *Number::ratio(1, steps));
    RC_ASSERT(off > *Number::ratio(-1, steps));
  }));
}
