#include <algorithm>
#include <limits>
#include <numeric>
#include <optional>

#include "cli/render/svg/detail/layout.hpp"

namespace termijn::cli::svg_layout {
namespace {

// Pixels.
constexpr double gap = 18;
constexpr double layer_gap = 26;
constexpr double margin = 24;
constexpr double title_height = 34;
constexpr int rounds = 60;

/// Where a cell would be, and how much it matters.
struct Wish {
  double x = 0;
  double weight = 1;
};

/// Cells that touch and move as one: their wish is the weighted mean of their wishes.
struct Block {
  std::size_t first = 0;
  double sum = 0;
  double weight = 0;

  double wish() const { return sum / weight; }
};

/// The x nearest to what each cell of a layer wishes, in least squares, with the order and
/// the gaps kept: pool adjacent violators, after the room to the left is taken off.
void settle(const std::vector<std::size_t>& layer, const std::vector<Wish>& wishes,
            std::vector<Cell>& cells) {
  std::vector<double> room(layer.size(), 0);
  for (std::size_t i = 1; i < layer.size(); ++i) {
    room[i] = room[i - 1] + (cells[layer[i - 1]].width + cells[layer[i]].width) / 2 + gap;
  }
  std::vector<Block> blocks;
  for (std::size_t i = 0; i < layer.size(); ++i) {
    blocks.push_back({i, wishes[i].weight * (wishes[i].x - room[i]), wishes[i].weight});
    while (blocks.size() > 1 && blocks[blocks.size() - 2].wish() > blocks.back().wish()) {
      const Block last = blocks.back();
      blocks.pop_back();
      blocks.back().sum += last.sum;
      blocks.back().weight += last.weight;
    }
  }
  for (std::size_t b = 0; b < blocks.size(); ++b) {
    const std::size_t end = b + 1 < blocks.size() ? blocks[b + 1].first : layer.size();
    for (std::size_t i = blocks[b].first; i < end; ++i) {
      cells[layer[i]].x = blocks[b].wish() + room[i];
    }
  }
}

/// A link between passages pulls hardest, so that long arrows run straight.
double pull(const Layout& layout, const Link& link) {
  const auto free = [&](std::size_t cell) {
    return layout.cells[cell].kind == Cell::Kind::box ? 0 : 1;
  };
  constexpr double pulls[] = {1, 2, 8};  // Gansner et al. (1993), section 4
  return pulls[free(link.upper) + free(link.lower)];
}

/// The mean x of the linked cells on one side, or on both.
std::vector<Wish> wishes_of(const Layout& layout, const std::vector<std::size_t>& layer,
                            bool look_up, bool look_down) {
  std::vector<Wish> wishes;
  for (const std::size_t cell : layer) {
    double sum = 0;
    double weight = 0;
    for (const Link& link : layout.links) {
      const bool above = look_up && link.lower == cell;
      const bool below = look_down && link.upper == cell;
      if (!above && !below) continue;
      sum += pull(layout, link) * layout.cells[above ? link.upper : link.lower].x;
      weight += pull(layout, link);
    }
    wishes.push_back(weight > 0 ? Wish{sum / weight, weight} : Wish{layout.cells[cell].x, 1});
  }
  return wishes;
}

/// The parts of the picture that no link joins: for each cell the number of its part.
std::vector<std::size_t> parts_of(const Layout& layout) {
  std::vector<std::size_t> parts(layout.cells.size());
  std::iota(parts.begin(), parts.end(), std::size_t{0});
  for (bool changed = true; changed;) {
    changed = false;
    for (const Link& link : layout.links) {
      const std::size_t least = std::min(parts[link.upper], parts[link.lower]);
      changed = changed || parts[link.upper] != least || parts[link.lower] != least;
      parts[link.upper] = parts[link.lower] = least;
    }
  }
  return parts;
}

/// Nothing ties unlinked parts to one another: each but the first moves as near to what is
/// on its left as the gaps allow.
void close_up(Layout& layout) {
  const std::vector<std::size_t> parts = parts_of(layout);
  for (std::size_t part = 0; part < parts.size(); ++part) {
    std::optional<double> room;
    for (const auto& layer : layout.layers) {
      for (std::size_t i = 1; i < layer.size(); ++i) {
        if (parts[layer[i]] != part || parts[layer[i - 1]] == part) continue;
        const Cell& left = layout.cells[layer[i - 1]];
        const Cell& cell = layout.cells[layer[i]];
        const double free = cell.x - left.x - (cell.width + left.width) / 2 - 3 * gap;
        room = std::min(room.value_or(free), free);
      }
    }
    for (std::size_t at = 0; room && *room > 0 && at < parts.size(); ++at) {
      if (parts[at] == part) layout.cells[at].x -= *room;
    }
  }
}

void place_across(Layout& layout) {
  for (const auto& layer : layout.layers) {
    settle(layer, std::vector<Wish>(layer.size()), layout.cells);
  }
  for (int round = 0; round < rounds; ++round) {
    for (const auto& layer : layout.layers) {
      settle(layer, wishes_of(layout, layer, true, round >= rounds / 2), layout.cells);
    }
    for (auto layer = layout.layers.rbegin(); layer != layout.layers.rend(); ++layer) {
      settle(*layer, wishes_of(layout, *layer, round >= rounds / 2, true), layout.cells);
    }
  }
  close_up(layout);
  double left = std::numeric_limits<double>::max();
  double right = std::numeric_limits<double>::lowest();
  for (const Cell& cell : layout.cells) {
    left = std::min(left, cell.x - cell.width / 2);
    right = std::max(right, cell.x + cell.width / 2);
  }
  if (layout.cells.empty()) left = right = 0;
  for (Cell& cell : layout.cells) cell.x += margin - left;
  layout.width = right - left + 2 * margin;
}

void place_down(Layout& layout) {
  double y = margin + title_height;
  for (const auto& layer : layout.layers) {
    double height = 0;
    for (const std::size_t cell : layer) height = std::max(height, layout.cells[cell].height);
    for (const std::size_t cell : layer) layout.cells[cell].y = y + height / 2;
    layout.tops.push_back(y);
    layout.bottoms.push_back(y + height);
    y += height + layer_gap;
  }
  layout.height = y - layer_gap + margin;
}

}  // namespace

void place(Layout& layout) {
  place_across(layout);
  place_down(layout);
}

Layout lay_out(const Picture& picture) {
  Layout layout;
  assign_layers(picture, layout);
  order_layers(layout);
  place(layout);
  return layout;
}

}  // namespace termijn::cli::svg_layout
