#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <stdexcept>
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

/// The golden call and region, under names of their own.
inline Files layers() {
  const std::string folder = "tests/golden/layers/";
  return {{"base.toml", contents(folder + "base.toml")},
          {"region.toml", contents(folder + "region.toml")}};
}

/// That region with `own` as a layer above it.
inline rules::Loaded load_with(const std::string& own) {
  Files files = layers();
  files["own.toml"] = "schema = 1\nextends = \"region.toml\"\n" + own;
  return load(files, "own.toml");
}

/// The same, where it must load.
inline rules::Rulebook rulebook_with(const std::string& own) {
  rules::Loaded loaded = load_with(own);
  if (!loaded.rulebook) throw std::runtime_error(found(loaded));
  return std::move(*loaded.rulebook);
}

}  // namespace termijn::tests
