#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/agenda/board.hpp"

namespace termijn::engine {

/// The ranking of those who were born under one rulebook, by that one.
struct Ranking {
  const rules::Rulebook* rulebook = nullptr;
  std::vector<BoardRow> rows;     ///< Those with a total, by rank.
  std::vector<BoardRow> waiting;  ///< Those that compete and have none yet, by id.
  /// Who is selected, of `rows`; none where the rulebook does not say how many. While
  /// somebody is `waiting` it may still change.
  std::optional<rules::Selected> selected;
  /// The key of the rank rule that put the first below the cut line behind the last above it.
  std::string cut_decided_by;
};

/// The rankings of a region's board, one a rulebook that anybody competes under.
std::vector<Ranking> rankings(const std::vector<BoardRow>& board, Procedures& procedures);

}  // namespace termijn::engine
