#pragma once

#include <map>
#include <string>
#include <vector>

#include <boost/json/object.hpp>

#include "engine/candidature/state.hpp"

namespace termijn::engine {

/// What an undo puts back: each part of a state that differs, with the value it had before.
/// It is written into the `undone` event, so that the fold sets values and decides nothing.
/// Left out is what an undo never takes back: whose candidature it is, the rulebook, the acts
/// that are known, the last sequence. A part that is added to State and that an act may
/// change must be added here.
boost::json::object differences(const State& now, const State& before);

/// Sets the parts that `differences` wrote. Throws `body::Malformed`.
void restore(State& state, const boost::json::object& restored);

/// The documents of a recorded body.
std::vector<SubmittedDocument> documents_of(const boost::json::object& body);

std::map<std::string, std::string> texts_of(const boost::json::object& object);

}  // namespace termijn::engine
