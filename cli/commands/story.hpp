#pragma once

#include <optional>
#include <string>

#include "engine/journal/event.hpp"
#include "engine/workflow/procedure.hpp"

namespace termijn::cli {

/// The rule that an event rests on: of a move its transition, of a submission the
/// deadline, of a telling the limit for rebuttals. Empty where it rests on none.
std::optional<rules::RulePlace> ground_of(const engine::Event& event,
                                          const engine::Procedure& procedure);

/// An event as a person reads it: when, what, by whom, on which ground, and below that
/// the particulars, the facts and the working of a limit. Ends with a line end; what
/// came from outside is escaped.
std::string story(const engine::Event& event, const engine::Procedure& procedure);

}  // namespace termijn::cli
