// How the scores of several reviewers become one, and when they are enough.
#include <algorithm>

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <rapidcheck.h>

#include "scoring_under_test.hpp"

using namespace termijn::tests;
namespace data = boost::unit_test::data;

namespace {

const std::optional<Number> none;

std::vector<Scorecard> cards_of(const std::vector<std::optional<Number>>& scores) {
  std::vector<Scorecard> cards;
  for (const auto& one : scores) cards.push_back(card({one}));
  return cards;
}

struct Row {
  const char* per_reviewer;
  int least;
  std::vector<std::optional<Number>> scores;
  const char* criterion;

  friend std::ostream& operator<<(std::ostream& out, const Row& row) {
    return out << row.per_reviewer << " of " << row.scores.size();
  }
};

const Row rows[] = {
    {"trimmed mean 1", 3, {10, 5, 1, 7, 6}, "6"},      // 5, 6, 7
    {"trimmed mean 1", 3, {1, 10, 4}, "4"},            // one is left
    {"trimmed mean 2", 5, {1, 1, 9, 9, 5, 8}, "6.5"},  // 5, 8
    {"trimmed mean without the highest and lowest", 3, {8, 8, 8, 0}, "8"},
    {"trimmed mean 20%", 5, {10, 5, 1, 7, 6}, "6"},                 // one of five
    {"trimmed mean 20%", 5, {10, 5, 1, 7, 6, 7, 7, 7, 9}, "48/7"},  // still one of nine: 1.8
    {"trimmed mean 49%", 3, {10, 2, 3}, "3"},                       // one of three
    {"trimmed mean 49%", 4, {10, 2, 3, 5}, "4"},                    // one of four: 1.96
    // Somebody abstains: what is left is still enough, or is not.
    {"trimmed mean 1", 3, {10, 5, 1, none}, "5"},
    {"trimmed mean 1", 3, {10, 5, none}, "none"},
    {"trimmed mean 20%", 5, {10, 5, none, none, 0}, "5"},  // a fifth of three is none
};

std::string lacking(const Score& score) {
  std::string text;
  for (const auto& one : score.lacking) text += one + "; ";
  return text;
}

const Texts two_who_agree{.least_reviewers = 2,
                          .divergence = "more than 3 points on any criterion"};

}  // namespace

BOOST_DATA_TEST_CASE(trims, data::make(rows)) {
  const Scoring scoring =
      one_criterion({.per_reviewer = sample.per_reviewer, .least_reviewers = sample.least});
  BOOST_TEST(shown(score(scoring, cards_of(sample.scores)).criteria[0]) == sample.criterion);
}

BOOST_AUTO_TEST_CASE(a_trimmed_mean_always_leaves_a_score) {
  // No rulebook says so, but a Scoring can be made without one.
  Scoring scoring = one_criterion({.per_reviewer = "trimmed mean 1", .least_reviewers = 3});
  scoring.trim.scores = 5;
  BOOST_TEST(shown(score(scoring, cards_of({1, 2, 6, 9})).criteria[0]) == "4");
  BOOST_TEST(shown(score(scoring, cards_of({1, 2, 9})).criteria[0]) == "2");
}

BOOST_AUTO_TEST_CASE(a_criterion_needs_its_least_number_of_scores) {
  const Scoring scoring = scoring_of({.least_reviewers = 2, .least_scores = 2});
  const Score open = score(scoring, {card({8, none, 7}), card({4, 6, 9})});
  BOOST_TEST(shown(open.criteria[0]) == "6");
  BOOST_TEST(shown(open.criteria[1]) == "none");
  BOOST_TEST(shown(open.total) == "none");
  BOOST_TEST(lacking(open) == "1 of 2 scores on 'innovation'; ");
  BOOST_TEST(!open.fault);
  const Score full = score(scoring, {card({8, none, 7}), card({4, 6, 9}), card({none, 8, none})});
  BOOST_TEST(lacking(full) == "");
  BOOST_TEST(shown(full.criteria[1]) == "7");
}

BOOST_AUTO_TEST_CASE(whoever_all_abstain_on_a_criterion_have_not_reviewed_it) {
  const Score open = score(scoring_of({}), {card({8, none, 7})});
  BOOST_TEST(lacking(open) == "0 of 1 scores on 'innovation'; ");
}

BOOST_AUTO_TEST_CASE(reviewers_who_differ_ask_one_more_and_only_one) {
  const Scoring scoring = scoring_of(two_who_agree);
  const Score agree = score(scoring, {card({8, 6, 7}), card({5, 6, 7})});  // by 3: no more than 3
  BOOST_TEST(lacking(agree) == "");
  BOOST_TEST(agree.needed == 2);
  const Score differ = score(scoring, {card({8, 6, 7}), card({4, 6, 7})});
  BOOST_TEST(differ.needed == 3);
  BOOST_TEST(shown(differ.total) == "none");
  BOOST_TEST(shown(differ.passes) == "unknown");
  BOOST_TEST(lacking(differ) ==
             "2 of 3 scorecards: scores on 'partnership' differ by 4, more than 3, which asks one "
             "more reviewer; ");
  const Score third = score(scoring, {card({8, 6, 7}), card({4, 6, 7}), card({0, 0, 0})});
  BOOST_TEST(lacking(third) == "");
  BOOST_TEST(shown(third.criteria[0]) == "4");
  BOOST_TEST(lacking(score(scoring, {card({8, 6, 7})})) == "1 of 2 scorecards; ");
}

