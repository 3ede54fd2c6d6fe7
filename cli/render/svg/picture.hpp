#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace termijn::cli {

/// A workflow to be drawn: what its boxes and arrows say, not where they go.
struct Picture {
  struct Box {
    std::string label;
    bool start = false;
    bool end = false;   ///< Has a double border.
    bool note = false;  ///< No stage: several stages in words, without a border.
  };
  struct Arrow {
    std::size_t from = 0;  ///< An index into `boxes`.
    std::size_t to = 0;
    std::string label;
    bool adverse = false;  ///< Red.
  };

  std::string title;
  std::vector<Box> boxes;
  std::vector<Arrow> arrows;
};

/// The picture in the DOT language of Graphviz.
std::string dot(const Picture& picture);

/// The picture as SVG 1.1, laid out in layers from the top down. A label has a place of
/// its own in a layer, so labels never lie on one another, on a box or on a line. The same
/// picture gives the same bytes.
std::string svg(const Picture& picture);

}  // namespace termijn::cli
