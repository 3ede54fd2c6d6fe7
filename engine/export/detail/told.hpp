#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "engine/candidature/state.hpp"
#include "engine/export/scope.hpp"
#include "engine/workflow/adoption.hpp"

namespace termijn::engine::detail {

/// An event with what a table says beside it.
struct Told {
  const Event& event;
  const State& after;  ///< The candidature behind it; of a region's own events an empty one.
  const rules::Zone& zone;
};

/// The candidatures that a scope takes in of a region, sorted by id.
std::vector<CandidatureRow> candidatures_in(const Store& store, const std::string& region,
                                            const Scope& scope);

/// Visits the events of one candidature (of the region itself, when empty) in order. Throws
/// StoreError when they cannot be folded.
void tell(const Store& store, Procedures& procedures, const std::string& region,
          const std::string& candidature, const std::function<void(const Told&)>& visit);

/// What a move, or another body, says under a key; empty where it says nothing.
std::string word(const boost::json::object& body, std::string_view key);
/// `file:line` of the rule that a move rests on; empty where it names none.
std::string rule_of(const boost::json::object& body);
/// The reason that an event gives, whichever field holds it.
std::string reason_of(const boost::json::object& body);

/// What no table may hold is written out: `\u{1b}`. Line ends and tabs stay.
std::string printable(std::string_view text);

}  // namespace termijn::engine::detail