BOOST_AUTO_TEST_CASE(a_divergence_may_be_a_share_of_the_scale_and_of_one_criterion) {
  // 40% of 1..6 is 2 points.
  Texts texts{.least_reviewers = 2, .divergence = "at least 40% on quality"};
  const Scoring share = one_criterion(texts, 1, 6);
  BOOST_TEST(score(share, {card({3}), card({5})}).needed == 3);
  BOOST_TEST(score(share, {card({3}), card({4})}).needed == 2);
  texts.divergence = "more than 3 on growth";
  const Scoring one = scoring_of(texts);
  BOOST_TEST(score(one, {card({1, 1, 5}), card({9, 9, 5})}).needed == 2);
  BOOST_TEST(score(one, {card({1, 1, 1}), card({1, 1, none}), card({1, 1, 5})}).needed == 3);
}

BOOST_AUTO_TEST_CASE(an_arithmetic_fault_of_the_pass_rule_is_told_and_is_no_failure) {
  const Score result = score(scoring_of({.pass = "partnership / growth > 1"}), {card({8, 6, 0})});
  BOOST_TEST(shown(result.passes) == "unknown");
  BOOST_TEST(result.fault.has_value());
  BOOST_TEST(result.failed.empty());
}

namespace {

const char* const aggregations[] = {"mean", "median", "trimmed mean 1", "trimmed mean 20%"};

std::vector<Scorecard> some_cards(int least, int most) {
  const auto one = [] { return std::optional(Number(*rc::gen::inRange<std::int64_t>(0, 11))); };
  std::vector<Scorecard> cards;
  const int count = *rc::gen::inRange(least, most + 1);
  for (int i = 0; i < count; ++i) {
    cards.push_back(card({one(), one(), one()}));
    cards.back().reviewer = "r" + std::to_string(i);
  }
  return cards;
}

}  // namespace

BOOST_DATA_TEST_CASE(the_order_of_reviewers_changes_nothing, data::make(aggregations)) {
  const Scoring scoring =
      scoring_of({.per_reviewer = sample, .least_reviewers = 5, .divergence = "more than 6"});
  BOOST_TEST(rc::check("permutations", [&] {
    auto cards = some_cards(1, 9);
    const Score before = score(scoring, cards);
    const auto turn = *rc::gen::inRange<std::ptrdiff_t>(0, std::ssize(cards));
    std::rotate(cards.begin(), cards.begin() + turn, cards.end());
    if (*rc::gen::arbitrary<bool>()) std::reverse(cards.begin(), cards.end());
    const Score after = score(scoring, cards);
    RC_ASSERT(after.criteria == before.criteria);
    RC_ASSERT(after.total == before.total);
    RC_ASSERT(after.lacking == before.lacking);
  }));
}

BOOST_DATA_TEST_CASE(a_reviewer_who_agrees_with_the_rest_changes_no_mean_and_no_median,
                     data::make({"mean", "median"})) {
  const Scoring scoring = scoring_of({.per_reviewer = sample});
  BOOST_TEST(rc::check("one more of the same", [&] {
    auto cards = some_cards(1, 9);
    const Score before = score(scoring, cards);
    cards.push_back(card(before.criteria));
    RC_ASSERT(score(scoring, cards).criteria == before.criteria);
  }));
}

BOOST_DATA_TEST_CASE(equal_scores_aggregate_to_themselves, data::make(aggregations)) {
  const Scoring scoring = scoring_of({.per_reviewer = sample, .least_reviewers = 5});
  BOOST_TEST(rc::check("all the same", [&] {
    const auto one = some_cards(1, 1).front();
    const std::vector<Scorecard> cards(*rc::gen::inRange<std::size_t>(5, 9), one);
    RC_ASSERT(score(scoring, cards).criteria == one.scores);
  }));
}

BOOST_DATA_TEST_CASE(a_higher_score_never_lowers_the_total, data::make(aggregations)) {
  for (const char* rounding :
       {"", "total half-even to a whole number", "criteria down to 1 decimal"}) {
    const Scoring scoring =
        scoring_of({.per_reviewer = sample, .least_reviewers = 5, .rounding = rounding});
    BOOST_TEST(rc::check("monotone", [&] {
      auto cards = some_cards(5, 9);
      const Score before = score(scoring, cards);
      auto& raised = cards[*rc::gen::inRange<std::size_t>(0, cards.size())]
                         .scores[*rc::gen::inRange<std::size_t>(0, 3)];
      raised = add(*raised, Number(*rc::gen::inRange<std::int64_t>(0, 4)));
      RC_ASSERT(*score(scoring, cards).total >= *before.total);
    }));
  }
}
