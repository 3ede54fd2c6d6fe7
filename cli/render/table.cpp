#include "cli/render/table.hpp"

#include <algorithm>
#include <numeric>

#include "cli/render/text.hpp"

namespace termijn::cli {
namespace {

constexpr std::size_t gap = 2;
// Less than this of a name tells nobody anything: rather run over the edge.
constexpr std::size_t least_width = 8;

using Widths = std::vector<std::size_t>;

Widths natural_widths(const Table& table) {
  Widths widths;
  for (const Column& column : table.columns) widths.push_back(columns(column.title));
  for (const auto& row : table.rows) {
    for (std::size_t at = 0; at < row.size(); ++at) {
      widths[at] = std::max(widths[at], columns(visible(row[at].text)));
    }
  }
  return widths;
}

std::size_t total(const Widths& widths) {
  const std::size_t gaps = widths.empty() ? 0 : (widths.size() - 1) * gap;
  return std::accumulate(widths.begin(), widths.end(), gaps);
}

/// Takes from the widest column that may shrink, until it fits or none is left.
Widths fitted(const Table& table, std::size_t width) {
  Widths widths = natural_widths(table);
  while (width != 0 && total(widths) > width) {
    std::size_t widest = widths.size();
    for (std::size_t at = 0; at < widths.size(); ++at) {
      if (!table.columns[at].shrinks || widths[at] <= least_width) continue;
      if (widest == widths.size() || widths[at] > widths[widest]) widest = at;
    }
    if (widest == widths.size()) break;
    --widths[widest];
  }
  return widths;
}

std::string line(const Table& table, const std::vector<Cell>& row, const Widths& widths,
                 bool colour) {
  std::string out;
  for (std::size_t at = 0; at < row.size(); ++at) {
    const std::string text = shortened(visible(row[at].text), widths[at]);
    const std::string blanks(widths[at] - std::min(widths[at], columns(text)), ' ');
    const std::string cell = tinted(text, row[at].tint, colour);
    const bool last = at + 1 == row.size();
    if (table.columns[at].right) {
      out += blanks + cell;
    } else {
      out += cell + (last ? "" : blanks);
    }
    if (!last) out += std::string(gap, ' ');
  }
  out.erase(out.find_last_not_of(' ') + 1);
  return out + '\n';
}

}  // namespace

std::string render(const Table& table, const Environment& environment) {
  const Widths widths = fitted(table, environment.width);
  std::vector<Cell> titles;
  for (const Column& column : table.columns) titles.emplace_back(column.title, Tint::strong);
  std::string out = line(table, titles, widths, environment.colour);
  for (const auto& row : table.rows) out += line(table, row, widths, environment.colour);
  return out;
}

}  // namespace termijn::cli
