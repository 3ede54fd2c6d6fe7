#include "rules/language/score/score.hpp"

#include <limits>

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <rapidcheck.h>

#include "scoring_under_test.hpp"

using namespace termijn::tests;
namespace data = boost::unit_test::data;

namespace {

struct Row {
  Texts texts;
  const char* said;

  friend std::ostream& operator<<(std::ostream& out, const Row& row) {
    return out << row.texts.total << " / " << row.texts.per_reviewer << " / " << row.texts.pass
               << " / " << row.texts.rank;
  }
};

Row total(const char* text, const char* said) { return {{.total = text}, said}; }
Row rank_rule(const char* text, const char* said) { return {{.rank = text}, said}; }
Row pass_rule(const char* text, const char* said) { return {{.pass = text}, said}; }

const Row rows[] = {
    // What is right.
    total("40% partnership + 30% innovation + 30% growth", ""),
    total("40% * partnership + 30 percent of innovation + 30 procent van growth", ""),
    total("33.4% growth+33.3% innovation + 33.3% partnership", ""),
    total("100% growth + 0% innovation + 0% partnership", ""),
    {{.per_reviewer = "median"}, ""},
    {{.per_reviewer = "gemiddelde"}, ""},
    rank_rule("total, then partnership, then earliest arrival, then organisation", ""),
    rank_rule("totaal, dan hoogste partnership, daarna vroegste aankomst, vervolgens loting", ""),
    rank_rule("lowest growth then latest arrival then id", ""),
    rank_rule("total, organisation, then lot", ""),
    rank_rule("lot", ""),
    pass_rule("total at least 60% and every criterion at least 5", ""),
    pass_rule("totaal minstens 60% en elk criterium minstens 5", ""),
    pass_rule("partnership + growth > 12 or at least 2 criteria has score >= 9", ""),
    // Totals.
    total("40% partnership + ",
          "E0301 '' expected a weight, for example 40%, but the text ends here; "),
    total("partnership",
          "E0301 'partnership' expected a weight, for example 40%, found 'partnership'; "),
    total("40% partnership 30% growth",
          "E0301 '30' expected '+' or the end of the rule, found '30'; "),
    total("40% partnership + 30% inovation + 30% growth",
          "E0303 'inovation' there is no criterion 'inovation'; "),
    total("40 partnership + 30% innovation + 30% growth", "E0304 '40' a weight is a percentage; "),
    total("37,5% partnership + 32.5% innovation + 30% growth",
          "E0304 '37,5' '37,5' has a decimal comma; "),
    total("1234567890123456% partnership + 30% innovation + 30% growth",
          "E0304 '1234567890123456' this weight has more than 15 digits; "),
    total("40% partnership + 30% partnership + 30% growth",
          "E0305 '30% partnership' 'partnership' is weighed twice; "),
    total("50% partnership + 50% growth",
          "E0306 '50% partnership + 50% growth' the total leaves out 'innovation'; "),
    total("40% partnership + 30% innovation + 20% growth",
          "E0310 '40% partnership + 30% innovation + 20% growth' the weights add up to 90%, not to "
          "100%; "),
    total(
        "33.3% partnership + 33.3% innovation + 33.3% growth",
        "E0310 '33.3% partnership + 33.3% innovation + 33.3% growth' the weights add up to 99.9%, "
        "not to 100%; "),
    {{.total = ""}, "E0309 '' there are criteria but no total; "},
    // Reviewers.
    {{.per_reviewer = "average"},
     "E0301 'average' expected 'median', 'mean' or 'trimmed mean', found 'average'; "},
    {{.per_reviewer = "median mean"}, "E0301 'mean' expected the end of the rule, found 'mean'; "},
    // Ranks.
    rank_rule("total, then", "E0301 '' expected what to rank by, but the text ends here; "),
    rank_rule(
        "total partnership",
        "E0301 'partnership' expected ', then' or the end of the rule, found 'partnership'; "),
    rank_rule("total, then earliest arrival",
              "E0312 'earliest arrival' this order can leave two candidatures equal; "),
    rank_rule("total", "E0312 'total' this order can leave two candidatures equal; "),
    rank_rule("total, then arrival, then id",
              "E0311 'arrival' 'arrival' does not say which comes first; "),
    rank_rule("highest arrival, then id",
              "E0311 'highest arrival' 'arrival' does not say which comes first; "),
    rank_rule("earliest total, then id",
              "E0311 'earliest total' 'earliest' does not go with 'total'; "),
    rank_rule("lowest organisation",
              "E0311 'lowest organisation' 'lowest' does not go with 'organisation'; "),
    rank_rule("total, then partnerschip, then id",
              "E0303 'partnerschip' there is no criterion 'partnerschip'; "),
    rank_rule("total, then growth, then total, then id", "E0313 'total' this is never reached; "),
    rank_rule("total, then lot, then earliest arrival",
              "E0313 'earliest arrival' this is never reached; "),
    // Passing.
    pass_rule("total at least 60", "E0209 '60' cannot compare a percentage with a number; "),
    pass_rule("total", "E0208 'total' this must say yes or no; "),
    pass_rule("partnerhip > 5", "E0207 'partnerhip' there is no fact 'partnerhip'; "),
    pass_rule("score passes", "E0225 'score passes' 'score passes' is not known here; "),
};

struct Reviews {
  const char* per_reviewer;
  std::vector<Scorecard> cards;
  const char* criteria;
  const char* total;

