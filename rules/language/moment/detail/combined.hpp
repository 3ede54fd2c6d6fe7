#pragma once

#include <optional>
#include <string>
#include <vector>

#include "rules/language/moment/detail/notes.hpp"
#include "rules/language/moment/detail/resolver.hpp"
#include "rules/language/moment/detail/text.hpp"
#include "rules/language/moment/limit_expression.hpp"

namespace termijn::rules::moment {

/// A limit read from a phrase or a part of one.
struct Combined {
  LimitNode limit{};
  bool year_inferred = false;
  std::vector<Doubt> doubts{};  ///< Of the dates in it.
};

/// Reads a phrase in which limits are put together or bound: caps, the earlier of
/// two, suspensions, working days, dates that move. Empty when it is none, and when
/// it is one with a fault, which is then noted.
std::optional<Combined> read_combined(const Excerpt& phrase, const Text& text,
                                      const MomentContext& context, Notes& notes);

/// What `limit` comes to for the events that `context` knows.
void settle_limit(LimitNode limit, Span span, const MomentContext& context, Notes& notes,
                  Moment& moment);

unsigned languages_of(Language language);

}  // namespace termijn::rules::moment
