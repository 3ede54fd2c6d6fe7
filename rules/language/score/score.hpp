#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "rules/language/condition/condition.hpp"

namespace termijn::rules {

/// One thing that reviewers score, on its own scale.
struct Criterion {
  std::string id;
  std::string name;
  Number low;
  Number high;
  Span span;
};

/// How the scores of several reviewers for one criterion become one. Of an even
/// number the median is the mean of the two in the middle. All three are
/// invariant under the order of reviewers, and raising a score never lowers them.
enum class Aggregation { mean, median, trimmed_mean };

/// How many scores a trimmed mean leaves out at each end: a number, or a
/// percentage of how many there are, rounded down.
struct Trim {
  int scores = 0;
  Number percentage;  ///< Of 100; counts when `scores` is 0.
};

/// How a reviewer's severity is taken out of the scores of a region, criterion by
/// criterion, before they are aggregated. With m and d the mean of a reviewer's
/// scores over the region and their mean distance from it, M and D the same of
/// all reviewers together, a score x becomes
///
///     mean              M + (x - m)
///     mean and spread   M + (x - m) * D / d
///
/// held within the criterion's scale. A reviewer whose scores are all equal
/// (d = 0) gives M each time; the score of a reviewer who scored once stays as it
/// is, since nothing tells how severe it was. The spread is a mean distance and
/// not a standard deviation, whose root no exact number holds
/// (docs/decisions/0008-exact-normalisation.md).
enum class Normalisation { none, mean, mean_and_spread };

/// The one rounding of a scoring: what is rounded, to how many decimals, and
/// which way. `down` and `up` are towards lower and higher numbers; a half goes
/// up, or to the even neighbour.
struct ScoreRounding {
  enum class Target { total, criteria };
  enum class Direction { half_up, half_even, down, up };
  Target target = Target::total;
  Direction direction = Direction::half_up;
  int decimals = 0;
};

/// `number` rounded; empty when the result is too large to be held exactly.
std::optional<Number> round_to(const Number& number, const ScoreRounding& rounding);

/// When reviewers differ so much that one more must score: by more than a number
/// of points between the highest and the lowest score on a criterion, or more
/// than a percentage of its scale.
struct Divergence {
  std::optional<std::size_t> criterion;  ///< An index; empty: any criterion.
  Number bound;
  bool percentage = false;  ///< The bound is of 100, of the scale's length.
  bool at_bound = false;    ///< Written `at least`: differing by the bound itself is enough.
  Span span;
};

/// What ranks are ordered by, in turn.
struct RankKey {
  enum class By {
    total,
    criterion,
    arrival,
    organisation,  ///< By name, capitals and accented capitals as small letters.
    lot,           ///< By the SHA-256 of the candidature's id: a draw that anyone can repeat.
    id,
  };
  By by = By::total;
  std::size_t criterion = 0;  ///< An index into `Scoring::criteria`.
  bool descending = true;     ///< The highest first; for arrivals, the latest.
  Span span;
};

/// One of the conditions that must all hold to pass.
struct PassClause {
  int part = 0;       ///< An index into `Condition::parts`.
  std::string words;  ///< As the rule writes it.
};

/// How a region scores, checked: weights sum to 100%, every criterion is known,
/// the rank ends in `organisation`, `lot` or `id`, which leave no ties. (Two
/// candidatures of one organisation in a region are refused by another rule.)
struct Scoring {
  std::vector<Criterion> criteria;
  std::vector<Number> weights;  ///< Of 100, one a criterion.
  Aggregation aggregation = Aggregation::median;
  Trim trim;  ///< Of a trimmed mean.
  Normalisation normalisation = Normalisation::none;
  std::optional<ScoreRounding> rounding;  ///< None: nothing is ever rounded.
  std::vector<Divergence> divergence;     ///< Any of them asks one more reviewer.
  int least_reviewers = 1;                ///< Fewer scorecards give no score.
  int least_scores = 1;                   ///< Fewer scores on a criterion give it none.
  std::optional<Condition> pass;  ///< Over `score_schema`; none: whoever has a total passes.
  std::vector<PassClause> pass_clauses;
  std::vector<RankKey> rank;
};

/// One reviewer's scores for one candidature, by criterion; a criterion that is
/// left out is an abstention on it.
struct Scorecard {
  std::string reviewer;
  std::vector<std::optional<Number>> scores;  ///< One a criterion.
};

/// The texts of `[scoring]`, each an excerpt of the rulebook; empty: not written.
struct ScoringText {
  std::optional<Excerpt> total;         ///< `40% partnership + 30% innovation + 30% growth`
  std::optional<Excerpt> per_reviewer;  ///< `median`, `mean`, `trimmed mean 1`
  std::optional<Excerpt> normalised;    ///< `mean`, `mean and spread`
  std::optional<Excerpt> rounding;      ///< `total half-up to 1 decimal`
  std::optional<Excerpt> divergence;    ///< `more than 3 points on any criterion`
  std::optional<Excerpt> pass;          ///< `total at least 60% and every criterion at least 5`
  std::optional<Excerpt> rank;          ///< `total, then partnership, then earliest arrival`
  int least_reviewers = 1;
  int least_scores = 0;  ///< 0: not written; then 1, or what a trimmed mean needs.
  std::optional<Span> least_reviewers_at;  ///< Where they are written.
  std::optional<Span> least_scores_at;
};

/// What `pass` may ask: `total` (percentage), `criteria` (records of one field,
/// `score`, so that `every criterion at least 5` can be said), then each
/// criterion by its id (number, on its own scale). Dutch: `totaal`, `criterium`.
Schema score_schema(const std::vector<Criterion>& criteria);

/// Reads and checks `[scoring]`. Every fault is added; empty when there is one.
/// Criteria without a `total`, and criteria whose id the rank or the rule
/// language needs for itself, are faults; duplicate ids are the caller's.
std::optional<Scoring> compile_scoring(const ScoringText& text, std::vector<Criterion> criteria,
                                       Language language, Diagnostics& diagnostics);

/// Empty criteria have no score yet. Numbers are exact, and rounded only where
/// `Scoring::rounding` says: a rounded criterion is what the total adds up and
/// what `pass` and `rank` see; so is a rounded total.
/// `fault` says why there is none although enough reviewers scored: a number
/// past what can be held exactly, a division by zero in `pass`. A person must
/// then look.
struct Score {
  std::vector<std::optional<Number>> criteria;  ///< Aggregated over reviewers, own scales.
  std::optional<Number> total;                  ///< A percentage: 0 … 100.
  std::optional<bool> passes;                   ///< Empty: not known yet.
  std::vector<std::string> failed;  ///< What of `pass` does not hold, in the rule's own words.
  int reviewers = 0;
  int needed = 1;  ///< Scorecards: `least_reviewers`, and one more where they diverge.
  /// What reviewers still owe, in words; empty: the review is complete.
  std::vector<std::string> lacking;
  std::optional<std::string> fault;
};

/// The score of one candidature. With fewer scorecards than needed there is none.
/// Each criterion aggregates those who scored it; one that fewer than
/// `least_scores` scored has no score, and then there is no total. The total
/// weighs where each criterion stands on its own scale: from 0 at `low` to 100
/// at `high`. A normalised score is not known from one candidature's scorecards
/// alone: see `score_all`. Pure.
Score score(const Scoring& scoring, const std::vector<Scorecard>& scorecards);

/// The scores of candidatures that are judged together, in their order. They are
/// those of `score` each, unless the scoring normalises: then there is none
/// before the reviews of all are complete, and `lacking` of those whose own
/// review is says so. Pure.
std::vector<Score> score_all(const Scoring& scoring,
                             const std::vector<std::vector<Scorecard>>& candidatures);

/// What a criterion brings to the total, in percentage points: where the score
/// stands on the criterion's own scale, from 0 at `low` to 1 at `high`, times its
/// weight. Empty when that cannot be held exactly.
std::optional<Number> contribution(const Criterion& criterion, const Number& weight,
                                   const Number& score);

/// What `pass` is judged by, in the slots of `score_schema`.
Facts pass_facts(const Scoring& scoring, const Score& score);

/// One candidature in a ranking.
struct Contender {
  std::string id;
  std::string organisation;
  Instant arrival;
  Score score;
};

struct Ranked {
  std::size_t contender = 0;  ///< An index into what was handed in.
  int rank = 0;               ///< From 1.
  std::string
      decided_by;  ///< The key that put it after the one above, in words; empty for the first.
};

/// Ranks those that have a total; the others are left out. The order is total:
/// what every key of the rule leaves equal is decided by the id, and
/// `decided_by` says so.
std::vector<Ranked> rank(const Scoring& scoring, const std::vector<Contender>& contenders);

/// The first key of the rank that tells two candidatures with a total apart, in words.
std::string decided_between(const Scoring& scoring, const Contender& one, const Contender& other);

/// A key of the rank rule in words: `total`, `lowest growth`, `earliest arrival`.
std::string in_words(const Scoring& scoring, const RankKey& key);

}  // namespace termijn::rules
