#include "engine/agenda/ranking.hpp"

#include <algorithm>

namespace termijn::engine {
namespace {

void select(Ranking& ranking) {
  const auto& rulebook = *ranking.rulebook;
  if (!rulebook.selection) return;
  std::vector<rules::Applicant> applicants;
  for (const auto& row : ranking.rows) {
    applicants.push_back({.id = row.id, .passes = row.score.passes, .amount = row.amount});
  }
  ranking.selected = rules::select(*rulebook.selection, applicants);
  if (const auto& cut = ranking.selected->cut) {
    ranking.cut_decided_by =
        rules::decided_between(rulebook.scoring, contender_of(ranking.rows[cut->last]),
                               contender_of(ranking.rows[cut->first_out]));
  }
}

}  // namespace

std::vector<Ranking> rankings(const std::vector<BoardRow>& board, Procedures& procedures) {
  std::vector<Ranking> all;
  for (const auto& row : board) {
    if (!row.competes) continue;
    const auto* rulebook = &procedures.at(row.rulebook).rulebook;
    auto found = std::find_if(all.begin(), all.end(),
                              [&](const auto& ranking) { return ranking.rulebook == rulebook; });
    if (found == all.end()) {
      Ranking fresh;
      fresh.rulebook = rulebook;
      found = all.insert(all.end(), std::move(fresh));
    }
    (row.rank ? found->rows : found->waiting).push_back(row);
  }
  for (auto& ranking : all) {
    std::sort(ranking.rows.begin(), ranking.rows.end(),
              [](const auto& a, const auto& b) { return *a.rank < *b.rank; });
    select(ranking);
  }
  return all;
}

}  // namespace termijn::engine
