#pragma once

#include <map>
#include <string>
#include <variant>

#include "engine/candidature/decide.hpp"
#include "engine/journal/store.hpp"
#include "engine/workflow/adoption.hpp"

namespace termijn::engine {

/// A candidature's history, read and folded; or why it cannot be.
std::variant<State, FoldFault> load_state(const Store& store, const std::string& region,
                                          const std::string& candidature);

/// The events of a candidature that `load_state` could read. Throws StoreError on others.
std::vector<Event> events_of(const Store& store, const std::string& region,
                             const std::string& candidature);

/// The derived row of a state.
CandidatureRow row_of(const State& state);

/// Appends what was decided and brings the derived rows up to date: where the candidature
/// stands, which limits run. Where a limit cannot be computed the candidature is parked
/// with the reason. Returns the state as it now stands.
State write_down(Transaction& transaction, const Context& context, Accepted accepted);

/// The count of earlier candidatures of the same organisation that still stand: neither
/// withdrawn nor refused.
EarlierCandidatures earlier_in(const Store& store);

}  // namespace termijn::engine
