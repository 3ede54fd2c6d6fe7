#include "rules/rulebook/detail/toml_slip.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "rules/characters.hpp"
#include "rules/rulebook/detail/node.hpp"
#include "rules/rulebook/detail/toml_walk.hpp"

namespace termijn::rules::book {
namespace {

// Quotes of word processors, and what they are mistaken for.
constexpr std::array<std::string_view, 8> curly_quotes = {"“", "”", "„", "‟", "‘", "’", "‚", "«"};

std::string_view curly_quote_at(std::string_view text) {
  for (const auto quote : curly_quotes) {
    if (text.starts_with(quote)) return quote;
  }
  return {};
}

std::string_view first_curly_quote(std::string_view text) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (const auto quote = curly_quote_at(text.substr(at)); !quote.empty()) return quote;
  }
  return {};
}

class Slip {
 public:
  Slip(std::string_view text, SourceId id, std::size_t stop)
      : text_(text), id_(id), stop_(std::min(stop, text.size())), reached_(walk(text, stop)) {}

  Diagnostic told() const {
    if (reached_.quote) return in_a_text(*reached_.quote);
    if (!reached_.brackets.empty()) return in_brackets(reached_.brackets.back());
    if (!reached_.equals && text_.substr(reached_.statement).starts_with('[')) return in_a_header();
    if (!reached_.equals) return in_a_key();
    if (reached_.end_of_value) return behind_the_value(*reached_.end_of_value);
    return in_a_value(*reached_.equals + 1);
  }

 private:
  Diagnostic fault(std::string message, std::size_t begin, std::size_t end,
                   std::string help) const {
    const Span span{id_, static_cast<std::uint32_t>(begin),
                    static_cast<std::uint32_t>(std::max(begin, end))};
    return {Severity::error, "E0501", one_line(std::move(message)),
            {span, ""},      {},      std::move(help)};
  }

  std::size_t end_of_line(std::size_t at) const {
    auto end = std::min(text_.find('\n', at), text_.size());
    while (end > at && is_blank(text_[end - 1])) --end;
    return end;
  }
  std::size_t behind_blanks(std::size_t at) const {
    while (at < text_.size() && is_blank(text_[at])) ++at;
    return at;
  }
  bool same_line(std::size_t a, std::size_t b) const {
    return text_.substr(a, b - a).find('\n') == std::string_view::npos;
  }
  /// From `at` to a blank or a sign that ends a value.
  std::size_t end_of_word(std::size_t at, std::string_view signs) const {
    const auto stops = [&](char c) {
      return is_blank(c) || c == '\n' || signs.find(c) != std::string_view::npos;
    };
    while (at < text_.size() && !stops(text_[at])) ++at;
    return at;
  }
  std::string between(std::size_t begin, std::size_t end) const {
    return std::string(text_.substr(begin, end - begin));
  }
  std::string key() const {
    const auto end = reached_.equals.value_or(stop_);
    auto last = end;
    while (last > reached_.statement && is_blank(text_[last - 1])) --last;
    return between(reached_.statement, last);
  }

  Diagnostic in_a_text(std::size_t quote) const;
  Diagnostic in_brackets(std::size_t open) const;
  Diagnostic in_a_header() const;
  Diagnostic in_a_key() const;
  Diagnostic behind_the_value(std::size_t end) const;
  Diagnostic in_a_value(std::size_t begin) const;
  Diagnostic bare_value(std::size_t begin) const;

  std::string_view text_;
  SourceId id_;
  std::size_t stop_;
  Reached reached_;
};

Diagnostic Slip::in_a_text(std::size_t quote) const {
  const std::string mark(reached_.quote_length, text_[quote]);
  const auto slash = text_.rfind('\\', stop_);
  const bool escape = text_[quote] == '"' && slash != std::string_view::npos && slash > quote &&
                      stop_ - slash <= 10 && same_line(slash, stop_);
  if (escape) {
    return fault(fmt::format("'\\{}' is no escape", between(slash + 1, slash + 2)), slash,
                 slash + 2, "write the text between 'single' quotes, or \\\\ for a backslash");
  }
  const auto curly = first_curly_quote(text_.substr(quote, end_of_line(quote) - quote));
  if (reached_.quote_length == 1 && !curly.empty()) {
    return fault("this text has no closing quote", quote, end_of_line(quote),
                 fmt::format("{} does not close it: write {}", curly, mark));
  }
  return fault(
      "this text has no closing quote", quote, end_of_line(quote),
      reached_.quote_length == 3
          ? fmt::format("write {} behind its last line", mark)
          : fmt::format("write {} behind it; a text of several lines stands between '''", mark));
}

