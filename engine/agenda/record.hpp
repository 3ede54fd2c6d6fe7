#pragma once

#include <functional>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "engine/candidature/act.hpp"
#include "engine/journal/store.hpp"
#include "engine/workflow/adoption.hpp"

namespace termijn::engine {

/// An act that is now in the journal.
struct Recorded {
  std::string region;
  std::string candidature;
  std::string act;
  std::vector<std::string> kinds;  ///< Of the events it led to, in order.
  std::string stage;               ///< Where the candidature now stands.
  std::string remark;              ///< `late by 27 s`, `parked: …`; empty: nothing to say.
};

/// What came of one line.
struct LineResult {
  std::size_t line = 0;  ///< From 1.
  std::variant<Recorded, Refusal> result;
};

/// What the clock says when a line is recorded: the machine's clock, or in a sandbox
/// what was asked for. Null where the line is no act.
using RecordingClock = std::function<Instant(const Act*)>;

/// Told of each batch once it is kept: what is said of these lines stays true, also when
/// the power fails. Together the batches are what `record` returns.
using Kept = std::function<void(std::span<const LineResult>)>;

/// Records lines of ACTS.jsonl in their order, `batch` in one transaction. A line that is
/// refused is kept aside with the reason and the rest go on; a line recorded before is
/// refused as such (A0103) and not kept again, nor is one that was refused before and now
/// comes out of order (A0117). Blank lines are passed over. When StoreError
/// is thrown, what was committed stays, and recording the same lines again takes up where
/// it stopped.
std::vector<LineResult> record(Store& store, Procedures& procedures,
                               std::span<const std::string> lines, const RecordingClock& clock,
                               std::size_t batch = 500, const Kept& kept = {});

}  // namespace termijn::engine
