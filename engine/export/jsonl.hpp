#pragma once

#include <iosfwd>

#include "engine/export/scope.hpp"

namespace termijn::engine {

/// The version of the form below; it is written in the first line.
constexpr std::uint64_t export_version = 1;

/// Writes JSON Lines from which `import_store` makes an identical store, when the scope is the
/// whole of it: each event with its exact bytes, its salt and personal data where they are
/// still there, each document by digest. docs/exports.md has the form.
///
/// Goes through the store in constant memory, but for one event or document at a time and the
/// lists of claims, notices and refused acts. Throws StoreError, also when the store is
/// written to meanwhile or is damaged; then the last line, which says `end`, is missing.
void write_jsonl(const Store& store, const Scope& scope, std::ostream& out);

}  // namespace termijn::engine
