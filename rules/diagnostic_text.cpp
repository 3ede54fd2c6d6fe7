// How a diagnostic reads: the words, the place, the line with the stretch underlined.

#include <algorithm>

#include <fmt/format.h>

#include "rules/characters.hpp"
#include "rules/diagnostic.hpp"

namespace termijn::rules {
namespace {

// A line of a rulebook seldom has more; a longer one is shown round the fault, which then
// stands a little to the right of the left edge.
constexpr std::size_t most_columns = 140;
constexpr std::size_t columns_before = 40;

/// A line by its columns, each as it can be shown. A tab is a blank; what is no
/// character or would steer the terminal is a dot, since it would shift the
/// underline, or worse.
std::vector<std::string_view> columns_of(std::string_view line) {
  std::vector<std::string_view> columns;
  for (std::size_t at = 0; at < line.size();) {
    const Character character = first_character(line.substr(at));
    const bool shown = character.valid && !is_control(character.code);
    const auto as_written = line.substr(at, character.length);
    at += character.length;
    if (count_characters(as_written) == 0) continue;  // a stray byte that is no column
    columns.push_back(shown ? as_written : character.code == '\t' ? " " : "·");
  }
  return columns;
}

struct Underlined {
  std::string line;
  std::size_t before;  ///< Columns before the stretch.
  std::size_t marks;
};

/// The line, or the part of a long one round the stretch that is underlined.
Underlined underlined(const std::vector<std::string_view>& columns, std::size_t from,
                      std::size_t marks) {
  std::size_t first = 0;
  std::size_t last = columns.size();
  if (last > most_columns) {
    first = from > columns_before ? from - columns_before : 0;
    last = std::min(last, first + most_columns);
  }
  Underlined part{first > 0 ? "…" : "", from - first + (first > 0 ? 1 : 0), marks};
  for (std::size_t at = first; at < last; ++at) part.line += columns[at];
  if (last < columns.size()) {
    part.line += "…";
    part.marks = std::min(marks, last - from);
  }
  return part;
}

void append_label(std::string& out, const Label& label, char mark, const Sources& sources,
                  std::size_t gutter) {
  const Source& source = sources.at(label.span.source);
  const Place place = source.place(label.span.begin);
  const std::string_view line = source.line_at(label.span.begin);
  const auto line_end = source.line_start(place.line) + static_cast<std::uint32_t>(line.size());
  const auto end =
      std::clamp(label.span.end, label.span.begin, std::max(line_end, label.span.begin));
  const auto marked = source.text().substr(label.span.begin, end - label.span.begin);
  const auto part = underlined(columns_of(line), place.column - 1,
                               std::max<std::size_t>(1, count_characters(marked)));
  out += fmt::format("{:>{}} |\n", "", gutter);
  out += fmt::format("{:>{}} | {}\n", place.line, gutter, part.line);
  out += fmt::format("{:>{}} | {}{}{}{}\n", "", gutter, std::string(part.before, ' '),
                     std::string(part.marks, mark), label.text.empty() ? "" : " ", label.text);
}

std::string place_of(Span span, const Sources& sources) {
  const Place place = sources.at(span.source).place(span.begin);
  return fmt::format("{}:{}:{}", sources.at(span.source).name(), place.line, place.column);
}

/// Lines after the first stand under it: what is to be copied stays together.
std::string indented(std::string_view text, std::size_t gutter) {
  std::string out;
  for (const char c : text) {
    out += c;
    if (c == '\n') out += std::string(gutter + 3, ' ');
  }
  return out;
}

}  // namespace

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
    out += fmt::format("{:>{}} = help: {}\n", "", gutter, indented(diagnostic.help, gutter));
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

}  // namespace termijn::rules
