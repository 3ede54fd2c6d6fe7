#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <vector>

#include "call.hpp"

namespace termijn::simulation {

/// Something that the organiser's desk goes through, with what its clock says.
struct Step {
  enum class Kind { adopt, amend, record, night };
  Kind kind = Kind::night;
  Instant now{};
  std::string rules{};               ///< Of `adopt` and `amend`: the rulebook's text.
  Instant effective{};               ///< Of `amend`.
  std::vector<std::string> lines{};  ///< Of `record`: acts, as they are sent.
  std::size_t batch = 500;           ///< Acts or limits in one transaction.
  /// The plug is pulled at the n-th act or limit, and the step is done again; 0: it is not.
  int cut_at = 0;
};

/// A whole life of a store. The same script gives the same store.
struct Script {
  std::uint64_t seed = 0;
  std::deque<Call> calls;  ///< Of every rulebook in it, to check against.
  std::vector<Step> steps;
};

/// The script as a shell script of termijn commands: what a person replays it with.
std::string printed(const Script& script, const std::string& why);

}  // namespace termijn::simulation
