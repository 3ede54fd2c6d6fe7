#include "rules/language/score/score.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "rules/language/score/detail/aggregate.hpp"
#include "rules/language/score/judged.hpp"

namespace termijn::rules {
namespace {

constexpr const char* too_large = "this number is too large to be held exactly";

// ---- whether the reviews are complete ----

/// How far apart the scores on a criterion are, when that asks one more reviewer.
std::optional<Number> divergence(const Divergence& rule, const Criterion& criterion,
                                 const std::vector<Number>& scores) {
  if (scores.size() < 2) return std::nullopt;
  const auto [low, high] = std::minmax_element(scores.begin(), scores.end());
  const auto spread = subtract(*high, *low);
  const auto length = subtract(criterion.high, criterion.low);
  const auto share = length ? multiply(rule.bound, *length) : std::nullopt;
  const auto points =
      rule.percentage ? (share ? divide(*share, Number(100)) : share) : std::optional(rule.bound);
  if (!spread || !points) return std::nullopt;
  const bool apart = *spread > *points || (rule.at_bound && *spread == *points);
  return apart ? spread : std::nullopt;
}

/// Why one more reviewer is asked, in words; empty: none is.
std::string why_one_more(const Scoring& scoring, const std::vector<Scorecard>& scorecards) {
  for (const Divergence& rule : scoring.divergence) {
    for (std::size_t i = 0; i < scoring.criteria.size(); ++i) {
      if (rule.criterion && *rule.criterion != i) continue;
      const auto spread = divergence(rule, scoring.criteria[i], given(scorecards, i));
      if (!spread) continue;
      return fmt::format("scores on '{}' differ by {}, {} {}{}, which asks one more reviewer",
                         scoring.criteria[i].id, to_string(*spread),
                         rule.at_bound ? "at least" : "more than", to_string(rule.bound),
                         rule.percentage ? "% of the scale" : "");
    }
  }
  return {};
}

bool enough(const Scoring& scoring, std::size_t scores) {
  return scores > 0 && scores >= static_cast<std::size_t>(scoring.least_scores);
}

/// A score without numbers: who reviewed, and what is still owed.
Score review(const Scoring& scoring, const std::vector<Scorecard>& scorecards) {
  Score score;
  score.criteria.resize(scoring.criteria.size());
  score.reviewers = static_cast<int>(scorecards.size());
  const std::string why = why_one_more(scoring, scorecards);
  score.needed = scoring.least_reviewers + (why.empty() ? 0 : 1);
  if (score.reviewers < score.needed) {
    score.lacking.push_back(fmt::format("{} of {} scorecards{}", score.reviewers, score.needed,
                                        why.empty() ? "" : ": " + why));
    return score;
  }
  for (std::size_t i = 0; i < scoring.criteria.size(); ++i) {
    const std::size_t scores = given(scorecards, i).size();
    if (enough(scoring, scores)) continue;
    score.lacking.push_back(fmt::format("{} of {} scores on '{}'", scores, scoring.least_scores,
                                        scoring.criteria[i].id));
  }
  return score;
}

// ---- numbers ----

void judge(const Scoring& scoring, Score& score) {
  if (!scoring.pass) {
    if (score.total) score.passes = true;
    return;
  }
  const Evaluation evaluation = evaluate(*scoring.pass, pass_facts(scoring, score));
  score.passes = truth(evaluation.value);
  if (evaluation.fault && !score.fault) score.fault = evaluation.fault->message;
  for (const PassClause& clause : scoring.pass_clauses) {
    if (truth(evaluation.parts[static_cast<std::size_t>(clause.part)]) == false) {
      score.failed.push_back(clause.words);
    }
  }
}

void add_up(const Scoring& scoring, Score& score) {
  std::optional<Number> total = Number(0);
  for (std::size_t i = 0; i < scoring.criteria.size(); ++i) {
    if (!score.criteria[i]) return;
    const auto part = contribution(scoring.criteria[i], scoring.weights[i], *score.criteria[i]);
    total = total && part ? add(*total, *part) : std::nullopt;
  }
  const bool rounds = scoring.rounding && scoring.rounding->target == ScoreRounding::Target::total;
  score.total = total && rounds ? round_to(*total, *scoring.rounding) : total;
  if (!score.total) score.fault = too_large;
}

void aggregate_criteria(const Scoring& scoring, const std::vector<Scorecard>& scorecards,
                        Score& score) {
  for (std::size_t i = 0; i < scoring.criteria.size(); ++i) {
    const auto scores = given(scorecards, i);
    if (!enough(scoring, scores.size())) continue;
    const auto one =
        aggregate(scoring, std::vector<Checked>(scores.begin(), scores.end())).number();
    const bool rounds =
        scoring.rounding && scoring.rounding->target == ScoreRounding::Target::criteria;
    score.criteria[i] =
        one && rounds ? on_scale(round_to(*one, *scoring.rounding), scoring.criteria[i]) : one;
    if (!score.criteria[i]) score.fault = too_large;
  }
}

/// Scores that are normalised are known for all candidatures at once, or for none.
std::vector<Score> normalised(const Scoring& scoring,
                              const std::vector<std::vector<Scorecard>>& candidatures,
                              std::vector<Score> scores) {
  const auto open = std::count_if(scores.begin(), scores.end(),
                                  [](const Score& one) { return !one.lacking.empty(); });
  if (open > 0) {
    for (Score& one : scores) {
      if (!one.lacking.empty()) continue;
      one.lacking.push_back(
          fmt::format("scores are normalised: {} not reviewed yet",
                      open == 1 ? "another candidature is" : fmt::format("{} others are", open)));
    }
    return scores;
  }
  const auto criteria = normalised_criteria(scoring, candidatures);
  for (std::size_t i = 0; i < scores.size(); ++i) {
    scores[i].criteria = criteria[i];
    const bool whole = std::all_of(criteria[i].begin(), criteria[i].end(),
                                   [](const auto& one) { return one.has_value(); });
    if (!whole) scores[i].fault = too_large;
    add_up(scoring, scores[i]);
    judge(scoring, scores[i]);
  }
  return scores;
}

}  // namespace

std::vector<Number> given(const std::vector<Scorecard>& scorecards, std::size_t criterion) {
  std::vector<Number> scores;
  for (const Scorecard& card : scorecards) {
    if (criterion < card.scores.size() && card.scores[criterion]) {
      scores.push_back(*card.scores[criterion]);
    }
  }
  return scores;
}

std::optional<Number> contribution(const Criterion& criterion, const Number& weight,
                                   const Number& score) {
  const auto above = subtract(score, criterion.low);
  const auto length = subtract(criterion.high, criterion.low);
  const auto place = above && length ? divide(*above, *length) : std::nullopt;
  return place ? multiply(*place, weight) : std::nullopt;
}

Score judged(const Scoring& scoring, Score score) {
  score.total.reset();
  score.passes.reset();
  score.failed.clear();
  score.fault.reset();
  add_up(scoring, score);
  judge(scoring, score);
  return score;
}

Facts pass_facts(const Scoring& scoring, const Score& score) {
  Facts facts{score.total ? Value(*score.total) : Value(), Value()};
  std::vector<Record> records;
  for (const auto& criterion : score.criteria) {
    facts.push_back(criterion ? Value(*criterion) : Value());
    records.push_back({facts.back()});
  }
  if (score.reviewers >= std::max(score.needed, scoring.least_reviewers)) {
    facts[1] = std::make_shared<const std::vector<Record>>(std::move(records));
  }
  return facts;
}

Score score(const Scoring& scoring, const std::vector<Scorecard>& scorecards) {
  Score score = review(scoring, scorecards);
  const bool known =
      scoring.normalisation == Normalisation::none && score.reviewers >= score.needed;
  if (known && !scoring.criteria.empty()) {
    aggregate_criteria(scoring, scorecards, score);
    add_up(scoring, score);
  }
  judge(scoring, score);
  return score;
}

std::vector<Score> score_all(const Scoring& scoring,
                             const std::vector<std::vector<Scorecard>>& candidatures) {
  std::vector<Score> scores;
  scores.reserve(candidatures.size());
  for (const auto& scorecards : candidatures) scores.push_back(score(scoring, scorecards));
  if (scoring.normalisation == Normalisation::none) return scores;
  return normalised(scoring, candidatures, std::move(scores));
}

}  // namespace termijn::rules
