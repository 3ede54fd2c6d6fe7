#pragma once

#include <cstdint>
#include <vector>

namespace termijn::simulation {

/// Chance from a seed: the same throws on every machine, which the distributions of the
/// standard library do not promise. SplitMix64 (Steele, Lea, Flood 2014).
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : state_(seed) {}

  std::uint64_t next() {
    state_ += 0x9E3779B97F4A7C15U;
    std::uint64_t mixed = state_;
    mixed = (mixed ^ (mixed >> 30U)) * 0xBF58476D1CE4E5B9U;
    mixed = (mixed ^ (mixed >> 27U)) * 0x94D049BB133111EBU;
    return mixed ^ (mixed >> 31U);
  }

  /// From `low` to `high`, both included.
  int between(int low, int high) {
    const auto width = static_cast<std::uint64_t>(high - low) + 1;
    return low + static_cast<int>(next() % width);
  }
  bool chance(int percent) { return between(1, 100) <= percent; }

  template <typename T>
  const T& one_of(const std::vector<T>& all) {
    return all[static_cast<std::size_t>(between(0, static_cast<int>(all.size()) - 1))];
  }

 private:
  std::uint64_t state_;
};

}  // namespace termijn::simulation