Diagnostic Slip::in_brackets(std::size_t open) const {
  const bool list = text_[open] == '[';
  const auto at = behind_blanks(stop_);
  const bool over = at >= text_.size() || text_[at] == '\n' || !same_line(open, stop_);
  if (!list && over) {
    return fault("this table between braces does not end on its line", open, end_of_line(open),
                 "write it on one line, from { to }");
  }
  if (over) {
    Diagnostic found =
        fault("this list has no closing bracket", open, open + 1, "write ] behind its last value");
    const Span stopped{id_, static_cast<std::uint32_t>(at),
                       static_cast<std::uint32_t>(end_of_line(at))};
    if (at < text_.size()) found.secondary.push_back({stopped, "this is no value of a list"});
    return found;
  }
  if (text_[at] == ',') {
    return fault("a value is missing before this comma", at, at + 1, "leave one comma out");
  }
  if (!list) {
    auto entry = at;
    while (entry > open + 1 && text_[entry - 1] != ',') --entry;
    entry = behind_blanks(entry);
    return fault("this is no key with its value", entry, end_of_word(entry, ",}"),
                 "write { key = value, key = value }");
  }
  auto word = at;  // where the value begins that was not understood
  while (word > open + 1 && !is_blank(text_[word - 1]) && text_[word - 1] != ',') --word;
  auto before = word;
  while (before > open && is_blank(text_[before - 1])) --before;
  const bool value_before = before > open + 1 && text_[before - 1] != ',';
  if (value_before || is_quote(text_[word])) {
    const auto second = value_before ? word : at;
    return fault("a comma is missing here", second, end_of_word(second, ",]}"),
                 "write a comma between two values");
  }
  return bare_value(word);
}

Diagnostic Slip::in_a_header() const {
  const auto begin = reached_.statement;
  const auto end = end_of_line(begin);
  const bool twice = text_.substr(begin).starts_with("[[");
  const std::string_view brackets = twice ? "]]" : "]";
  auto name = begin + (twice ? 2 : 1);
  while (name < end && is_blank(text_[name])) ++name;
  auto last = name;
  while (last < end && (is_of_a_key(text_[last]) || text_[last] == '.')) ++last;
  const std::string help = fmt::format("write {0}{1}{2}", twice ? "[[" : "[",
                                       last > name ? between(name, last) : "name", brackets);
  const auto close = text_.substr(begin, end - begin).find(brackets);
  if (close == std::string_view::npos) {
    return fault("the name of this table has no closing bracket", begin, end, help);
  }
  const auto behind = behind_blanks(begin + close + brackets.size());
  if (stop_ >= behind) {
    return fault("something stands behind the name of this table", behind, end,
                 "put it on a line of its own, or # before it");
  }
  return fault("this is no name of a table", begin, end, help);
}

Diagnostic Slip::in_a_key() const {
  const auto begin = reached_.statement;
  const auto end = end_of_line(begin);
  auto last = begin;
  while (last < end && (is_of_a_key(text_[last]) || text_[last] == '.')) ++last;
  const auto next = behind_blanks(last);
  const std::string name = between(begin, last);
  if (!name.empty() && next < end && text_[next] == ':') {
    return fault("a key and its value are joined by '='", next, next + 1,
                 fmt::format("write {} = …", name));
  }
  const auto equals = text_.substr(begin, end - begin).find('=');
  if (equals == std::string_view::npos || is_quote(text_[std::min(next, end - 1)])) {
    const bool value_follows = !name.empty() && next < end && next > last;
    return fault("there is no '=' on this line", begin, end,
                 value_follows && is_quote(text_[next])
                     ? fmt::format("write {} = {}", name, between(next, end))
                     : "write a key, '=' and its value; before a remark write #");
  }
  auto until = begin + equals;
  while (until > begin && is_blank(text_[until - 1])) --until;
  if (until == begin)
    return fault("the key before '=' is missing", begin, begin + 1, "write key = …");
  return fault(fmt::format("'{}' is no key", between(begin, until)), begin, until,
               "a key has letters without accents, digits, - and _, and no blanks");
}

Diagnostic Slip::behind_the_value(std::size_t end) const {
  const auto at = behind_blanks(end);
  const auto last = end_of_line(at);
  if (at < text_.size() && text_[at] == ',') {
    return fault("a second value stands behind the first", at, last,
                 "write a list in square brackets: [\"…\", \"…\"]");
  }
  if (at == end && is_quote(text_[end - 1])) {
    return fault("the text ends at the quote before this", at, last,
                 text_[end - 1] == '\''
                     ? "a text with an apostrophe stands between \"double\" or '''triple''' quotes"
                     : "a text with quotes in it stands between 'single' or '''triple''' quotes");
  }
  return fault("something stands behind the value", at, last,
               "write one value a line; before a remark write #");
}

