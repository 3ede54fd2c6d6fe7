#pragma once

#include <algorithm>
#include <optional>
#include <vector>

#include "rules/language/score/score.hpp"

namespace termijn::rules {

/// A number whose arithmetic goes on being empty once it has left its bounds, so
/// that formulas read as formulas.
class Checked {
 public:
  Checked(const Number& number) : number_(number) {}       // NOLINT: a number is one
  Checked(std::int64_t whole) : number_(Number(whole)) {}  // NOLINT

  const std::optional<Number>& number() const { return number_; }

  friend Checked operator+(const Checked& a, const Checked& b) { return with(add, a, b); }
  friend Checked operator/(const Checked& a, const Checked& b) { return with(divide, a, b); }
  friend bool operator<(const Checked& a, const Checked& b) { return a.number_ < b.number_; }

 private:
  using Operation = std::optional<Number> (*)(const Number&, const Number&);

  static Checked with(Operation operation, const Checked& a, const Checked& b) {
    Checked result(0);
    result.number_ = a.number_ && b.number_ ? operation(*a.number_, *b.number_) : std::nullopt;
    return result;
  }

  std::optional<Number> number_;
};

/// The mean of those at `from` to before `until`, of which there is one at least.
template <typename N>
N mean_of(const std::vector<N>& scores, std::size_t from, std::size_t until) {
  N sum(0);
  for (std::size_t i = from; i < until; ++i) sum = sum + scores[i];
  return sum / N(static_cast<std::int64_t>(until - from));
}

/// How many of `count` scores are left out at each end: at most so many that one is left.
std::size_t left_out(const Trim& trim, std::size_t count);

/// One score of several; there is one at least. They are put in order first, so
/// that the order of reviewers changes nothing.
template <typename N>
N aggregate(const Scoring& scoring, std::vector<N> scores) {
  std::sort(scores.begin(), scores.end());
  const std::size_t count = scores.size();
  std::size_t apart = 0;
  if (scoring.aggregation == Aggregation::median) apart = (count - 1) / 2;
  if (scoring.aggregation == Aggregation::trimmed_mean) apart = left_out(scoring.trim, count);
  return mean_of(scores, apart, count - apart);
}

/// `top / bottom`, with `bottom` above 0, as a whole number.
template <typename Int>
Int rounded_quotient(const Int& top, const Int& bottom, ScoreRounding::Direction direction) {
  Int whole = top / bottom;
  Int rest = top % bottom;
  if (rest < 0) {  // division is towards 0, and `down` is not
    rest += bottom;
    whole -= 1;
  }
  const Int twice = rest * 2;
  bool higher = false;
  switch (direction) {
    case ScoreRounding::Direction::down:
      break;
    case ScoreRounding::Direction::up:
      higher = rest != 0;
      break;
    case ScoreRounding::Direction::half_up:
      higher = twice >= bottom;
      break;
    case ScoreRounding::Direction::half_even:
      higher = twice > bottom || (twice == bottom && whole % 2 != 0);
      break;
  }
  if (higher) whole += 1;
  return whole;
}

/// A rounded score, held within the scale: its ends need not be round themselves.
std::optional<Number> on_scale(const std::optional<Number>& rounded, const Criterion& criterion);

/// What the reviewers gave on a criterion, without who abstained.
std::vector<Number> given(const std::vector<Scorecard>& scorecards, std::size_t criterion);

/// The criteria of each candidature after normalisation, aggregated and rounded;
/// empty where nobody scored, and where the result cannot be held exactly.
std::vector<std::vector<std::optional<Number>>> normalised_criteria(
    const Scoring& scoring, const std::vector<std::vector<Scorecard>>& candidatures);

}  // namespace termijn::rules
