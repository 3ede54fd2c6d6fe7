#pragma once

#include <compare>
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>

namespace termijn::rules {

/// Which text of a `Sources` a span points into.
using SourceId = std::uint32_t;

/// The bytes `[begin, end)` of one source. A rulebook is made of several files
/// (the region's and the call's), so a span says which.
struct Span {
  SourceId source = 0;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  friend auto operator<=>(const Span&, const Span&) = default;
};

/// A place as people count: line and column from 1, the column in characters
/// (UTF-8 code points), not bytes; a tab is one, a byte order mark none.
struct Place {
  std::uint32_t line = 1;
  std::uint32_t column = 1;

  friend auto operator<=>(const Place&, const Place&) = default;
};

/// A text with a name: a file that a coordinator edits, or what stood on the
/// command line.
class Source {
 public:
  Source(std::string name, std::string text);

  const std::string& name() const { return name_; }
  std::string_view text() const { return text_; }

  /// Where the byte `offset` stands; past the end counts as the end.
  Place place(std::uint32_t offset) const;
  /// The line that holds the byte `offset`, without its line end.
  std::string_view line_at(std::uint32_t offset) const;
  /// The byte where line `line` (from 1) begins; past the last line: the end.
  std::uint32_t line_start(std::uint32_t line) const;
  /// The byte of a place; the column is counted in characters.
  std::uint32_t offset(Place place) const;

 private:
  std::string name_;
  std::string text_;
  std::deque<std::uint32_t> line_starts_;
};

/// The texts that spans point into. Adding one never moves another, so a
/// `string_view` into a source stays good as long as the collection lives.
class Sources {
 public:
  SourceId add(std::string name, std::string text);
  const Source& at(SourceId id) const { return sources_.at(id); }
  SourceId size() const { return static_cast<SourceId>(sources_.size()); }

 private:
  std::deque<Source> sources_;
};

/// What one parser reads: a stretch of a source. Parsers walk the source's own
/// bytes, so the spans they make need no translation.
struct Excerpt {
  std::string_view file;  ///< The whole text of the source.
  Span span;              ///< The stretch to read.

  std::string_view text() const { return file.substr(span.begin, span.end - span.begin); }
};

/// The whole of a source as an excerpt.
Excerpt whole(const Sources& sources, SourceId id);

}  // namespace termijn::rules
