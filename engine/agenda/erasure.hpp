#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "engine/candidature/act.hpp"
#include "engine/candidature/state.hpp"
#include "engine/journal/store.hpp"
#include "engine/workflow/adoption.hpp"

namespace termijn::engine {

/// A candidature whose personal data has been kept for as long as its rulebook says.
struct ErasureDue {
  std::string region;
  std::string candidature;
  Instant ended;
  Instant due;

  friend bool operator==(const ErasureDue&, const ErasureDue&) = default;
};

/// When the personal data of a candidature is due for erasure: `[retention] personal-months`
/// after the day of its end, at the end of that day, in the region's zone. Empty while it has not
/// ended, and where the rulebook sets no time.
std::optional<Instant> retention_end(const rules::Rulebook& rulebook, const State& state);

/// What is due at `now` and still there, by region and id.
std::vector<ErasureDue> erasures_due(const Store& store, Procedures& procedures, Instant now);

struct ErasureOrder {
  std::string region;
  std::string candidature;
  std::string actor;
  std::string reason;      ///< Stays in the history: no personal data in it.
  bool even_open = false;  ///< Also while limits run and a rebuttal may come.
  Instant now;
};

struct Erased {
  std::vector<std::uint64_t> sequences;  ///< The events whose personal data is gone.
  std::size_t refused = 0;               ///< Refused lines that were emptied.
  std::uint64_t event = 0;               ///< The one that says so; 0: there was nothing left.
};

/// Removes the personal data and the salts of a candidature's events, and its refused
/// lines, and writes down that it did. The events stay as they are: every proof holds. A second
/// time does nothing. Refused for an actor who may not, and while the candidature is open.
/// Afterwards `Store::compact` clears what the file kept of it in other pages.
std::variant<Erased, Refusal> erase(const Store& store, Procedures& procedures,
                                    Transaction& transaction, const ErasureOrder& order);

}  // namespace termijn::engine
