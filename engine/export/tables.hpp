#pragma once

#include <iosfwd>

#include "engine/export/scope.hpp"
#include "engine/workflow/adoption.hpp"

namespace termijn::engine {

// Both leave out personal data and the texts that applicants sent, and show control
// characters escaped. Instants have the offset of the region's zone. docs/exports.md has the
// fields. Both throw StoreError as `write_jsonl` does.

/// A table for a spreadsheet (RFC 4180): one row an event, by region, candidature and
/// sequence, what concerns the region as a whole first. A cell that a spreadsheet would run
/// as a formula has an apostrophe in front.
void write_csv(const Store& store, Procedures& procedures, const Scope& scope, std::ostream& out);

/// An event log for process mining (IEEE 1849-2016): one trace a candidature. What concerns a
/// region as a whole is in no trace and left out.
void write_xes(const Store& store, Procedures& procedures, const Scope& scope, std::ostream& out);

}  // namespace termijn::engine
