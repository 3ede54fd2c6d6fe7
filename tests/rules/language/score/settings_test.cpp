// What `per-reviewer`, `normalised`, `rounding` and `divergence` may say.
#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include "scoring_under_test.hpp"

using namespace termijn::tests;
namespace data = boost::unit_test::data;

namespace {

struct Row {
  Texts texts;
  const char* said;

  friend std::ostream& operator<<(std::ostream& out, const Row& row) {
    return out << row.texts.per_reviewer << " / " << row.texts.normalised << " / "
               << row.texts.rounding << " / " << row.texts.divergence;
  }
};

Row reviewers(const char* text, int least, const char* said, int least_scores = 0) {
  return {{.per_reviewer = text, .least_reviewers = least, .least_scores = least_scores}, said};
}
Row rounding(const char* text, const char* said) { return {{.rounding = text}, said}; }
Row normalised(const char* text, const char* round, const char* said) {
  return {{.normalised = text, .rounding = round}, said};
}
Row divergence(const char* text, const char* said, int least = 2) {
  return {{.least_reviewers = least, .divergence = text}, said};
}

const Row rows[] = {
    // What is right.
    reviewers("trimmed mean 1", 3, ""),
    reviewers("trimmed mean 2", 5, ""),
    reviewers("trimmed mean 20%", 5, ""),
    reviewers("trimmed mean 12.5 percent", 8, ""),
    reviewers("trimmed mean without the highest and lowest", 3, ""),
    reviewers("getrimd gemiddelde zonder de hoogste en de laagste", 3, ""),
    reviewers("getrimd gemiddelde 1", 3, "", 3),
    rounding("total half-up to 1 decimal", ""),
    rounding("the total rounded half-even to 2 decimals", ""),
    rounding("every criterion down to a whole number", ""),
    rounding("totaal half naar boven op 1 decimaal", ""),
    rounding("het totaal afgerond naar beneden tot op 2 decimalen", ""),
    rounding("elk criterium omhoog op een geheel getal", ""),
    normalised("mean", "criteria half-up to 2 decimals", ""),
    normalised("gemiddelde en spreiding", "criteria half-up to 2 decimals", ""),
    divergence("more than 3 points on any criterion asks one more reviewer", ""),
    divergence("spread more than 3", ""),
    divergence("at least 40% on growth or more than 2.5 points on partnership", ""),
    divergence("meer dan 3 punten op enig criterium vraagt één beoordelaar meer", ""),
    divergence("spreiding minstens 40% op growth of meer dan 3 punten op partnership", ""),
    // How scores become one.
    reviewers("trimmed mean", 5,
              "E0314 'trimmed mean' this does not say how many scores are left out at each end; "),
    reviewers(
        "trimmed mean %", 5,
        "E0314 'trimmed mean %' this does not say how many scores are left out at each end; "),
    reviewers("mean 1", 5, "E0314 'mean 1' 'mean' leaves out no scores; "),
    reviewers("trimmed mean 1", 2, "E0315 'trimmed mean 1' 1 at each end leaves no score of 2; "),
    reviewers(
        "trimmed mean without the highest and lowest", 1,
        "E0315 'trimmed mean without the highest and lowest' 1 at each end leaves no score of "
        "1; "),
    reviewers("trimmed mean 2", 5, "E0315 'trimmed mean 2' 2 at each end leaves no score of 4; ",
              4),
    reviewers("trimmed mean 0", 5,
              "E0316 '0' a trimmed mean leaves out a whole number of scores; "),
    reviewers("trimmed mean 1.5", 5,
              "E0316 '1.5' a trimmed mean leaves out a whole number of scores; "),
    reviewers("trimmed mean 12,5%", 8, "E0316 '12,5' '12,5' has a decimal comma; "),
    reviewers(
        "trimmed mean 50%", 5,
        "E0316 'trimmed mean 50%' a trimmed mean leaves out more than 0% and less than 50%; "),
    reviewers("trimmed mean 0%", 5,
              "E0316 'trimmed mean 0%' a trimmed mean leaves out more than 0% and less than 50%; "),
    reviewers("mean", 2, "E0325 '' 3 scores on each criterion are more than 2 reviewers can give; ",
              3),
    // Rounding.
    rounding("half-up to 1 decimal",
             "E0317 'half-up to 1 decimal' this does not say what is rounded; "),
    rounding("total half-up to 1 decimal and criteria down to 2 decimals",
             "E0318 'criteria down to 2 decimals' scores are rounded once; "),
    rounding("total half-up to 7 decimals", "E0319 '7' one rounds to 0 … 6 decimals; "),
    rounding("total half-up to 1.5 decimals", "E0319 '1.5' one rounds to 0 … 6 decimals; "),
    rounding("total half-up",
             "E0301 '' expected 'to', as in 'to 1 decimal', but the text ends here; "),
    rounding("total nearest to 1 decimal",
             "E0301 'total' expected what is rounded and how: 'total half-up to 1 decimal', found "
             "'total'; "),
    // Normalisation.
    normalised("mean", "",
               "E0320 'mean' normalised scores have fractions too long to be published; "),
    normalised("mean", "total half-up to 1 decimal",
               "E0320 'mean' normalised scores have fractions too long to be published; "),
    normalised("z-score", "criteria half-up to 2 decimals",
               "E0321 'z-score' a z-score divides by a root, which no exact number holds; "),
    normalised("median", "criteria half-up to 2 decimals",
               "E0301 'median' expected 'mean' or 'mean and spread', found 'median'; "),
    // Divergence.
    divergence("more than 3", "E0323 'more than 3' one reviewer differs from nobody; ", 1),
    divergence("more than 2,5 points", "E0324 '2,5' '2,5' has a decimal comma; "),
    divergence("at least 0 points",
               "E0324 'at least 0 points' reviewers always differ by at least 0; "),
    divergence("more than 3 on growht", "E0303 'growht' there is no criterion 'growht'; "),
    divergence(
        "3 points",
        "E0301 '3' expected how far apart: 'more than 3 points on any criterion', found '3'; "),
};

const Row warned[] = {
    reviewers("trimmed mean 20%", 4,
              "W0301 'trimmed mean 20%' 20% of 4 scores is less than one: none is left out; "),
    divergence("more than 10 points",
               "W0302 'more than 10 points' no two scores on their scale differ so much; "),
    divergence("more than 100% on growth",
               "W0302 'more than 100% on growth' no two scores on their scale differ so much; "),
    divergence("at least 10 points", ""),
    divergence("more than 99.9%", ""),
};

}  // namespace

