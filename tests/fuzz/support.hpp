#pragma once

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "rules/diagnostic.hpp"

/// What every fuzz target checks besides not crashing.
namespace termijn::fuzz {

/// Stops the run, so that the fuzzer keeps the input.
inline void must(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "this must hold: %s\n", what);
  std::abort();
}

inline std::string text_of(const std::uint8_t* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

/// Each diagnostic is one line with a code and points into its source, and all of them
/// can be printed without showing what the program is made of.
inline void must_be_readable(const rules::Diagnostics& diagnostics, const rules::Sources& sources) {
  for (const rules::Diagnostic& one : diagnostics) {
    must(one.code.size() == 5, "a diagnostic has a code");
    must(!one.message.empty(), "a diagnostic says something");
    must(one.message.find('\n') == std::string::npos, "a message is one line");
    must(one.primary.span.source < sources.size(), "a place is in a source");
    const std::string_view text = sources.at(one.primary.span.source).text();
    must(one.primary.span.begin <= one.primary.span.end, "a place does not run backwards");
    must(one.primary.span.end <= text.size(), "a place lies within its source");
    for (const char* inside : {"boost::", "std::", "toml::", "x3::"}) {
      // What a person wrote may be quoted, whatever it is.
      must(one.message.find(inside) == std::string::npos || text.find(inside) != text.npos,
           "a message is in the manual's words");
    }
  }
  static_cast<void>(rules::render(diagnostics, sources));
}

}  // namespace termijn::fuzz
