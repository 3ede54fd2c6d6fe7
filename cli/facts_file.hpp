#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "rules/language/value.hpp"
#include "rules/time/zone.hpp"

namespace termijn::cli {

/// Facts as read, and what is wrong with them, a line each.
struct FactsRead {
  rules::Facts facts;
  std::vector<std::string> faults;
};

/// Reads facts by name from a JSON object; docs/json.md has the form of each type.
/// What is left out or null is unknown. Fractions are texts (`"7.5"`), so that
/// numbers stay exact. Times without an offset are those of `zone`.
FactsRead read_facts(std::string_view json, const rules::Schema& schema, const rules::Zone& zone);

}  // namespace termijn::cli
