#include <algorithm>

#include "rules/digest.hpp"
#include "rules/language/detail/lexis.hpp"
#include "rules/language/score/score.hpp"

namespace termijn::rules {
namespace {

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

Entry entry_of(const std::vector<Contender>& contenders, std::size_t at) {
  return {at, lexis::folded(contenders[at].organisation), sha256(contenders[at].id)};
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

std::vector<Ranked> rank(const Scoring& scoring, const std::vector<Contender>& contenders) {
  std::vector<Entry> entries;
  for (std::size_t i = 0; i < contenders.size(); ++i) {
    if (!contenders[i].score.total) continue;
    entries.push_back(entry_of(contenders, i));
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

std::string decided_between(const Scoring& scoring, const Contender& one, const Contender& other) {
  const std::vector<Contender> two{one, other};
  return in_words(scoring, deciding(scoring, two, entry_of(two, 0), entry_of(two, 1)));
}

}  // namespace termijn::rules
