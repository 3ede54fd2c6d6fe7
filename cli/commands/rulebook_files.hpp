#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "cli/environment.hpp"
#include "rules/rulebook/rulebook.hpp"

namespace termijn::cli {

/// A rulebook's own file: its folder, and its name in it. Names within a rulebook are
/// relative to that folder, so that no path of this machine gets into a store.
struct RulebookPath {
  std::filesystem::path folder;
  std::string name;
  /// Found in a folder that was named; it may then be a layer, which is passed over.
  bool found = false;
};

/// The files of a folder, by their names in it.
rules::FileSource files_in(const std::filesystem::path& folder);

/// The rulebooks that `paths` name, folders standing for the *.toml files in them, sorted.
/// Empty when one does not exist, which has then been told.
std::optional<std::vector<RulebookPath>> rulebook_paths(const std::vector<std::string>& paths,
                                                        Environment& environment);

}  // namespace termijn::cli
