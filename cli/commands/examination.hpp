#pragma once

#include <string>
#include <vector>

#include "cli/environment.hpp"

namespace termijn::cli {

/// Something about a store that a person should see to.
struct Symptom {
  std::string about;  ///< A word that stays: `damage`, `permissions`, `disk`, `clock`, …
  std::string what;
  std::string next;  ///< What to do about it.
};

struct Examination {
  bool opened = false;
  std::vector<Symptom> symptoms;
  std::vector<std::string> fine;  ///< What was looked at and is in order.
};

/// Looks at the file, its folder and disk, at what it holds and at who works on it. Writes
/// nothing (but opening plays a journal back that a dead run left behind).
Examination examine(const std::string& path, const Environment& environment);

}  // namespace termijn::cli
