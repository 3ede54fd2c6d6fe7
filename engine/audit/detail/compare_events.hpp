#pragma once

#include <string>

#include "engine/journal/event.hpp"
#include "engine/workflow/runner.hpp"

namespace termijn::engine {

/// How a recorded event differs from the one that the rules lead to: each field with both
/// values. Empty: not at all. Its sequence, the digest of its act and personal data play no part.
std::string difference(const Event& recorded, const Event& expected);

/// The rule that an event rests on, `lier.toml:31`; where it rests on none, the region's file.
std::string ground(const Event& event, const Procedure& procedure);

/// A text in an event's body; empty where there is none.
std::string text_at(const Event& event, const char* key);
bool is_trigger(const Event& event, Trigger trigger);

}  // namespace termijn::engine
