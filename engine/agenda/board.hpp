#pragma once

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
  std::string organisation;
  std::string stage;
  std::string standing;
  std::string outcome;
  std::optional<Instant> arrived;  ///< Of the version that counts.
  rules::Score score;
  std::optional<int> rank;     ///< Among the scored candidatures of the region.
  std::string decided_by;      ///< What put it after the one above.
  std::optional<DueRow> next;  ///< The limit that falls due first.
};

/// The candidatures of a region, sorted by id, from their stored events.
std::vector<BoardRow> board(const Store& store, Procedures& procedures, const std::string& region);

}  // namespace termijn::engine
