#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/audit/impact.hpp"
#include "engine/journal/store.hpp"
#include "engine/workflow/adoption.hpp"

namespace termijn::engine {

/// Where a candidature stands, or came to.
struct Ending {
  std::string stage;
  std::string outcome;          ///< Of the decision of a person; empty: none.
  std::optional<bool> on_time;  ///< Of the version that counts.
  std::optional<int> rank;

  friend bool operator==(const Ending&, const Ending&) = default;
};

/// A rule by which something comes out otherwise.
struct WhatIfGround {
  std::string what;  ///< `timeline deadline`, `requirement on-time`, `scoring`, `transition a->b`.
  std::optional<rules::RulePlace> was;
  std::optional<rules::RulePlace> is;

  friend bool operator==(const WhatIfGround&, const WhatIfGround&) = default;
};

/// One candidature under other rules.
struct WhatIf {
  bool open = false;  ///< It is, by what was recorded.
  Impact impact;      ///< Limits, requirements, score: recorded against other.
  Ending was;
  Ending is;
  std::vector<WhatIfGround> grounds;
  /// Acts that were recorded and that the other rules would have refused, in words; at most ten.
  std::vector<std::string> refused;
  std::size_t more_refused = 0;

  bool any() const;
};

struct WhatIfReport {
  std::size_t candidatures = 0;
  std::size_t open = 0;
  std::vector<WhatIf> changed;  ///< By id.
};

/// Plays the recorded acts of a region again, in their order, as if every candidature had been
/// born under `other`: each act is decided upon anew, limits fire in the nights that the region
/// had (where it had none, a day after they lapse), and what people decided stays what they
/// decided. An act that has no place under the other rules is left out and told. What the brake
/// held is held again, and no more. Amendments play no part. `other` must be of the same region
/// and be known to `procedures`. Writes nothing.
WhatIfReport what_if(const Store& store, Procedures& procedures, const Procedure& other);

}  // namespace termijn::engine
