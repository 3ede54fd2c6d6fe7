#include <algorithm>

#include "cli/render/svg/detail/layout.hpp"

namespace termijn::cli::svg_layout {
namespace {

constexpr int sweeps = 24;

using Layers = std::vector<std::vector<std::size_t>>;

/// For each cell those it is linked with, above and below.
struct Neighbours {
  std::vector<std::vector<std::size_t>> above;
  std::vector<std::vector<std::size_t>> below;

  explicit Neighbours(const Layout& layout)
      : above(layout.cells.size()), below(layout.cells.size()) {
    for (const Link& link : layout.links) {
      above[link.lower].push_back(link.upper);
      below[link.upper].push_back(link.lower);
    }
  }
};

std::vector<double> positions(const Layers& layers, std::size_t cells) {
  std::vector<double> at(cells, 0);
  for (const auto& layer : layers) {
    for (std::size_t i = 0; i < layer.size(); ++i) at[layer[i]] = static_cast<double>(i);
  }
  return at;
}

/// The mean position of the neighbours; where there are none, its own.
void sort_by_neighbours(std::vector<std::size_t>& layer,
                        const std::vector<std::vector<std::size_t>>& neighbours,
                        std::vector<double>& at) {
  std::vector<std::pair<double, std::size_t>> keyed;
  for (const std::size_t cell : layer) {
    double sum = 0;
    for (const std::size_t other : neighbours[cell]) sum += at[other];
    const auto count = static_cast<double>(neighbours[cell].size());
    keyed.emplace_back(count == 0 ? at[cell] : sum / count, cell);
  }
  std::stable_sort(keyed.begin(), keyed.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  for (std::size_t i = 0; i < layer.size(); ++i) {
    layer[i] = keyed[i].second;
    at[layer[i]] = static_cast<double>(i);
  }
}

std::size_t crossings(const Layers& layers, const Layout& layout) {
  const auto at = positions(layers, layout.cells.size());
  std::vector<std::size_t> layer_of(layout.cells.size(), 0);
  for (std::size_t i = 0; i < layers.size(); ++i) {
    for (const std::size_t cell : layers[i]) layer_of[cell] = i;
  }
  std::size_t count = 0;
  for (std::size_t i = 0; i < layout.links.size(); ++i) {
    for (std::size_t j = i + 1; j < layout.links.size(); ++j) {
      const Link& a = layout.links[i];
      const Link& b = layout.links[j];
      if (layer_of[a.upper] != layer_of[b.upper]) continue;
      if ((at[a.upper] - at[b.upper]) * (at[a.lower] - at[b.lower]) < 0) ++count;
    }
  }
  return count;
}

}  // namespace

void order_layers(Layout& layout) {
  const Neighbours neighbours(layout);
  Layers layers = layout.layers;
  auto at = positions(layers, layout.cells.size());
  std::size_t least = crossings(layers, layout);
  for (int sweep = 0; sweep < sweeps && least > 0; ++sweep) {
    if (sweep % 2 == 0) {
      for (auto& layer : layers) sort_by_neighbours(layer, neighbours.above, at);
    } else {
      for (auto layer = layers.rbegin(); layer != layers.rend(); ++layer) {
        sort_by_neighbours(*layer, neighbours.below, at);
      }
    }
    const std::size_t now = crossings(layers, layout);
    if (now < least) {
      least = now;
      layout.layers = layers;
    }
  }
}

}  // namespace termijn::cli::svg_layout
