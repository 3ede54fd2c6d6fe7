#include "cli/commands/rulebook_files.hpp"

#include <algorithm>
#include <fstream>
#include <sstream>

#include <fmt/format.h>

#include "cli/commands/usage.hpp"

namespace termijn::cli {
namespace {

namespace fs = std::filesystem;

std::vector<RulebookPath> rulebooks_in(const fs::path& folder) {
  std::vector<RulebookPath> found;
  for (const auto& entry : fs::directory_iterator(folder)) {
    if (entry.is_directory() || entry.path().extension() != ".toml") continue;
    found.push_back({folder, entry.path().filename().string(), true});
  }
  std::sort(found.begin(), found.end(),
            [](const auto& a, const auto& b) { return a.name < b.name; });
  return found;
}

}  // namespace

rules::FileSource files_in(const fs::path& folder) {
  return [folder](const std::string& name) -> std::optional<std::string> {
    if (fs::path(name).is_absolute()) return std::nullopt;
    std::error_code failed;
    if (!fs::is_regular_file(folder / name, failed)) return std::nullopt;
    std::ifstream file(folder / name, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    return file ? std::optional(text.str()) : std::nullopt;
  };
}

std::optional<std::vector<RulebookPath>> rulebook_paths(const std::vector<std::string>& paths,
                                                        Environment& environment) {
  std::vector<RulebookPath> found;
  for (const fs::path path : paths) {
    std::error_code failed;
    if (fs::is_directory(path, failed)) {
      auto more = rulebooks_in(path);
      found.insert(found.end(), more.begin(), more.end());
    } else if (fs::exists(path, failed)) {
      found.push_back({path.parent_path(), path.filename().string(), false});
    } else {
      wrong_usage(environment, fmt::format("there is no file '{}'", path.string()));
      return std::nullopt;
    }
  }
  return found;
}

}  // namespace termijn::cli
