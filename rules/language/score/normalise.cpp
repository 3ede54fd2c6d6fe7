// Takes the severity of each reviewer out of the scores of a region.
//
// The fractions that arise on the way have denominators of any length: they are
// held by Boost's unbounded rational numbers, and become a `Number` where the
// rulebook rounds them.
#include <limits>
#include <map>
#include <string>

#include <boost/multiprecision/cpp_int.hpp>

#include "rules/language/score/detail/aggregate.hpp"

namespace termijn::rules {
namespace {

using Integer = boost::multiprecision::number<boost::multiprecision::cpp_int_backend<>,
                                              boost::multiprecision::et_off>;
using Exact = boost::multiprecision::number<
    boost::multiprecision::rational_adaptor<boost::multiprecision::cpp_int_backend<>>,
    boost::multiprecision::et_off>;

/// One score, and who gave it to whom.
struct Grade {
  std::size_t candidature = 0;
  std::string reviewer;
  Exact score;
};

struct Shape {
  Exact mean;
  Exact spread;  ///< The mean distance from the mean.
  std::size_t count = 0;
};

Exact distance(const Exact& a, const Exact& b) { return a < b ? Exact(b - a) : Exact(a - b); }

Shape shape_of(const std::vector<Exact>& scores) {
  Shape shape{.mean = mean_of(scores, 0, scores.size()), .spread = 0, .count = scores.size()};
  std::vector<Exact> distances;
  distances.reserve(scores.size());
  for (const Exact& score : scores) distances.push_back(distance(score, shape.mean));
  shape.spread = mean_of(distances, 0, distances.size());
  return shape;
}

Exact exact(const Number& number) { return Exact(number.top()) / Exact(number.bottom()); }

std::vector<Grade> grades_of(const std::vector<std::vector<Scorecard>>& candidatures,
                             std::size_t criterion) {
  std::vector<Grade> grades;
  for (std::size_t i = 0; i < candidatures.size(); ++i) {
    for (const Scorecard& card : candidatures[i]) {
      if (criterion >= card.scores.size() || !card.scores[criterion]) continue;
      grades.push_back({i, card.reviewer, exact(*card.scores[criterion])});
    }
  }
  return grades;
}

Exact normalised(const Exact& score, const Shape& reviewer, const Shape& panel,
                 Normalisation normalisation) {
  if (reviewer.count < 2) return score;
  const Exact from_mean = score - reviewer.mean;
  if (normalisation == Normalisation::mean) return panel.mean + from_mean;
  if (reviewer.spread == 0) return panel.mean;
  return panel.mean + from_mean * panel.spread / reviewer.spread;
}

void normalise(std::vector<Grade>& grades, const Criterion& criterion,
               Normalisation normalisation) {
  std::vector<Exact> all;
  std::map<std::string, std::vector<Exact>> by_reviewer;
  for (const Grade& grade : grades) {
    all.push_back(grade.score);
    by_reviewer[grade.reviewer].push_back(grade.score);
  }
  const Shape panel = shape_of(all);
  std::map<std::string, Shape> shapes;
  for (const auto& [reviewer, scores] : by_reviewer) shapes[reviewer] = shape_of(scores);
  for (Grade& grade : grades) {
    const Exact moved = normalised(grade.score, shapes[grade.reviewer], panel, normalisation);
    grade.score = std::min(std::max(moved, exact(criterion.low)), exact(criterion.high));
  }
}

std::optional<Number> rounded_number(const Exact& score, const ScoreRounding& rounding) {
  Integer scale = 1;
  for (int i = 0; i < rounding.decimals; ++i) scale *= 10;
  const Integer whole =
      rounded_quotient<Integer>(numerator(score) * scale, denominator(score), rounding.direction);
  constexpr auto most = std::numeric_limits<std::int64_t>::max();
  if (whole > most || whole < -most) return std::nullopt;
  return Number::ratio(whole.convert_to<std::int64_t>(), scale.convert_to<std::int64_t>());
}

}  // namespace

std::vector<std::vector<std::optional<Number>>> normalised_criteria(
    const Scoring& scoring, const std::vector<std::vector<Scorecard>>& candidatures) {
  std::vector<std::vector<std::optional<Number>>> criteria(
      candidatures.size(), std::vector<std::optional<Number>>(scoring.criteria.size()));
  for (std::size_t i = 0; i < scoring.criteria.size(); ++i) {
    std::vector<Grade> grades = grades_of(candidatures, i);
    if (grades.empty()) continue;
    normalise(grades, scoring.criteria[i], scoring.normalisation);
    std::map<std::size_t, std::vector<Exact>> by_candidature;
    for (const Grade& grade : grades) by_candidature[grade.candidature].push_back(grade.score);
    for (auto& [candidature, scores] : by_candidature) {
      criteria[candidature][i] =
          on_scale(rounded_number(aggregate(scoring, std::move(scores)), *scoring.rounding),
                   scoring.criteria[i]);
    }
  }
  return criteria;
}

}  // namespace termijn::rules
