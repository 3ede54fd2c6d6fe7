#include "cli/render/diagnostics.hpp"

#include <fmt/format.h>

#include "cli/render/colour.hpp"
#include "cli/render/text.hpp"

namespace termijn::cli {
namespace {

Tint tint_of(rules::Severity severity) {
  switch (severity) {
    case rules::Severity::error:
      return Tint::red;
    case rules::Severity::warning:
      return Tint::yellow;
    case rules::Severity::note:
      return Tint::blue;
  }
  return Tint::plain;
}

/// `file:line:column: kind: text`; a line end would begin a place of its own.
std::string gnu_line(rules::Span span, std::string_view kind, std::string_view text,
                     const rules::Sources& sources) {
  const rules::Source& source = sources.at(span.source);
  const rules::Place place = source.place(span.begin);
  return fmt::format("{}:{}:{}: {}: {}\n", visible(source.name()), place.line, place.column, kind,
                     visible(text));
}

}  // namespace

std::string render(const rules::Diagnostics& diagnostics, const rules::Sources& sources,
                   bool colour) {
  std::string out;
  for (const rules::Diagnostic& diagnostic : rules::sorted(diagnostics)) {
    const std::string text = visible_lines(rules::render(diagnostic, sources));
    const auto head = text.find(']') + 1;  // `error[E0503]`
    out += tinted(text.substr(0, head), tint_of(diagnostic.severity), colour);
    out += text.substr(head) + '\n';
  }
  return out;
}

std::string render_gnu(const rules::Diagnostics& diagnostics, const rules::Sources& sources) {
  std::string out;
  for (const rules::Diagnostic& diagnostic : rules::sorted(diagnostics)) {
    const rules::Span place = diagnostic.primary.span;
    out += gnu_line(place, to_string(diagnostic.severity),
                    fmt::format("{} [{}]", diagnostic.message, diagnostic.code), sources);
    const auto note = [&](rules::Span span, const std::string& text) {
      if (!text.empty()) out += gnu_line(span, "note", text, sources);
    };
    note(place, diagnostic.primary.text);
    for (const rules::Label& label : diagnostic.secondary) note(label.span, label.text);
    note(place, diagnostic.help);
  }
  return out;
}

}  // namespace termijn::cli
