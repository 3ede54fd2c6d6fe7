#include "cli/render/diagnostics.hpp"

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

}  // namespace termijn::cli
