#include <algorithm>
#include <vector>

#include "rules/language/condition/detail/check.hpp"
#include "rules/language/condition/detail/parse.hpp"

namespace termijn::rules::syntax {
namespace {

// No rule that people wrote for a call is longer than a few hundred bytes or
// nests deeper than nine; the parser recurses once a level.
constexpr std::size_t most_bytes = 10'000;
constexpr int deepest = 100;

/// Counts the brackets that are open and the `not`s that stand in a row.
class Depth {
 public:
  /// The length of the piece at the start of `rest`, which it counts.
  std::size_t take(std::string_view rest, Language language) {
    if (const std::size_t length = lexis::scan_text(rest); length > 0) return plain(length);
    const lexis::Match match = lexis::match_word(rest, reserved_words(), language);
    if (match.length > 0 && match.word == not_) return deeper(match.length);
    if (const std::size_t length = lexis::scan_name(rest); length > 0) return plain(length);
    if (rest[0] == '(' || rest[0] == '[') {
      opened_.push_back(row_ + 1);
      depth_ += row_ + 1;
      row_ = 0;
      return 1;
    }
    if ((rest[0] == ')' || rest[0] == ']') && !opened_.empty()) {
      depth_ -= opened_.back();
      opened_.pop_back();
    }
    if (!lexis::is_blank(rest[0])) row_ = 0;
    return 1;
  }
  int now() const { return depth_ + row_; }

 private:
  std::size_t plain(std::size_t length) {
    row_ = 0;
    return length;
  }
  std::size_t deeper(std::size_t length) {
    ++row_;
    return length;
  }

  std::vector<int> opened_;
  int depth_ = 0;
  int row_ = 0;
};

}  // namespace

bool within_bounds(const Excerpt& text, Language language, Diagnostics& diagnostics) {
  const std::string_view rule = text.text();
  const auto here = [&](std::size_t at, std::size_t length) {
    const auto begin = static_cast<std::uint32_t>(text.span.begin + at);
    return Span{text.span.source, begin, begin + static_cast<std::uint32_t>(length)};
  };
  if (std::all_of(rule.begin(), rule.end(), lexis::is_blank)) {
    diagnostics.push_back(fault("E0222", "this rule is empty", here(0, 0),
                                "write a condition, or 'true' for a rule that always holds"));
    return false;
  }
  if (rule.size() > most_bytes) {
    diagnostics.push_back(fault("E0202", "this rule is longer than 10,000 bytes", here(0, 1),
                                "split it into several requirements"));
    return false;
  }
  Depth depth;
  for (std::size_t at = 0; at < rule.size();) {
    const std::size_t length = depth.take(rule.substr(at), language);
    if (depth.now() > deepest) {
      diagnostics.push_back(fault("E0203", "this rule nests deeper than 100 levels",
                                  here(at, length), "split it into several requirements"));
      return false;
    }
    at += length;
  }
  return true;
}

}  // namespace termijn::rules::syntax

namespace termijn::rules {
namespace {

/// Whether the whole of `name` is a word of the lexicon.
bool is_word(std::string_view name, lexis::Lexicon lexicon, Language language) {
  return lexis::match_word(name, lexicon, language).length == name.size();
}

/// What stands at `at` or behind the blanks there; 0 at the end.
char next_byte(std::string_view rule, std::size_t at) {
  while (at < rule.size() && lexis::is_blank(rule[at])) ++at;
  return at < rule.size() ? rule[at] : '\0';
}

}  // namespace

std::vector<std::string_view> names_in(const Excerpt& text, Language language) {
  std::vector<std::string_view> names;
  const std::string_view rule = text.text();
  bool behind_number = false;
  for (std::size_t at = 0; at < rule.size();) {
    const std::string_view rest = rule.substr(at);
    const std::size_t keyword = lexis::match_word(rest, syntax::reserved_words(), language).length;
    const std::size_t number = std::max(lexis::scan_number(rest), lexis::scan_date(rest));
    const std::string_view name = rest.substr(0, lexis::scan_name(rest));
    const char next = next_byte(rule, at + name.size());
    const bool unit = is_word(name, syntax::unit_words(), language) &&
                      (behind_number || (next >= '0' && next <= '9'));
    const bool function = next == '(' && is_word(name, syntax::other_words(), language);
    if (name.size() > std::max(keyword, number) && !unit && !function) names.push_back(name);
    if (!lexis::is_blank(rest[0])) behind_number = number > 0;
    at += std::max({lexis::scan_text(rest), keyword, number, name.size(), std::size_t{1}});
  }
  return names;
}

}  // namespace termijn::rules
