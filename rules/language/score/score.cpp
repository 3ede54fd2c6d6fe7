#include "rules/language/score/score.hpp"

#include <algorithm>

#include "rules/digest.hpp"
#include "rules/language/detail/lexis.hpp"

namespace termijn::rules {
namespace {

std::optional<Number> mean(const std::vector<Number>& scores) {
  std::optional<Number> sum = Number(0);
  for (const Number& one : scores) {
    if (sum) sum = add(*sum, one);
  }
  return sum ? divide(*sum, Number(static_cast<std::int64_t>(scores.size()))) : sum;
}

std::optional<Number> median(std::vector<Number> scores) {
  std::sort(scores.begin(), scores.end());
  const std::size_t middle = scores.size() / 2;
  if (scores.size() % 2 == 1) return scores[middle];
  return mean({scores[middle - 1], scores[middle]});
}

/// What the reviewers gave, without who abstained.
std::vector<Number> given(const std::vector<Scorecard>& scorecards, std::size_t criterion) {
  std::vector<Number> scores;
  for (const Scorecard& card : scorecards) {
    if (criterion < card.scores.size() && card.scores[criterion]) {
      scores.push_back(*card.scores[criterion]);
    }
  }
  return scores;
}

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

constexpr const char* too_large = "this number is too large to be held exactly";

void add_up(const Scoring& scoring, Score& score) {
  std::optional<Number> total = Number(0);
  for (std::size_t i = 0; i < scoring.criteria.size(); ++i) {
    if (!score.criteria[i]) return;
    const auto part = contribution(scoring.criteria[i], scoring.weights[i], *score.criteria[i]);
    total = total && part ? add(*total, *part) : std::nullopt;
  }
  if (!total) score.fault = too_large;
  score.total = total;
}

// ---- ranks ----

struct Entry {
  std::size_t contender;
  std::string organisation;  ///< As it is ordered.
  Digest lot;
};

std::strong_ordering order(const Number& a, const Number& b) { return a <=> b; }

/// How two candidatures compare by one key; less comes first.
std::strong_ordering compare(const RankKey& key, const std::vector<Contender>& contenders,
                             const Entry& left, const Entry& right) {
  const Contender& a = contenders[left.contender];
  const Contender& b = contenders[right.contender];
  std::strong_ordering found = std::strong_ordering::equal;
  switch (key.by) {
    case RankKey::By::total:
      found = order(*a.score.total, *b.score.total);
      break;
    case RankKey::By::criterion:
      found = order(*a.score.criteria[key.criterion], *b.score.criteria[key.criterion]);
      break;
    case RankKey::By::arrival:
      found = a.arrival.time_since_epoch().count() <=> b.arrival.time_since_epoch().count();
      break;
    case RankKey::By::organisation:
      found = left.organisation <=> right.organisation;
      break;
    case RankKey::By::lot:
      found = left.lot <=> right.lot;
      break;
    case RankKey::By::id:
      found = a.id <=> b.id;
      break;
  }
  return key.descending ? 0 <=> found : found;
}

/// The key that tells two candidatures apart; the id, which is unique, when none does.
RankKey deciding(const Scoring& scoring, const std::vector<Contender>& contenders,
                 const Entry& left, const Entry& right) {
  for (const RankKey& key : scoring.rank) {
    if (compare(key, contenders, left, right) != 0) return key;
  }
  return {RankKey::By::id, 0, false, {}};
}

}  // namespace

std::string in_words(const Scoring& scoring, const RankKey& key) {
  const std::string lowest = key.descending ? "" : "lowest ";
  switch (key.by) {
    case RankKey::By::total:
      return lowest + "total";
    case RankKey::By::criterion:
      return lowest + scoring.criteria[key.criterion].id;
    case RankKey::By::arrival:
      return key.descending ? "latest arrival" : "earliest arrival";
    case RankKey::By::organisation:
      return "organisation";
    case RankKey::By::lot:
      return "lot";
    case RankKey::By::id:
      return "id";
  }
  return "id";
}

std::optional<Number> contribution(const Criterion& criterion, const Number& weight,
                                   const Number& score) {
  const auto above = subtract(score, criterion.low);
  const auto length = subtract(criterion.high, criterion.low);
  const auto place = above && length ? divide(*above, *length) : std::nullopt;
  return place ? multiply(*place, weight) : std::nullopt;
}

Facts pass_facts(const Scoring& scoring, const Score& score) {
  Facts facts{score.total ? Value(*score.total) : Value(), Value()};
  std::vector<Record> records;
  for (const auto& criterion : score.criteria) {
    facts.push_back(criterion ? Value(*criterion) : Value());
    records.push_back({facts.back()});
  }
  if (score.reviewers >= scoring.least_reviewers) {
    facts[1] = std::make_shared<const std::vector<Record>>(std::move(records));
  }
  return facts;
}

Score score(const Scoring& scoring, const std::vector<Scorecard>& scorecards) {
  Score score;
  score.reviewers = static_cast<int>(scorecards.size());
  score.criteria.resize(scoring.criteria.size());
  if (score.reviewers >= scoring.least_reviewers && !scoring.criteria.empty()) {
    for (std::size_t i = 0; i < scoring.criteria.size(); ++i) {
      const auto scores = given(scorecards, i);
      if (scores.empty()) continue;
      score.criteria[i] = scoring.aggregation == Aggregation::mean ? mean(scores) : median(scores);
      if (!score.criteria[i]) score.fault = too_large;
    }
    add_up(scoring, score);
  }
  judge(scoring, score);
  return score;
}

std::vector<Ranked> rank(const Scoring& scoring, const std::vector<Contender>& contenders) {
  std::vector<Entry> entries;
  for (std::size_t i = 0; i < contenders.size(); ++i) {
    if (!contenders[i].score.total) continue;
    entries.push_back({i, lexis::folded(contenders[i].organisation), sha256(contenders[i].id)});
  }
  std::sort(entries.begin(), entries.end(), [&](const Entry& a, const Entry& b) {
    return compare(deciding(scoring, contenders, a, b), contenders, a, b) < 0;
  });
  std::vector<Ranked> ranked;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    Ranked one{entries[i].contender, static_cast<int>(i) + 1, ""};
    if (i > 0) {
      one.decided_by = in_words(scoring, deciding(scoring, contenders, entries[i - 1], entries[i]));
    }
    ranked.push_back(std::move(one));
  }
  return ranked;
}

}  // namespace termijn::rules
