#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "rules/source.hpp"

namespace termijn::rules::moment {

/// A phrase as the grammar reads it: lower case, accents dropped, every kind of
/// blank, quote and dash brought to one form, runs of blanks made one. It keeps
/// for each byte where it came from, so that faults point into the file itself.
class Text {
 public:
  explicit Text(const Excerpt& phrase);

  /// ASCII, but for two stand-ins: `foreign_letter` and `odd_sign`.
  const std::string& folded() const { return folded_; }
  const char* begin() const { return folded_.data(); }
  const char* end() const { return folded_.data() + folded_.size(); }

  /// The bytes of the file behind a stretch of the folded text.
  Span span(const char* first, const char* last) const;
  /// The same, as the person wrote it.
  std::string_view written(Span span) const {
    return file_.substr(span.begin, span.end - span.begin);
  }

  static constexpr char foreign_letter = '\x7e';  ///< A letter without an ASCII base.
  static constexpr char odd_sign = '\x01';        ///< A sign, or bytes that are no text.

 private:
  void put(std::string_view plain, std::size_t from, std::size_t until);

  std::string_view file_;
  SourceId source_;
  std::string folded_;
  std::vector<std::uint32_t> begins_;  ///< Where each folded byte came from …
  std::vector<std::uint32_t> ends_;    ///< … and where its origin ended.
};

}  // namespace termijn::rules::moment
