#include "cli/commands/explanation_lines.hpp"

#include <fmt/format.h>

#include "cli/render/text.hpp"
#include "cli/render/when.hpp"

namespace termijn::cli {
namespace {

using rules::Ground;
using rules::Reason;

std::string_view word_for(Ground ground) {
  switch (ground) {
    case Ground::held:
      return "holds";
    case Ground::failed:
      return "fails";
    case Ground::unknown:
      return "unknown";
    case Ground::not_needed:
      return "not needed";
  }
  return "unknown";
}

std::string part_words(int indent, const Reason& part, const Reason& above,
                       const rules::Rulebook& rulebook) {
  auto text = fmt::format("{:<10}  ", word_for(part.ground));
  if (part.element > 0) text += fmt::format("element {}: ", part.element);
  text += part.words;
  const auto place = rulebook.place(part.span);
  const auto before = rulebook.place(above.span);
  const bool elsewhere = place.line != before.line || place.file != before.file;
  if (elsewhere) text += "  " + place_words(place);
  return line(indent, text) + reason_words(indent + 12, part, rulebook);
}

}  // namespace

std::string line(int indent, const std::string& text) {
  return std::string(static_cast<std::size_t>(indent), ' ') + visible(text) + '\n';
}

std::string place_words(const rules::RulePlace& place) {
  return fmt::format("[{}:{}]", place.file, place.line);
}

std::string facts_words(int indent, const FactTexts& facts, const rules::Zone& zone) {
  std::string text;
  for (const auto& [name, value] : facts) {
    text += line(indent, fmt::format("{} = {}", name, with_spoken_times(value, zone)));
  }
  return text;
}

std::string parts_words(int indent, const Reason& reason, const rules::Rulebook& rulebook) {
  std::string text;
  for (const auto& part : reason.parts) text += part_words(indent, part, reason, rulebook);
  return text;
}

std::string reason_words(int indent, const Reason& reason, const rules::Rulebook& rulebook) {
  auto text = facts_words(indent, reason.facts, *rulebook.zone);
  if (!reason.note.empty()) text += line(indent, reason.note);
  if (!reason.because.empty()) text += line(indent, "an exception: " + reason.because);
  return text + parts_words(indent, reason, rulebook);
}

}  // namespace termijn::cli
