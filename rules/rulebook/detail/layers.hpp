#pragma once

#include <optional>
#include <string>

#include "rules/rulebook/detail/node.hpp"
#include "rules/rulebook/rulebook.hpp"

namespace termijn::rules::book {

/// Reads `file` and the layers below it and merges them: a value of an upper
/// layer takes the place of the same key below, tables merge key by key, and the
/// tables of a list merge by their id (see `identity_key`). Every value keeps
/// the place in the file it was written in. Empty when a file is missing or is
/// not TOML. `schema` is checked file by file; `extends` and `replace` are used
/// up and are no longer in the result.
std::optional<Node> read_layers(const std::string& file, const FileSource& files, Sources& sources,
                                Diagnostics& diagnostics);

/// The key by which tables of the list `list` are told apart (`id`, `nr`,
/// `date`); empty for a list whose tables are simply added.
std::string_view identity_key(std::string_view list);

}  // namespace termijn::rules::book
