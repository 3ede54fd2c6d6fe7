#pragma once

#include <optional>
#include <vector>

#include "rules/time/date.hpp"

namespace termijn::rules {

enum class Certainty {
  firm,
  reserve,      ///< Kept free in case the firm ones do not suffice.
  alternative,  ///< One of several between which the coordinator must still choose.
};

/// A stretch of time `[from, until)`, or `[from, until]` where a clock time
/// closes it. An empty end is open.
struct Window {
  std::optional<Instant> from;
  std::optional<Instant> until;
  bool until_inclusive = false;
  Certainty certainty = Certainty::firm;

  friend bool operator==(const Window&, const Window&) = default;
};

/// Whether `at` lies in the window, ends as the window says.
bool contains(const Window& window, Instant at);

}  // namespace termijn::rules