Diagnostic Slip::in_a_value(std::size_t begin) const {
  const auto at = behind_blanks(begin);
  if (at >= text_.size() || text_[at] == '\n' || text_[at] == '#') {
    return fault(fmt::format("the value of '{}' is missing", key()), reached_.statement, begin,
                 "write it behind the '=', or leave the line out");
  }
  return bare_value(at);
}

/// `ja` as `true`; empty where the word is no answer.
std::string_view answer(std::string word) {
  std::transform(word.begin(), word.end(), word.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  if (word == "true" || word == "yes" || word == "ja" || word == "waar") return "true";
  if (word == "false" || word == "no" || word == "nee" || word == "onwaar") return "false";
  return {};
}

Diagnostic Slip::bare_value(std::size_t begin) const {
  const auto end = end_of_word(begin, ",]}#");
  const std::string word = between(begin, end);
  if (const auto quote = curly_quote_at(text_.substr(begin)); !quote.empty()) {
    return fault(fmt::format("{} is no quote in TOML", quote), begin, begin + quote.size(),
                 "write straight quotes: \"…\" or '…'");
  }
  if (const auto truth = answer(word); !truth.empty()) {
    return fault(fmt::format("'{}' is no value", word), begin, end, fmt::format("write {}", truth));
  }
  const bool number = !word.empty() && std::all_of(word.begin(), word.end(), [](char c) {
    return is_digit(c) || c == '_' || c == '+' || c == '-' || c == '.';
  });
  const bool comma =
      number && end + 1 < text_.size() && text_[end] == ',' && is_digit(text_[end + 1]);
  if (comma && reached_.brackets.empty()) {
    const auto whole = end_of_word(end + 1, ",]}#");
    return fault(
        fmt::format("'{}' has a decimal comma", between(begin, whole)), begin, whole,
        fmt::format("write a point, between quotes: \"{}.{}\"", word, between(end + 1, whole)));
  }
  const bool dated = word.size() >= 6 && is_digit(word[0]) &&
                     std::count_if(word.begin(), word.end(),
                                   [](char c) { return c == '-' || c == '/' || c == ':'; }) >= 2;
  if (dated) {
    return fault(fmt::format("'{}' is no date", word), begin, end,
                 "write 2023-06-09 for a date; a phrase that says when stands between quotes");
  }
  if (number && word.size() > 1 && word[0] == '0' && is_digit(word[1])) {
    return fault(fmt::format("'{}' begins with a zero", word), begin, end,
                 "leave the zero out, or write it between quotes");
  }
  if (number && word.size() > 15) {
    return fault("this number is too large", begin, end, "a number here has at most 15 digits");
  }
  const auto line = end_of_line(begin);
  const auto shown = reached_.brackets.empty() ? between(begin, line) : word;
  return fault(fmt::format("'{}' is no value", shown), begin, begin + shown.size(),
               fmt::format("write a text between quotes: \"{}\"", shown));
}

}  // namespace

Diagnostic toml_slip(const Source& source, SourceId id, std::uint32_t stop) {
  return Slip(source.text(), id, stop).told();
}

std::optional<Diagnostic> unreadable_byte(const Source& source, SourceId id) {
  const std::string_view text = source.text();
  for (std::size_t at = 0; at < text.size();) {
    const Character character = first_character(text.substr(at));
    const bool line_end = text[at] == '\n' || text.substr(at).starts_with("\r\n");
    const bool control = character.code == 0x7F || (character.code < 0x20 && text[at] != '\t');
    const Span span{id, static_cast<std::uint32_t>(at),
                    static_cast<std::uint32_t>(at + character.length)};
    if (!character.valid) {
      return Diagnostic{Severity::error, "E0501", "this byte is no UTF-8",
                        {span, ""},      {},      "save the file as UTF-8"};
    }
    if (control && !line_end) {
      const bool carriage = text[at] == '\r';
      return Diagnostic{
          Severity::error,
          "E0501",
          carriage ? "this line ends in a sign that ends no line here"
                   : "a control character stands here",
          {span, ""},
          {},
          carriage ? "save the file with the line ends of Unix or Windows" : "leave it out"};
    }
    at += character.length;
  }
  return {};
}

}  // namespace termijn::rules::book
