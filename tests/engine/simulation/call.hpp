#pragma once

#include <optional>
#include <string>

#include "dice.hpp"
#include "rules/time/zone.hpp"

namespace termijn::simulation {

using rules::Date;
using rules::Instant;

/// The rules of one region for one year, made up, with what the maker knows of them without
/// asking the engine: the simulator's own answers.
struct Call {
  std::string region;
  std::string text;  ///< The rulebook, one file.
  Date launch;
  Date closes;       ///< The day of the deadline.
  Date decision;     ///< The day by which to decide, not included.
  Instant too_late;  ///< The first instant past the deadline.
  int brake = 0;
  int least_reviewers = 1;
  bool pitch = false;
  std::string first_stage = "admissible";  ///< Where the deadline takes those who are in.
  bool asks_statutes = false;              ///< The requirement that is unknown until recorded.
  bool asks_documents = false;             ///< At least one document.
  bool asks_challenge = false;             ///< Challenge 1 is named.
  bool one_per_organisation = false;
  /// Days of the rebuttal, where they are counted plainly from the day of telling.
  std::optional<int> plain_rebuttal{};

  std::string mailbox() const { return "kandidatuur@" + region + ".example"; }
};

/// The same call with other rules: another deadline, mostly a later one, or another brake.
Call amended(Dice& dice, const Call& call);

Call make_call(Dice& dice, const std::string& region, int year);

/// The zone of every call.
const rules::Zone& brussels();

}  // namespace termijn::simulation
