#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "rules/source.hpp"

namespace termijn::rules {

enum class Severity { error, warning, note };

/// A stretch of text and what is the matter with it; the text may be empty.
struct Label {
  Span span;
  std::string text;
};

/// One fault in what a person wrote, as data. Nothing is printed until
/// `render`.
struct Diagnostic {
  Severity severity = Severity::error;
  std::string code;     ///< Stable for ever, for example "E0201"; see docs/diagnostics.md.
  std::string message;  ///< One line, lower case, no full stop.
  Label primary;
  std::vector<Label> secondary{};
  /// What to write instead; empty when we cannot tell. More lines than one are TOML
  /// to copy, after the first.
  std::string help{};
};

using Diagnostics = std::vector<Diagnostic>;

bool has_errors(const Diagnostics& diagnostics);

/// Sorted by file and place, each fault once.
Diagnostics sorted(Diagnostics diagnostics);

/// As people read it: severity, code, message, place, the line with the stretch
/// underlined, the labels, the help.
std::string render(const Diagnostic& diagnostic, const Sources& sources);
std::string render(const Diagnostics& diagnostics, const Sources& sources);

std::string_view to_string(Severity severity);

/// The candidate nearest to `word` (edit distance, at most a third of its
/// letters), for "did you mean"; empty when none is near.
std::string nearest(std::string_view word, const std::vector<std::string>& candidates);

}  // namespace termijn::rules