  friend std::ostream& operator<<(std::ostream& out, const Reviews& row) {
    return out << row.per_reviewer << " of " << row.cards.size();
  }
};

const std::optional<Number> none;

const Reviews reviews[] = {
    // 40% of 8/10 + 30% of 6/10 + 30% of 7/10 = 32 + 18 + 21
    {"median", {card({8, 6, 7})}, "8 6 7 ", "71"},
    {"median", {card({8, 6, 7}), card({2, 6, 9}), card({9, 6, 8})}, "8 6 8 ", "74"},
    {"median", {card({8, 6, 7}), card({9, 6, 9})}, "8.5 6 8 ", "76"},
    {"mean", {card({8, 6, 7}), card({9, 6, 8}), card({8, 7, 7})}, "25/3 19/3 22/3 ", "223/3"},
    // Who abstains is left out of that criterion only.
    {"mean", {card({8, none, 7}), card({4, 6, 9})}, "6 6 8 ", "66"},
    {"median", {card({8, none, 7}), card({4, none, 9})}, "6 none 8 ", "none"},
    {"median", {}, "none none none ", "none"},
};

}  // namespace

BOOST_DATA_TEST_CASE(reads_and_checks_scoring, data::make(rows)) {
  const Compiled compiled(sample.texts);
  // What is pointed at when nothing is written is the criterion's own place.
  BOOST_TEST(compiled.said() == sample.said);
  BOOST_TEST(compiled.scoring.has_value() == std::string(sample.said).empty());
}

BOOST_DATA_TEST_CASE(aggregates_reviewers_exactly, data::make(reviews)) {
  const Scoring scoring = scoring_of({.per_reviewer = sample.per_reviewer});
  const Score result = score(scoring, sample.cards);
  std::string criteria;
  for (const auto& criterion : result.criteria) criteria += shown(criterion) + " ";
  BOOST_TEST(criteria == sample.criteria);
  BOOST_TEST(shown(result.total) == sample.total);
}

BOOST_AUTO_TEST_CASE(a_total_weighs_places_on_each_scale) {
  const Scoring scoring =
      scoring_of({.total = "50% a1 + 50% b1"}, {{"a1", "", 1, 5, {}}, {"b1", "", 0, 20, {}}});
  // 3 is half way from 1 to 5; 15 is three quarters of 20.
  BOOST_TEST(shown(score(scoring, {card({3, 15})}).total) == "62.5");
  BOOST_TEST(shown(score(scoring, {card({1, 0})}).total) == "0");
  BOOST_TEST(shown(score(scoring, {card({5, 20})}).total) == "100");
}

BOOST_AUTO_TEST_CASE(too_few_reviewers_give_no_score_and_no_refusal) {
  const Scoring scoring = scoring_of(
      {.pass = "total at least 60% and every criterion at least 5", .least_reviewers = 2});
  const Score one = score(scoring, {card({1, 1, 1})});
  BOOST_TEST(shown(one.total) == "none");
  BOOST_TEST(shown(one.passes) == "unknown");
  BOOST_TEST(one.failed.empty());
  BOOST_TEST(one.reviewers == 1);
  BOOST_TEST(shown(score(scoring, {card({1, 1, 1}), card({1, 1, 1})}).passes) == "no");
}

