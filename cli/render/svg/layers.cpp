#include <algorithm>

#include "cli/render/svg/detail/layout.hpp"
#include "cli/render/text.hpp"

namespace termijn::cli::svg_layout {
namespace {

// Pixels. A sans-serif letter of 12 px is 6.2 px wide on average; more is safe.
constexpr double letter = 6.9;
constexpr double line_height = 15;
constexpr std::size_t label_columns = 24;
constexpr std::size_t note_columns = 28;

std::vector<std::string> wrapped(std::string_view text, std::size_t width) {
  std::vector<std::string> lines;
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t end = std::min(text.find_first_of(" \n", at), text.size());
    const std::string word(text.substr(at, end - at));
    at = end + 1;
    if (word.empty()) continue;
    const bool fits = !lines.empty() && columns(lines.back()) + 1 + columns(word) <= width;
    if (fits) {
      lines.back() += ' ' + word;
    } else {
      lines.push_back(word);
    }
  }
  if (lines.empty()) lines.emplace_back();
  return lines;
}

Cell text_cell(Cell::Kind kind, std::size_t of, const std::string& text, std::size_t width,
               double margin) {
  Cell cell{kind, of, wrapped(visible(text), width)};
  std::size_t widest = 1;
  for (const std::string& line : cell.lines) widest = std::max(widest, columns(line));
  cell.width = static_cast<double>(widest) * letter + 2 * margin;
  cell.height = static_cast<double>(cell.lines.size()) * line_height + 2 * margin;
  return cell;
}

/// The arrows that close a circle, found depth first from the first box on.
class Circles {
 public:
  explicit Circles(const Picture& picture)
      : picture_(picture), back_(picture.arrows.size(), false), seen_(picture.boxes.size(), 0) {
    for (std::size_t box = 0; box < picture.boxes.size(); ++box) visit(box);
  }

  const std::vector<bool>& back() const { return back_; }

 private:
  // As deep as the flow has stages, which the rulebook bounds.
  void visit(std::size_t box) {
    if (seen_[box] != 0) return;
    seen_[box] = 1;
    for (std::size_t at = 0; at < picture_.arrows.size(); ++at) {
      const auto& arrow = picture_.arrows[at];
      if (arrow.from != box) continue;
      if (seen_[arrow.to] == 1) back_[at] = true;
      visit(arrow.to);
    }
    seen_[box] = 2;
  }

  const Picture& picture_;
  std::vector<bool> back_;
  std::vector<int> seen_;  ///< 0 not yet, 1 on the way here, 2 done.
};

struct Ends {
  std::size_t upper;
  std::size_t lower;
};

Ends ends_of(const Picture::Arrow& arrow, bool back) {
  return back ? Ends{arrow.to, arrow.from} : Ends{arrow.from, arrow.to};
}

/// Layers of boxes: even numbers, so that labels have a layer between.
std::vector<std::size_t> box_layers(const Picture& picture, const std::vector<bool>& back) {
  std::vector<std::size_t> layers(picture.boxes.size(), 0);
  for (std::size_t round = 0; round < picture.boxes.size(); ++round) {
    for (std::size_t at = 0; at < picture.arrows.size(); ++at) {
      const auto [upper, lower] = ends_of(picture.arrows[at], back[at]);
      if (upper != lower) layers[lower] = std::max(layers[lower], layers[upper] + 2);
    }
  }
  // A note says where something comes from: it stands right above that.
  for (const Picture::Arrow& arrow : picture.arrows) {
    if (picture.boxes[arrow.from].note && layers[arrow.to] >= 2) {
      layers[arrow.from] = layers[arrow.to] - 2;
    }
  }
  return layers;
}

class Builder {
 public:
  Builder(const Picture& picture, Layout& layout)
      : picture_(picture), layout_(layout), back_(Circles(picture).back()) {}

  void build() {
    const auto layers = box_layers(picture_, back_);
    const std::size_t deepest = *std::max_element(layers.begin(), layers.end());
    layout_.layers.resize(deepest + 2);  // One below, for the loop of a last box.
    for (std::size_t at = 0; at < picture_.boxes.size(); ++at) {
      const bool note = picture_.boxes[at].note;
      const std::string& label = picture_.boxes[at].label;
      add(text_cell(Cell::Kind::box, at, label, note ? note_columns : label_columns, note ? 2 : 9),
          layers[at]);
    }
    for (std::size_t at = 0; at < picture_.arrows.size(); ++at) {
      const auto [upper, lower] = ends_of(picture_.arrows[at], back_[at]);
      if (upper == lower) {
        add_loop(at, upper, layers[upper]);
      } else {
        add_arrow(at, {upper, lower}, layers[upper], layers[lower]);
      }
    }
    while (!layout_.layers.empty() && layout_.layers.back().empty()) layout_.layers.pop_back();
  }

 private:
  std::size_t add(Cell cell, std::size_t layer) {
    layout_.cells.push_back(std::move(cell));
    layout_.layers[layer].push_back(layout_.cells.size() - 1);
    return layout_.cells.size() - 1;
  }

  Cell label(std::size_t arrow) const {
    return text_cell(Cell::Kind::label, arrow, picture_.arrows[arrow].label, label_columns, 3);
  }

  void add_loop(std::size_t arrow, std::size_t box, std::size_t layer) {
    const std::size_t at = add(label(arrow), layer + 1);
    layout_.links.push_back({box, at, arrow, true, false});
  }

  /// The label stands in the layer next to where the arrow comes from.
  void add_arrow(std::size_t arrow, Ends ends, std::size_t upper, std::size_t lower) {
    const std::size_t label_layer = back_[arrow] ? lower - 1 : upper + 1;
    std::size_t last = ends.upper;
    for (std::size_t layer = upper + 1; layer < lower; ++layer) {
      Cell passage{Cell::Kind::passage, arrow, {}, 8, 0};
      const std::size_t at = add(layer == label_layer ? label(arrow) : std::move(passage), layer);
      layout_.links.push_back({last, at, arrow, back_[arrow] && last == ends.upper, false});
      last = at;
    }
    layout_.links.push_back({last, ends.lower, arrow, false, !back_[arrow]});
  }

  const Picture& picture_;
  Layout& layout_;
  std::vector<bool> back_;
};

}  // namespace

void assign_layers(const Picture& picture, Layout& layout) {
  if (!picture.boxes.empty()) Builder(picture, layout).build();
}

}  // namespace termijn::cli::svg_layout
