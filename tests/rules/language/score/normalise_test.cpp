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

/// Reviewers down, candidatures across; the score of the one criterion.
using Grid = std::vector<std::vector<std::optional<Number>>>;

std::vector<std::vector<Scorecard>> reviews(const Grid& grid) {
  std::vector<std::vector<Scorecard>> candidatures(grid.front().size());
  for (std::size_t reviewer = 0; reviewer < grid.size(); ++reviewer) {
    for (std::size_t i = 0; i < candidatures.size(); ++i) {
      if (!grid[reviewer][i]) continue;
      candidatures[i].push_back({"r" + std::to_string(reviewer), {grid[reviewer][i]}});
    }
  }
  return candidatures;
}

Scoring normalising(const char* how, const char* rounding = "criteria half-up to 2 decimals") {
  return one_criterion({.per_reviewer = "mean", .normalised = how, .rounding = rounding});
}

std::string criteria(const Scoring& scoring, const Grid& grid) {
  std::string text;
  for (const Score& one : score_all(scoring, reviews(grid))) text += shown(one.criteria[0]) + " ";
  return text;
}

struct Row {
  const char* name;
  Grid grid;
  const char* mean;
  const char* mean_and_spread;

  friend std::ostream& operator<<(std::ostream& out, const Row& row) { return out << row.name; }
};

const Row rows[] = {
    // Means 7 and 4, panel 5.5; distances 1 and 1, panel (2.5 + 0.5 + 0.5 + 2.5) / 4 = 1.5.
    {"a mild and a severe reviewer", {{8, 6}, {5, 3}}, "6.5 4.5 ", "7 4 "},
    {"one reviewer alone is the panel", {{8, 6, 1}}, "8 6 1 ", "8 6 1 "},
    // The third scored once: 9 stays 9, but counts in the panel's mean, 31/5 = 6.2; its distance is
    // (1.8 + 0.2 + 1.2 + 3.2 + 2.8) / 5 = 1.84. (7.2 + 7.2 + 9) / 3; (8.04 + 8.04 + 9) / 3.
    {"one who scored once", {{8, 6}, {5, 3}, {9, none}}, "7.8 5.2 ", "8.36 4.36 "},
    // The second gave all the same: twice the panel's mean, 6; the panel's distance is
    // (2 + 0 + 1 + 1) / 4 = 1, the first one's is 1.
    {"one who made no difference", {{8, 6}, {5, 5}}, "6.5 5.5 ", "6.5 5.5 "},
    // Mean 6 and 10, panel 8: 8 + 4 is held at 10. Distances 4 and 0, panel 3: 11 at 10, and 5.
    {"past the end of the scale", {{10, 2}, {10, 10}}, "9 6 ", "9 6.5 "},
    {"everybody gave the same", {{5, 5}, {5, 5}}, "5 5 ", "5 5 "},
};

}  // namespace

BOOST_DATA_TEST_CASE(takes_out_how_severe_reviewers_are, data::make(rows)) {
  BOOST_TEST(criteria(normalising("mean"), sample.grid) == sample.mean);
  BOOST_TEST(criteria(normalising("mean and spread"), sample.grid) == sample.mean_and_spread);
}

BOOST_AUTO_TEST_CASE(without_normalisation_all_together_are_each_alone) {
  const Scoring scoring = one_criterion({.per_reviewer = "mean"});
  BOOST_TEST(criteria(scoring, {{8, 6}, {5, 3}}) == "6.5 4.5 ");
  BOOST_TEST(criteria(scoring, {{8, none}, {5, none}}) == "6.5 none ");
}

BOOST_AUTO_TEST_CASE(a_normalised_score_is_not_known_from_one_candidature) {
  const Scoring scoring = normalising("mean");
  const Score alone = score(scoring, {{"r0", {8}}});
  BOOST_TEST(shown(alone.total) == "none");
  BOOST_TEST(shown(alone.passes) == "unknown");
  BOOST_TEST(alone.lacking.empty());
}

BOOST_AUTO_TEST_CASE(nothing_is_normalised_before_all_reviews_are_in) {
  const auto scores = score_all(normalising("mean"), reviews({{8, 6, none}, {5, 3, none}}));
  BOOST_TEST(shown(scores[0].total) == "none");
  BOOST_TEST(scores[0].lacking.at(0) ==
             "scores are normalised: another candidature is not reviewed yet");
  BOOST_TEST(scores[2].lacking.at(0) == "0 of 1 scorecards");
}

BOOST_AUTO_TEST_CASE(totals_and_pass_follow_the_normalised_criteria) {
  const Scoring scoring = one_criterion({.per_reviewer = "mean",
                                         .pass = "total at least 60%",
                                         .normalised = "mean",
                                         .rounding = "criteria half-up to 2 decimals"});
  const auto scores = score_all(scoring, reviews({{8, 6}, {5, 3}}));
  BOOST_TEST(shown(scores[0].total) == "65");
  BOOST_TEST(shown(scores[0].passes) == "yes");
  BOOST_TEST(shown(scores[1].passes) == "no");
}

BOOST_AUTO_TEST_CASE(a_season_of_fractions_stays_within_exact_numbers) {
  BOOST_TEST(rc::check("many reviewers, many candidatures", [] {
    const auto reviewers = *rc::gen::inRange<std::size_t>(1, 8);
    const auto candidatures = *rc::gen::inRange<std::size_t>(1, 40);
    Grid grid(reviewers, std::vector<std::optional<Number>>(candidatures));
    for (auto& row : grid) {
      for (auto& one : row) one = Number::ratio(*rc::gen::inRange<std::int64_t>(0, 101), 10);
    }
    const char* how = *rc::gen::element("mean", "mean and spread");
    const auto candidates = reviews(grid);
    const auto scores = score_all(normalising(how), candidates);
    for (const Score& one : scores) {
      RC_ASSERT(!one.fault);
      RC_ASSERT(one.total.has_value());
      RC_ASSERT(*one.criteria[0] >= Number(0));
      RC_ASSERT(*one.criteria[0] <= Number(10));
    }
    std::reverse(grid.begin(), grid.end());  // names change with the place, and nothing else
    const auto again = score_all(normalising(how), reviews(grid));
    for (std::size_t i = 0; i < scores.size(); ++i) RC_ASSERT(again[i].total == scores[i].total);
  }));
}

BOOST_AUTO_TEST_CASE(a_reviewer_who_is_as_much_more_severe_on_everybody_changes_no_order) {
  BOOST_TEST(rc::check("shifts", [] {
    const auto candidatures = *rc::gen::inRange<std::size_t>(2, 8);
    Grid grid(2, std::vector<std::optional<Number>>(candidatures));
    for (auto& row : grid) {
      for (auto& one : row) one = Number(*rc::gen::inRange<std::int64_t>(40, 60));
    }
    Grid severe = grid;
    for (auto& one : severe[0]) one = subtract(*one, Number(5));
    const Texts texts{
        .per_reviewer = "mean", .normalised = "mean", .rounding = "criteria half-up to 2 decimals"};
    const Scoring scoring = one_criterion(texts, 0, 100);
    const auto before = score_all(scoring, reviews(grid));
    const auto after = score_all(scoring, reviews(severe));
    // The panel's mean falls by half of 5, and everybody with it.
    for (std::size_t i = 0; i < candidatures; ++i) {
      RC_ASSERT(*subtract(*before[i].criteria[0], *after[i].criteria[0]) == *parse_number("2.5"));
    }
  }));
}