BOOST_AUTO_TEST_CASE(thresholds_are_on_the_criteria_s_own_scales) {
  const Scoring scoring = scoring_of({.pass = "total at least 60% and every criterion at least 5"});
  BOOST_TEST(shown(score(scoring, {card({10, 10, 5})}).passes) == "yes");
  const Score below = score(scoring, {card({10, 10, 4})});
  BOOST_TEST(shown(below.total) == "82");
  BOOST_TEST(shown(below.passes) == "no");
  const std::vector<std::string> one{"every criterion at least 5"};
  BOOST_TEST(below.failed == one);
  const std::vector<std::string> both{"total at least 60%", "every criterion at least 5"};
  BOOST_TEST(score(scoring, {card({4, 4, 4})}).failed == both);
  // 60% exactly is at least 60%.
  BOOST_TEST(shown(score(scoring, {card({6, 6, 6})}).passes) == "yes");
}

BOOST_AUTO_TEST_CASE(one_criterion_below_the_threshold_fails_although_another_is_open) {
  const Scoring scoring = scoring_of({.pass = "total at least 60% and every criterion at least 5"});
  const Score result = score(scoring, {card({4, none, 9})});
  BOOST_TEST(shown(result.total) == "none");
  BOOST_TEST(shown(result.passes) == "no");
  BOOST_TEST(shown(score(scoring, {card({9, none, 9})}).passes) == "unknown");
}

BOOST_AUTO_TEST_CASE(without_a_pass_rule_whoever_has_a_total_passes) {
  const Scoring scoring = scoring_of({});
  BOOST_TEST(shown(score(scoring, {card({1, 1, 1})}).passes) == "yes");
  BOOST_TEST(shown(score(scoring, {}).passes) == "unknown");
}

BOOST_AUTO_TEST_CASE(a_number_past_the_bounds_is_a_fault_and_no_score) {
  const Scoring scoring = scoring_of({.per_reviewer = "mean"});
  const Number largest(std::numeric_limits<std::int64_t>::max());
  const Score result = score(scoring, {card({largest, 1, 1}), card({largest, 1, 1})});
  BOOST_TEST(!result.total);
  BOOST_TEST(result.fault.has_value());
}

BOOST_AUTO_TEST_CASE(ids_that_a_score_needs_for_itself_are_refused) {
  for (const char* id : {"total", "arrival", "lot", "then", "and", "criterium", "mean"}) {
    const Compiled compiled({.total = ""}, {{id, "", 0, 10, {}}});
    BOOST_TEST(compiled.diagnostics.at(0).code == "E0307", id);
  }
  const Compiled flat({.total = ""}, {{"growth", "", 5, 5, {}}});
  BOOST_TEST(flat.diagnostics.at(0).code == "E0308");
}

BOOST_AUTO_TEST_CASE(a_total_lies_between_its_worst_and_best_criterion) {
  const Scoring scoring = scoring_of({});
  BOOST_TEST(rc::check("totals are means", [&] {
    std::vector<Number> given;
    for (int i = 0; i < 3; ++i) given.emplace_back(*rc::gen::inRange<std::int64_t>(0, 11));
    const auto total = score(scoring, {card({given[0], given[1], given[2]})}).total;
    const auto [low, high] = std::minmax_element(given.begin(), given.end());
    RC_ASSERT(*total >= *multiply(*low, Number(10)));
    RC_ASSERT(*total <= *multiply(*high, Number(10)));
  }));
}

BOOST_AUTO_TEST_CASE(no_bytes_crash_the_reader_of_scores) {
  BOOST_TEST(rc::check("random bytes", [] {
    const Compiled compiled({.total = *rc::gen::arbitrary<std::string>(),
                             .per_reviewer = *rc::gen::arbitrary<std::string>(),
                             .pass = *rc::gen::arbitrary<std::string>(),
                             .rank = *rc::gen::arbitrary<std::string>(),
                             .normalised = *rc::gen::arbitrary<std::string>(),
                             .rounding = *rc::gen::arbitrary<std::string>(),
                             .divergence = *rc::gen::arbitrary<std::string>()});
    RC_ASSERT(!compiled.scoring == has_errors(compiled.diagnostics));
    RC_ASSERT(compiled.said().find("boost") == std::string::npos);
  }));
}