BOOST_DATA_TEST_CASE(reads_and_checks_settings, data::make(rows)) {
  const Compiled compiled(sample.texts);
  BOOST_TEST(compiled.said() == sample.said);
  BOOST_TEST(compiled.scoring.has_value() == std::string(sample.said).empty());
}

BOOST_DATA_TEST_CASE(warns_of_what_never_happens, data::make(warned)) {
  const Compiled compiled(sample.texts);
  BOOST_TEST(compiled.said() == sample.said);
  BOOST_TEST(compiled.scoring.has_value());
}

BOOST_AUTO_TEST_CASE(dutch_and_english_settings_mean_the_same) {
  const Scoring dutch =
      scoring_of({.per_reviewer = "getrimd gemiddelde zonder de hoogste en laagste",
                  .least_reviewers = 3,
                  .rounding = "totaal half naar even op 2 decimalen",
                  .divergence = "meer dan 30% op growth"});
  BOOST_TEST((dutch.aggregation == Aggregation::trimmed_mean));
  BOOST_TEST(dutch.trim.scores == 1);
  BOOST_TEST(dutch.least_scores == 3);
  BOOST_TEST((dutch.rounding->target == ScoreRounding::Target::total));
  BOOST_TEST((dutch.rounding->direction == ScoreRounding::Direction::half_even));
  BOOST_TEST(dutch.rounding->decimals == 2);
  BOOST_TEST_REQUIRE(dutch.divergence.size() == 1U);
  BOOST_TEST(dutch.divergence[0].criterion.value() == 2U);
  BOOST_TEST(dutch.divergence[0].percentage);
  BOOST_TEST(!dutch.divergence[0].at_bound);
  BOOST_TEST((dutch.divergence[0].bound == Number(30)));
}
