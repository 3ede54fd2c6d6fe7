#include "rules/source.hpp"

#include <algorithm>

namespace termijn::rules {
namespace {

bool continues_a_character(char byte) {
  return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U;
}

}  // namespace

Source::Source(std::string name, std::string text)
    : name_(std::move(name)), text_(std::move(text)) {
  // A byte order mark is no character of the first line: editors do not show it.
  line_starts_.push_back(text_.starts_with("\xEF\xBB\xBF") ? 3 : 0);
  for (std::size_t i = 0; i < text_.size(); ++i) {
    if (text_[i] == '\n') line_starts_.push_back(static_cast<std::uint32_t>(i + 1));
  }
}

Place Source::place(std::uint32_t offset) const {
  offset = std::clamp(offset, line_starts_[0], static_cast<std::uint32_t>(text_.size()));
  const auto after = std::upper_bound(line_starts_.begin(), line_starts_.end(), offset);
  const auto line = static_cast<std::uint32_t>(after - line_starts_.begin());
  const std::uint32_t start = line_starts_[line - 1];
  std::uint32_t column = 1;
  for (std::uint32_t i = start; i < offset; ++i) column += continues_a_character(text_[i]) ? 0 : 1;
  return {line, column};
}

std::string_view Source::line_at(std::uint32_t offset) const {
  const std::uint32_t start = line_start(place(offset).line);
  const auto end = text_.find('\n', start);
  auto line = std::string_view(text_).substr(start, end == std::string::npos ? end : end - start);
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

std::uint32_t Source::line_start(std::uint32_t line) const {
  if (line == 0) return line_starts_[0];
  if (line > line_starts_.size()) return static_cast<std::uint32_t>(text_.size());
  return line_starts_[line - 1];
}

std::uint32_t Source::offset(Place place) const {
  std::uint32_t at = line_start(place.line);
  for (std::uint32_t column = 1; column < place.column && at < text_.size(); ++column) {
    ++at;
    while (at < text_.size() && continues_a_character(text_[at])) ++at;
  }
  return at;
}

SourceId Sources::add(std::string name, std::string text) {
  sources_.emplace_back(std::move(name), std::move(text));
  return size() - 1;
}

Excerpt whole(const Sources& sources, SourceId id) {
  const auto text = sources.at(id).text();
  return {text, {id, 0, static_cast<std::uint32_t>(text.size())}};
}

}  // namespace termijn::rules
