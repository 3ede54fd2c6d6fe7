#include "engine/agenda/board.hpp"

#include <algorithm>
#include <map>

#include "engine/agenda/ledger.hpp"
#include "engine/audit/replay.hpp"

namespace termijn::engine {
namespace {

BoardRow row_for(const Store& store, Procedures& procedures, const State& state) {
  const auto& rulebook = procedures.at(state.rulebook).rulebook;
  const Version* version = state.counting();
  BoardRow row{.region = state.region,
               .id = state.id,
               .organisation = state.organisation,
               .stage = state.stage,
               .standing = std::string(to_string(state.standing())),
               .outcome = state.outcome,
               .arrived = version ? std::optional(version->arrival) : std::nullopt,
               .score = {},
               .rank = {},
               .decided_by = {},
               .next = {}};
  if (!rulebook.scoring.criteria.empty()) {
    row.score = rules::score(rulebook.scoring, counting_scorecards(rulebook, state));
  }
  const auto due = store.due_of(state.region, state.id);
  if (!due.empty()) row.next = *std::min_element(due.begin(), due.end());
  return row;
}

/// Those judged by one rulebook are ranked together.
void add_ranks(std::vector<BoardRow>& rows, const std::vector<std::size_t>& group,
               const rules::Rulebook& rulebook) {
  std::vector<rules::Contender> contenders;
  for (const std::size_t index : group) {
    const auto& row = rows[index];
    contenders.push_back({.id = row.id,
                          .organisation = row.organisation,
                          .arrival = *row.arrived,
                          .score = row.score});
  }
  for (const auto& ranked : rules::rank(rulebook.scoring, contenders)) {
    auto& row = rows[group[ranked.contender]];
    row.rank = ranked.rank;
    row.decided_by = ranked.decided_by;
  }
}

}  // namespace

std::vector<BoardRow> board(const Store& store, Procedures& procedures, const std::string& region) {
  std::vector<BoardRow> rows;
  std::map<std::string, std::vector<std::size_t>> by_rulebook;
  for (const State& state : fold_region(store, region).states) {
    rows.push_back(row_for(store, procedures, state));
    const bool competes = rows.back().score.total && !state.withdrawn;
    if (competes) by_rulebook[state.rulebook].push_back(rows.size() - 1);
  }
  for (const auto& [digest, group] : by_rulebook) {
    add_ranks(rows, group, procedures.at(digest).rulebook);
  }
  return rows;
}

}  // namespace termijn::engine
