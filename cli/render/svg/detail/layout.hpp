#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "cli/render/svg/picture.hpp"

namespace termijn::cli::svg_layout {

/// Something with a place in a layer: a box, an arrow's label, or the point at
/// which an arrow passes through the layer.
struct Cell {
  enum class Kind { box, label, passage };

  Kind kind = Kind::box;
  std::size_t of = 0;              ///< The box or the arrow.
  std::vector<std::string> lines;  ///< Its text, wrapped.
  double width = 0;
  double height = 0;
  double x = 0;  ///< The middle.
  double y = 0;  ///< The middle.
};

/// A piece of an arrow, from a cell to one in the layer below.
struct Link {
  std::size_t upper = 0;
  std::size_t lower = 0;
  std::size_t arrow = 0;
  bool head_up = false;    ///< The arrow's head is at the upper end.
  bool head_down = false;  ///< … at the lower end.
};

struct Layout {
  std::vector<Cell> cells;  ///< The boxes first, by their index.
  std::vector<Link> links;
  std::vector<std::vector<std::size_t>> layers;  ///< From the top; each from left to right.
  std::vector<double> tops;                      ///< Of each layer.
  std::vector<double> bottoms;                   ///< Of each layer.
  double width = 0;
  double height = 0;
};

/// Places everything, after Sugiyama, Tagawa and Toda (1981): layers by longest path, with
/// the arrows that lead back turned round; order by medians; coordinates by least squares.
Layout lay_out(const Picture& picture);

// The steps, each in a file of its own.

/// Gives every cell a layer and cuts arrows into links from layer to layer.
void assign_layers(const Picture& picture, Layout& layout);
/// Orders each layer so that few links cross.
void order_layers(Layout& layout);
/// Gives every cell its x and y.
void place(Layout& layout);

}  // namespace termijn::cli::svg_layout
