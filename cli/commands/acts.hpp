#pragma once

#include <cstddef>
#include <istream>
#include <span>
#include <string>
#include <vector>

#include <boost/json/value.hpp>

#include "engine/agenda/record.hpp"

namespace termijn::cli {

/// What came of a run of acts.
struct ActCounts {
  std::size_t recorded = 0;
  std::size_t refused = 0;    ///< Acts that were not accepted.
  std::size_t malformed = 0;  ///< Lines that are no acts.
  std::size_t before = 0;     ///< Recorded before: no fault.

  std::size_t all() const { return recorded + refused + malformed + before; }
  ActCounts& operator+=(const ActCounts& more);
};

std::vector<std::string> lines_in(std::istream& text);

/// A clock that says what each act says; where a line is no act, what the act before it
/// said, and before the first one `start`.
engine::RecordingClock sandbox_clock(rules::Instant start);

ActCounts count(std::span<const engine::LineResult> results);

/// One line for what was recorded; with the help below it for what was refused.
std::string in_words(const engine::LineResult& result, const std::string& line);
/// `12 acts: 9 recorded, 2 refused, 1 no act, 0 recorded before`; what is 0 is left out.
std::string in_words(const ActCounts& counts);

/// The contract's shape: docs/json.md. `lines` are those that were recorded.
boost::json::value json_of(std::span<const engine::LineResult> results,
                           std::span<const std::string> lines, const ActCounts& counts);

}  // namespace termijn::cli
