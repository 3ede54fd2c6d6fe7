#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rules/language/number.hpp"

namespace termijn::rules {

/// How many of a ranking are selected: a number of places, a budget, or both.
struct Selection {
  std::optional<int> places;
  std::optional<Number> budget;  ///< In euro.
  std::string amount;            ///< The fact that says what a candidature asks; with a budget.
  /// What happens at the first that does not fit the budget: the selection stops
  /// there, or it is skipped and those behind it that fit are still selected.
  enum class OverBudget { stop, skip };
  OverBudget over_budget = OverBudget::stop;
  int reserve = 0;  ///< Places on the reserve list.
};

/// One of a ranking, as far as selecting goes.
struct Applicant {
  std::string id;                ///< For the words of why.
  std::optional<bool> passes;    ///< Empty: not known.
  std::optional<Number> amount;  ///< What it asks; empty: not recorded.
};

enum class Choice { selected, reserve, not_selected, undecided };

struct Placing {
  Choice choice = Choice::not_selected;
  int reserve = 0;  ///< The place on the reserve list, from 1.
  std::string why;  ///< In words; empty for who is selected.
};

/// Where the ranking is cut: between the last that is selected and the first
/// below it that passes and is not.
struct CutLine {
  std::size_t last = 0;       ///< An index into the ranking.
  std::size_t first_out = 0;  ///< The same.
  std::string why;            ///< What stopped the selection, in words.
};

struct Selected {
  std::vector<Placing> placings;  ///< One an applicant.
  Number spent;                   ///< By those that are selected; in euro.
  std::optional<CutLine> cut;     ///< None when nobody is selected, or nobody is left out.
};

std::string_view to_string(Choice choice);

/// Selects from a ranking, best first. Whoever does not pass is neither selected
/// nor in reserve. Never more than the places, never more than the budget. The
/// reserve list takes those that pass and are not selected, in the order of the
/// ranking. What is not known is not decided: where it is not known whether one
/// passes or what it asks, that one and all below it that pass are undecided. An
/// amount below 0 is no amount. Pure.
Selected select(const Selection& selection, const std::vector<Applicant>& ranking);

}  // namespace termijn::rules
