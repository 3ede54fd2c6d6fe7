#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>

#include "../../support/files.hpp"
#include "rules/rulebook/rulebook.hpp"

namespace termijn::tests {

using Files = std::map<std::string, std::string>;

inline const rules::ZoneSource& zones() {
  static const rules::ZoneSource source = rules::zones_in_folder();
  return source;
}

inline rules::Loaded load(const Files& files, const std::string& name) {
  return rules::load_rulebook(
      name,
      [&](const std::string& wanted) -> std::optional<std::string> {
        const auto at = files.find(wanted);
        return at == files.end() ? std::nullopt : std::optional(at->second);
      },
      zones());
}

/// The call and its five regions.
inline const Files& season() {
  static const Files files = [] {
    const std::string folder = "examples/lokale-partnerschappen-2023/";
    Files read;
    for (const char* name :
         {"call", "zora-werkt", "pajotarl", "lier", "oostende", "mechelen-bodukap"}) {
      const std::string file = std::string(name) + ".toml";
      read[file] = contents(folder + file);
    }
    return read;
  }();
  return files;
}

/// What was found, as a person reads it.
inline std::string found(const rules::Loaded& loaded) {
  return rules::render(loaded.diagnostics, *loaded.sources);
}

}  // namespace termijn::tests
