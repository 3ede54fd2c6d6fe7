#include "engine/agenda/board.hpp"

#include <algorithm>
#include <map>

#include "engine/agenda/ledger.hpp"
#include "engine/audit/replay.hpp"

namespace termijn::engine {
namespace {

std::optional<rules::Number> amount_of(const rules::Rulebook& rulebook, const State& state) {
  if (!rulebook.selection || !rulebook.selection->budget) return std::nullopt;
  const auto& name = rulebook.selection->amount;
  const auto recorded = state.facts.find(name);
  const int slot = rulebook.facts.slot(name);
  if (recorded == state.facts.end() || slot < 0) return std::nullopt;
  const auto value =
      read_fact(rulebook.facts.facts[static_cast<std::size_t>(slot)], recorded->second);
  const auto* amount = value ? std::get_if<rules::Number>(&value->data) : nullptr;
  return amount ? std::optional(*amount) : std::nullopt;
}

BoardRow row_for(const Store& store, Procedures& procedures, const State& state) {
  const auto& rulebook = procedures.at(state.rulebook).rulebook;
  const Version* version = state.counting();
  BoardRow row{.region = state.region,
               .id = state.id,
               .rulebook = state.rulebook,
               .organisation = state.organisation,
               .stage = state.stage,
               .standing = std::string(to_string(state.standing())),
               .outcome = state.outcome,
               .arrived = version ? std::optional(version->arrival) : std::nullopt,
               .competes = competes(state),
               .score = {},
               .amount = amount_of(rulebook, state),
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

/// Those judged by one rulebook are scored and ranked together.
class Group {
 public:
  Group(std::vector<BoardRow>& rows, const rules::Rulebook& rulebook)
      : rows_(rows), rulebook_(rulebook) {}

  void add(std::size_t row, const State& state) {
    members_.push_back(row);
    scorecards_.push_back(counting_scorecards(rulebook_, state));
  }

  void rank() {
    normalise();
    std::vector<std::size_t> scored;
    std::vector<rules::Contender> contenders;
    for (const std::size_t index : members_) {
      if (!rows_[index].score.total) continue;
      scored.push_back(index);
      contenders.push_back(contender_of(rows_[index]));
    }
    for (const auto& ranked : rules::rank(rulebook_.scoring, contenders)) {
      auto& row = rows_[scored[ranked.contender]];
      row.rank = ranked.rank;
      row.decided_by = ranked.decided_by;
    }
  }

 private:
  void normalise() {
    if (rulebook_.scoring.normalisation == rules::Normalisation::none) return;
    auto scores = rules::score_all(rulebook_.scoring, scorecards_);
    for (std::size_t i = 0; i < members_.size(); ++i) {
      rows_[members_[i]].score = std::move(scores[i]);
    }
  }

  std::vector<BoardRow>& rows_;
  const rules::Rulebook& rulebook_;
  std::vector<std::size_t> members_;
  std::vector<std::vector<rules::Scorecard>> scorecards_;
};

}  // namespace

bool competes(const State& state) {
  const bool out = state.ended || state.standing() == Standing::refused;
  return !state.withdrawn && (!out || !state.scorecards.empty());
}

rules::Contender contender_of(const BoardRow& row) {
  return {.id = row.id,
          .organisation = row.organisation,
          .arrival = row.arrived.value_or(Instant{}),
          .score = row.score};
}

std::map<std::string, int> ranks_under(const rules::Rulebook& rulebook,
                                       const std::vector<State>& states) {
  std::vector<BoardRow> rows;
  Group group(rows, rulebook);
  for (const State& state : states) {
    if (!competes(state)) continue;
    BoardRow row;
    row.id = state.id;
    row.organisation = state.organisation;
    if (const Version* version = state.counting()) row.arrived = version->arrival;
    row.score = rules::score(rulebook.scoring, counting_scorecards(rulebook, state));
    rows.push_back(std::move(row));
    group.add(rows.size() - 1, state);
  }
  if (!rulebook.scoring.criteria.empty()) group.rank();
  std::map<std::string, int> ranks;
  for (const auto& row : rows) {
    if (row.rank) ranks[row.id] = *row.rank;
  }
  return ranks;
}

std::vector<BoardRow> board(const Store& store, Procedures& procedures, const std::string& region) {
  std::vector<BoardRow> rows;
  std::map<std::string, Group> by_rulebook;
  for (const State& state : fold_region(store, region).states) {
    rows.push_back(row_for(store, procedures, state));
    if (!rows.back().competes) continue;
    by_rulebook.try_emplace(state.rulebook, rows, procedures.at(state.rulebook).rulebook)
        .first->second.add(rows.size() - 1, state);
  }
  for (auto& [digest, group] : by_rulebook) group.rank();
  return rows;
}

}  // namespace termijn::engine
