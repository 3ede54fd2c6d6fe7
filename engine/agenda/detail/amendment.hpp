#pragma once

#include <vector>

#include <boost/json/array.hpp>

#include "engine/agenda/amendment.hpp"

namespace termijn::engine {

/// Of each candidature what changes, before and after, as the journal tells it.
boost::json::array changes_json(const ImpactReport& report);
boost::json::array earlier_json(const std::vector<EarlierLimit>& limits);

/// Whether a flow does not know the stage that a candidature is in.
bool stage_gone(const State& state, const Procedure& to);

}  // namespace termijn::engine
