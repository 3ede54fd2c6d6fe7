#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/candidature/facts.hpp"
#include "engine/journal/store.hpp"
#include "engine/workflow/adoption.hpp"

namespace termijn::engine {

/// Where one candidature stands, for a coordinator.
struct BoardRow {
  std::string region;
  std::string id;
  std::string rulebook;  ///< The digest of the one it is judged by.
  std::string organisation;
  std::string stage;
  std::string standing;
  std::string outcome;
  std::optional<Instant> arrived;  ///< Of the version that counts.
  bool competes = false;           ///< For a place: neither withdrawn nor out before it was scored.
  rules::Score score;
  std::optional<rules::Number> amount;  ///< What it asks of the budget, where one is shared out.
  std::optional<int> rank;              ///< Among the scored candidatures of the region.
  std::string decided_by;               ///< What put it after the one above.
  std::optional<DueRow> next;           ///< The limit that falls due first.
};

/// Whether a candidature is in for a place: neither withdrawn nor out before it was scored.
bool competes(const State& state);

/// The row as the rank rule looks at it.
rules::Contender contender_of(const BoardRow& row);

/// The ranks of those of these candidatures that compete, by id, were all judged by one rulebook.
std::map<std::string, int> ranks_under(const rules::Rulebook& rulebook,
                                       const std::vector<State>& states);

/// The candidatures of a region, sorted by id, from their stored events.
std::vector<BoardRow> board(const Store& store, Procedures& procedures, const std::string& region);

}  // namespace termijn::engine
