#include "rules/diagnostic.hpp"

#include <algorithm>
#include <numeric>
#include <tuple>

#include <fmt/format.h>

namespace termijn::rules {
namespace {

std::size_t width(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char byte) {
    return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U;
  }));
}

/// A tab or another control character would shift the underline, or worse, reach
/// the terminal.
std::string printable(std::string_view line) {
  std::string text;
  for (const char byte : line) {
    const auto code = static_cast<unsigned char>(byte);
    text += code < 0x20U || code == 0x7FU ? ' ' : byte;
  }
  return text;
}

void append_label(std::string& out, const Label& label, char mark, const Sources& sources,
                  std::size_t gutter) {
  const Source& source = sources.at(label.span.source);
  const Place place = source.place(label.span.begin);
  const std::string_view line = source.line_at(label.span.begin);
  const auto line_begin = source.line_start(place.line);
  const auto line_end = line_begin + static_cast<std::uint32_t>(line.size());
  const auto end =
      std::clamp(label.span.end, label.span.begin, std::max(line_end, label.span.begin));
  const auto marked = source.text().substr(label.span.begin, end - label.span.begin);
  const std::size_t marks = std::max<std::size_t>(1, width(marked));
  out += fmt::format("{:>{}} |\n", "", gutter);
  out += fmt::format("{:>{}} | {}\n", place.line, gutter, printable(line));
  out += fmt::format("{:>{}} | {}{}{}{}\n", "", gutter, std::string(place.column - 1, ' '),
                     std::string(marks, mark), label.text.empty() ? "" : " ", label.text);
}

/// Letters to insert, drop, replace or swap with their neighbour (the optimal
/// string alignment distance): `nmae` is one slip away from `name`.
std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> before(b.size() + 1);
  std::vector<std::size_t> above(b.size() + 1);
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    before.swap(above);
    above.swap(row);
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t replaced = above[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      row[j] = std::min({replaced, above[j] + 1, row[j - 1] + 1});
      const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (swapped) row[j] = std::min(row[j], before[j - 2] + 1);
    }
  }
  return row[b.size()];
}

std::string place_of(Span span, const Sources& sources) {
  const Place place = sources.at(span.source).place(span.begin);
  return fmt::format("{}:{}:{}", sources.at(span.source).name(), place.line, place.column);
}

}  // namespace

bool has_errors(const Diagnostics& diagnostics) {
  return std::any_of(diagnostics.begin(), diagnostics.end(), [](const Diagnostic& diagnostic) {
    return diagnostic.severity == Severity::error;
  });
}

Diagnostics sorted(Diagnostics diagnostics) {
  const auto key = [](const Diagnostic& diagnostic) {
    return std::tie(diagnostic.primary.span, diagnostic.code, diagnostic.message);
  };
  std::stable_sort(diagnostics.begin(), diagnostics.end(),
                   [&](const auto& a, const auto& b) { return key(a) < key(b); });
  const auto same = [&](const auto& a, const auto& b) { return key(a) == key(b); };
  diagnostics.erase(std::unique(diagnostics.begin(), diagnostics.end(), same), diagnostics.end());
  return diagnostics;
}

std::string render(const Diagnostic& diagnostic, const Sources& sources) {
  std::size_t gutter = 1;
  const auto widen = [&](const Label& label) {
    const Place place = sources.at(label.span.source).place(label.span.begin);
    gutter = std::max(gutter, std::to_string(place.line).size());
  };
  widen(diagnostic.primary);
  for (const Label& label : diagnostic.secondary) widen(label);

  std::string out = fmt::format("{}[{}]: {}\n", to_string(diagnostic.severity), diagnostic.code,
                                diagnostic.message);
  out += fmt::format("{:>{}}--> {}\n", "", gutter, place_of(diagnostic.primary.span, sources));
  append_label(out, diagnostic.primary, '^', sources, gutter);
  for (const Label& label : diagnostic.secondary) {
    if (label.span.source != diagnostic.primary.span.source) {
      out += fmt::format("{:>{}}::: {}\n", "", gutter, place_of(label.span, sources));
    }
    append_label(out, label, '-', sources, gutter);
  }
  if (!diagnostic.help.empty()) {
    out += fmt::format("{:>{}} = help: {}\n", "", gutter, diagnostic.help);
  }
  return out;
}

std::string render(const Diagnostics& diagnostics, const Sources& sources) {
  std::string out;
  for (const Diagnostic& diagnostic : sorted(diagnostics)) {
    out += render(diagnostic, sources);
    out += '\n';
  }
  return out;
}

std::string_view to_string(Severity severity) {
  switch (severity) {
    case Severity::error:
      return "error";
    case Severity::warning:
      return "warning";
    case Severity::note:
      return "note";
  }
  return "error";
}

std::string nearest(std::string_view word, const std::vector<std::string>& candidates) {
  std::string best;
  std::size_t least = std::max<std::size_t>(1, word.size() / 3) + 1;
  for (const std::string& candidate : candidates) {
    const std::size_t distance = edit_distance(word, candidate);
    if (distance < least) {
      least = distance;
      best = candidate;
    }
  }
  return best;
}

}  // namespace termijn::rules
