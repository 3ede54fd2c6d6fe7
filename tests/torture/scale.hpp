#pragma once

#include <cstdint>
#include <cstdlib>
#include <string>

namespace termijn::tests {

/// `./run torture` sets TERMIJN_TORTURE; without it a test takes a small share.
inline bool in_full() { return std::getenv("TERMIJN_TORTURE") != nullptr; }

inline std::size_t times(std::size_t some, std::size_t all) { return in_full() ? all : some; }

/// Where chance begins: TERMIJN_SEED, to repeat a run that failed.
inline std::uint64_t seed() {
  const char* given = std::getenv("TERMIJN_SEED");
  return given == nullptr ? 20230609 : std::stoull(given);
}

}  // namespace termijn::tests
