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

enum class Aggregation { mean, median };

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
  int least_reviewers = 1;        ///< Fewer scorecards give no score.
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
  std::optional<Excerpt> per_reviewer;  ///< `median` or `mean`
  std::optional<Excerpt> pass;          ///< `total at least 60% and every criterion at least 5`
  std::optional<Excerpt> rank;          ///< `total, then partnership, then earliest arrival`
  int least_reviewers = 1;
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

/// Empty criteria have no score yet. Numbers are exact; nothing is rounded.
/// `fault` says why there is none although enough reviewers scored: a number
/// past what can be held exactly. A person must then look.
struct Score {
  std::vector<std::optional<Number>> criteria;  ///< Aggregated over reviewers, own scales.
  std::optional<Number> total;                  ///< A percentage: 0 … 100.
  std::optional<bool> passes;                   ///< Empty: not known yet.
  std::vector<std::string> failed;  ///< What of `pass` does not hold, in the rule's own words.
  int reviewers = 0;
  std::optional<std::string> fault;
};

/// The score of one candidature. With fewer scorecards than `least_reviewers`
/// there is none. Each criterion is the median (of an even number: the mean of
/// the two in the middle) or the mean of those who scored it; a criterion on
/// which everybody abstains has no score, and then there is no total. The total
/// weighs where each criterion stands on its own scale: from 0 at `low` to 100
/// at `high`. Pure.
Score score(const Scoring& scoring, const std::vector<Scorecard>& scorecards);

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

/// A key of the rank rule in words: `total`, `lowest growth`, `earliest arrival`.
std::string in_words(const Scoring& scoring, const RankKey& key);

}  // namespace termijn::rules
