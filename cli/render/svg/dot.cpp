#include <fmt/format.h>

#include "cli/render/svg/picture.hpp"
#include "cli/render/text.hpp"

namespace termijn::cli {
namespace {

std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char byte : visible(text)) {
    if (byte == '"' || byte == '\\') out += '\\';
    out += byte;
  }
  return out + '"';
}

std::string box_line(std::size_t at, const Picture::Box& box) {
  std::string attributes = "label=" + quoted(box.label);
  if (box.start) attributes += ", style=\"rounded,bold\"";
  if (box.end) attributes += ", peripheries=2";
  if (box.note) attributes += ", shape=plaintext";
  return fmt::format("  s{} [{}];\n", at, attributes);
}

std::string arrow_line(const Picture::Arrow& arrow) {
  const std::string red = arrow.adverse ? ", color=red, fontcolor=red" : "";
  return fmt::format("  s{} -> s{} [label={}{}];\n", arrow.from, arrow.to, quoted(arrow.label),
                     red);
}

}  // namespace

std::string dot(const Picture& picture) {
  std::string out = "digraph " + quoted(picture.title) + " {\n";
  out += "  node [shape=box, style=rounded, fontname=\"sans-serif\"];\n";
  out += "  edge [fontname=\"sans-serif\", fontsize=11];\n";
  for (std::size_t at = 0; at < picture.boxes.size(); ++at) out += box_line(at, picture.boxes[at]);
  for (const Picture::Arrow& arrow : picture.arrows) out += arrow_line(arrow);
  return out + "}\n";
}

}  // namespace termijn::cli
