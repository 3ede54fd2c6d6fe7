#include <algorithm>

#include <fmt/format.h>

#include "cli/render/svg/detail/layout.hpp"
#include "cli/render/svg/picture.hpp"
#include "cli/render/text.hpp"

namespace termijn::cli {
namespace {

using svg_layout::Cell;
using svg_layout::Layout;
using svg_layout::Link;

constexpr double line_height = 15;

std::string escaped(std::string_view text) {
  std::string out;
  for (const char byte : visible(text)) {
    switch (byte) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      default:
        out += byte;
    }
  }
  return out;
}

/// The lines of a cell, centred in it.
std::string text_of(const Cell& cell, std::string_view style) {
  std::string out;
  const double first = cell.y - static_cast<double>(cell.lines.size() - 1) * line_height / 2 + 4;
  for (std::size_t at = 0; at < cell.lines.size(); ++at) {
    out += fmt::format("<text class=\"{}\" x=\"{:.1f}\" y=\"{:.1f}\">{}</text>\n", style, cell.x,
                       first + static_cast<double>(at) * line_height, escaped(cell.lines[at]));
  }
  return out;
}

std::string rectangle(const Cell& cell, double inset, std::string_view style) {
  return fmt::format(
      "<rect class=\"{}\" x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"{:.1f}\" "
      "rx=\"7\"/>\n",
      style, cell.x - cell.width / 2 + inset, cell.y - cell.height / 2 + inset,
      cell.width - 2 * inset, cell.height - 2 * inset);
}

std::string box_of(const Picture::Box& box, const Cell& cell) {
  if (box.note) return text_of(cell, "note");
  std::string out = rectangle(cell, 0, box.start ? "box start" : "box");
  if (box.end) out += rectangle(cell, 3, "box inner");
  return out + text_of(cell, "stage");
}

std::size_t layer_of(const Layout& layout, std::size_t cell) {
  const auto holds = [&](const std::vector<std::size_t>& layer) {
    return std::find(layer.begin(), layer.end(), cell) != layer.end();
  };
  const auto found = std::find_if(layout.layers.begin(), layout.layers.end(), holds);
  return static_cast<std::size_t>(found - layout.layers.begin());
}

/// Down from the upper cell to its layer's edge, a curve through the gap between the
/// layers, and on to the lower cell: nothing else stands on that way.
std::string path_of(const Layout& layout, const Link& link) {
  const Cell& upper = layout.cells[link.upper];
  const Cell& lower = layout.cells[link.lower];
  const std::size_t above = layer_of(layout, link.upper);
  const double leave = layout.bottoms[above];
  const double arrive = layout.tops[above + 1];
  const double begin = upper.y + upper.height / 2;
  const double end = lower.y - lower.height / 2;
  const double middle = (leave + arrive) / 2;
  return fmt::format("M{:.1f},{:.1f} V{:.1f} C{:.1f},{:.1f} {:.1f},{:.1f} {:.1f},{:.1f} V{:.1f}",
                     upper.x, begin, leave, upper.x, middle, lower.x, middle, lower.x, arrive, end);
}

std::string link_of(const Picture& picture, const Layout& layout, const Link& link) {
  const bool adverse = picture.arrows[link.arrow].adverse;
  const std::string_view head = adverse ? "url(#red)" : "url(#black)";
  std::string ends;
  if (link.head_down) ends += fmt::format(" marker-end=\"{}\"", head);
  if (link.head_up) ends += fmt::format(" marker-start=\"{}\"", head);
  return fmt::format("<path class=\"{}\" d=\"{}\"{}/>\n", adverse ? "arrow adverse" : "arrow",
                     path_of(layout, link), ends);
}

constexpr std::string_view style = R"(<style>
text { font-family: sans-serif; font-size: 12px; text-anchor: middle; fill: #222; }
.title { font-size: 15px; font-weight: bold; }
.label { font-size: 11px; }
.label.adverse { fill: #b00020; }
.note { font-style: italic; fill: #555; }
.box { fill: #f4f6fa; stroke: #345; stroke-width: 1.2; }
.box.start { stroke-width: 2.6; }
.box.inner { fill: none; }
.arrow { fill: none; stroke: #345; stroke-width: 1.2; }
.arrow.adverse { stroke: #b00020; }
</style>
)";

std::string marker(std::string_view id, std::string_view colour) {
  return fmt::format(
      "<marker id=\"{}\" viewBox=\"0 0 10 10\" refX=\"9\" refY=\"5\" markerWidth=\"8\" "
      "markerHeight=\"8\" orient=\"auto-start-reverse\">"
      "<path d=\"M0,0 L10,5 L0,10 z\" fill=\"{}\"/></marker>\n",
      id, colour);
}

}  // namespace

std::string svg(const Picture& picture) {
  const Layout layout = svg_layout::lay_out(picture);
  const double width =
      std::max(layout.width, static_cast<double>(columns(visible(picture.title))) * 9 + 48);
  std::string out = fmt::format(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{0:.0f}\" height=\"{1:.0f}\" "
      "viewBox=\"0 0 {0:.0f} {1:.0f}\">\n<title>{2}</title>\n",
      width, layout.height, escaped(picture.title));
  out += style;
  out += "<defs>\n" + marker("black", "#345") + marker("red", "#b00020") + "</defs>\n";
  out += "<rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n";
  out += fmt::format("<text class=\"title\" x=\"{:.1f}\" y=\"32\">{}</text>\n", width / 2,
                     escaped(picture.title));
  for (const Link& link : layout.links) out += link_of(picture, layout, link);
  for (const Cell& cell : layout.cells) {
    if (cell.kind == Cell::Kind::box) out += box_of(picture.boxes[cell.of], cell);
    if (cell.kind == Cell::Kind::label) {
      out += text_of(cell, picture.arrows[cell.of].adverse ? "label adverse" : "label");
    }
  }
  return out + "</svg>\n";
}

}  // namespace termijn::cli
