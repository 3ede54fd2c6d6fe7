#pragma once

#include <cstdint>
#include <string>

#include "engine/journal/event.hpp"

namespace termijn::engine::detail {

/// The salt for the personal data of one event: 16 random bytes. In a sandbox it is
/// derived from the event's place, so that two runs of the same season give the
/// same roots; such a salt hides nothing. Throws StoreError when the machine has
/// no randomness to give.
Salt salt_for(bool sandbox, const std::string& region, std::uint64_t sequence);

}  // namespace termijn::engine::detail
