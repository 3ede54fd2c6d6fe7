#include "rules/language/score/selection.hpp"

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <rapidcheck.h>

using namespace termijn::rules;
namespace data = boost::unit_test::data;

namespace {

using OverBudget = Selection::OverBudget;

/// Ids a, b, c, …; an amount below 0 stands for one that is not recorded.
std::vector<Applicant> ranking(const std::vector<std::int64_t>& amounts,
                               const std::string& passes) {
  std::vector<Applicant> ranking;
  for (std::size_t i = 0; i < amounts.size(); ++i) {
    Applicant one{std::string(1, static_cast<char>('a' + i)), {}, {}};
    if (passes[i] != '?') one.passes = passes[i] == '+';
    if (amounts[i] >= 0) one.amount = Number(amounts[i]);
    ranking.push_back(std::move(one));
  }
  return ranking;
}

/// S selected, R1 reserve, - not selected, ? undecided; then where the line is.
std::string told(const Selected& selected) {
  std::string text;
  for (const Placing& placing : selected.placings) {
    switch (placing.choice) {
      case Choice::selected:
        text += "S ";
        break;
      case Choice::reserve:
        text += "R" + std::to_string(placing.reserve) + " ";
        break;
      case Choice::not_selected:
        text += "- ";
        break;
      case Choice::undecided:
        text += "? ";
        break;
    }
  }
  if (selected.cut) {
    text += std::to_string(selected.cut->last) + "|" + std::to_string(selected.cut->first_out) +
            " " + selected.cut->why;
  }
  return text;
}

struct Row {
  const char* name;
  Selection selection;
  std::vector<std::int64_t> amounts;
  const char* passes;
  const char* told;

  friend std::ostream& operator<<(std::ostream& out, const Row& row) { return out << row.name; }
};

Selection places(int count, int reserve = 0) {
  return {.places = count, .budget = {}, .amount = "", .reserve = reserve};
}
Selection budget(std::int64_t euro, OverBudget over, int reserve = 0) {
  return {.places = {},
          .budget = Number(euro),
          .amount = "requested",
          .over_budget = over,
          .reserve = reserve};
}
Selection both(int count, std::int64_t euro, OverBudget over) {
  Selection selection = budget(euro, over, 1);
  selection.places = count;
  return selection;
}

const Row rows[] = {
    {"places", places(2), {0, 0, 0}, "+++", "S S - 1|2 the 2 places are taken"},
    {"one place", places(1, 1), {0, 0, 0}, "+++", "S R1 - 0|1 the place is taken"},
    {"a reserve list", places(1, 2), {0, 0, 0, 0}, "++++", "S R1 R2 - 0|1 the place is taken"},
    {"who does not pass takes no place",
     places(2, 1),
     {0, 0, 0, 0, 0},
     "+-+-+",
     "S - S - R1 2|4 the 2 places are taken"},
    {"more places than candidatures", places(5), {0, 0}, "++", "S S "},
    {"nobody passes", places(5), {0, 0}, "--", "- - "},
    {"no candidatures", places(5), {}, "", ""},
    {"unknown whether it passes",
     places(2, 1),
     {0, 0, 0},
     "+?+",
     "S ? ? 0|1 whether it passes is not known of b"},
    {"the budget to the last euro",
     budget(100, OverBudget::stop),
     {60, 40, 0, 1},
     "++++",
     "S S S - 2|3 d asks 1 euro, 0 euro is left"},
    {"one euro too many stops",
     budget(100, OverBudget::stop, 1),
     {60, 41, 40},
     "+++",
     "S R1 - 0|1 b asks 41 euro, 40 euro is left"},
    {"one euro too many is skipped",
     budget(100, OverBudget::skip, 1),
     {60, 41, 40, 1},
     "++++",
     "S R1 S - 2|3 d asks 1 euro, 0 euro is left"},
    {"the last of all is skipped",
     budget(100, OverBudget::skip, 1),
     {60, 41, 40},
     "+++",
     "S R1 S "},
    {"what is asked is not recorded",
     budget(100, OverBudget::skip, 1),
     {60, -1, 10},
     "+++",
     "S ? ? 0|1 'requested' is not known of b"},
    {"what who fails asks does not matter",
     budget(100, OverBudget::stop),
     {60, -1, 10},
     "+-+",
     "S - S "},
    {"after the selection it does not matter either",
     both(1, 100, OverBudget::stop),
     {60, -1, 10},
     "+++",
     "S R1 - 0|1 the place is taken"},
    {"the places before the budget",
     both(2, 100, OverBudget::skip),
     {10, 95, 20, 30},
     "++++",
     "S R1 S - 2|3 the 2 places are taken"},
};

}  // namespace

BOOST_DATA_TEST_CASE(selects, data::make(rows)) {
  BOOST_TEST(told(select(sample.selection, ranking(sample.amounts, sample.passes))) == sample.told);
}

BOOST_AUTO_TEST_CASE(an_amount_below_zero_frees_no_budget) {
  auto two = ranking({60, 50}, "++");
  two[0].amount = Number(-60);
  BOOST_TEST(told(select(budget(40, OverBudget::skip), two)) == "? ? ");
}

BOOST_AUTO_TEST_CASE(never_more_than_the_places_and_the_budget_allow) {
  BOOST_TEST(rc::check("bounds", [] {
    const auto count = *rc::gen::inRange<std::size_t>(0, 12);
    std::vector<Applicant> field;
    for (std::size_t i = 0; i < count; ++i) {
      Applicant one{"c/" + std::to_string(i), {}, {}};
      if (*rc::gen::inRange(0, 12) != 0) one.passes = *rc::gen::inRange(0, 4) != 0;
      if (*rc::gen::inRange(0, 12) != 0)
        one.amount = Number(*rc::gen::inRange<std::int64_t>(-1, 60));
      field.push_back(std::move(one));
    }
    Selection selection =
        *rc::gen::arbitrary<bool>() ? budget(100, OverBudget::stop) : budget(100, OverBudget::skip);
    selection.reserve = *rc::gen::inRange(0, 4);
    if (*rc::gen::arbitrary<bool>()) selection.places = *rc::gen::inRange(0, 6);
    const Selected result = select(selection, field);
    RC_ASSERT(result.placings.size() == count);
    int taken = 0;
    int reserve = 0;
    Number spent = 0;
    for (std::size_t i = 0; i < count; ++i) {
      const Placing& placing = result.placings[i];
      if (placing.choice == Choice::selected) {
        ++taken;
        spent = *add(spent, *field[i].amount);
      }
      if (placing.choice == Choice::reserve) RC_ASSERT(placing.reserve == ++reserve);
      const bool chosen = placing.choice == Choice::selected || placing.choice == Choice::reserve;
      RC_ASSERT(!chosen || field[i].passes == true);
      RC_ASSERT((placing.choice == Choice::selected) == placing.why.empty());
    }
    RC_ASSERT(spent == result.spent);
    RC_ASSERT(spent <= *selection.budget);
    RC_ASSERT(!selection.places || taken <= *selection.places);
    RC_ASSERT(reserve <= selection.reserve);
    if (selection.over_budget == OverBudget::skip || !result.cut) return;
    // With `stop`, nobody below the line is selected.
    for (std::size_t i = result.cut->first_out; i < count; ++i) {
      RC_ASSERT(result.placings[i].choice != Choice::selected);
    }
  }));
}
