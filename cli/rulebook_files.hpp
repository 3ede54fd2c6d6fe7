#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "cli/environment.hpp"
#include "rules/rulebook/rulebook.hpp"

namespace termijn::cli {

/// A rulebook's file as loaded. Inside, files are named relative to their own
/// folder, so that a digest does not depend on where they lie; `shown` holds the
/// same texts under the paths that the user typed.
struct RulebookFile {
  std::string path;
  rules::Loaded loaded;
  std::shared_ptr<const rules::Sources> shown;
};

/// The text of a file; empty, and told on `err`, when it cannot be read or is
/// larger than any rulebook (10 MB).
std::optional<std::string> read_file(const std::string& path, Environment& environment);

/// Loads the rulebook in a file that exists, with the layers it extends.
RulebookFile load_file(const std::string& path, const Environment& environment);

/// The same, through sources of the caller's own, such as those that remember what was read.
RulebookFile load_file(const std::string& path, const rules::FileSource& files,
                       const rules::ZoneSource& zones);

/// The files of the folder that `path` lies in, by their names in it.
rules::FileSource files_beside(const std::string& path);

/// Loads a region's rulebook that must be sound; empty, and told on `err`, when
/// it is not.
std::optional<RulebookFile> open_rulebook(const std::string& path, Environment& environment);

/// The files meant: each file itself, of each folder its region files (`*.toml`,
/// folders inside included, layers left out). Empty, and told on `err`, when
/// one is missing or a folder has none.
std::optional<std::vector<RulebookFile>> load_all(const std::vector<std::string>& paths,
                                                  Environment& environment);

}  // namespace termijn::cli
