#pragma once

#include <string>
#include <vector>

#include <boost/json/object.hpp>

#include "engine/audit/impact.hpp"

namespace termijn::cli {

/// A sentence a candidature: what the new rulebook would change for it.
std::string in_words(const engine::ImpactReport& report, const rules::Rulebook& now);
/// The same of an amendment, which brings it about.
std::string impact_words(const engine::ImpactReport& report, const rules::Rulebook& now);
boost::json::value json_of(const engine::ImpactReport& report, const rules::Zone& zone);

/// Of one candidature what changes, in words, one for each change; and as JSON.
std::vector<std::string> changes_of(const engine::Impact& impact, const rules::Zone& zone);
boost::json::object impact_json(const engine::Impact& impact, const rules::Zone& zone);

}  // namespace termijn::cli
