#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

namespace termijn::rules::book {

inline bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r'; }
inline bool is_digit(char c) { return c >= '0' && c <= '9'; }
inline bool is_quote(char c) { return c == '"' || c == '\''; }
/// What a key may be made of without quotes.
inline bool is_of_a_key(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || is_digit(c) || c == '-' || c == '_';
}

/// How far the text was understood, and in the middle of what.
struct Reached {
  std::size_t statement = 0;                ///< Where the key or the header begins.
  std::optional<std::size_t> equals;        ///< The `=` of the statement.
  std::optional<std::size_t> quote;         ///< The quote of a text that is not closed.
  std::size_t quote_length = 0;             ///< 1 or 3.
  std::vector<std::size_t> brackets;        ///< Of values, not closed yet.
  std::optional<std::size_t> end_of_value;  ///< Behind a text, list or table that is closed.
};

/// Reads up to `stop` as TOML is read: quotes, brackets, remarks and lines.
Reached walk(std::string_view text, std::size_t stop);

}  // namespace termijn::rules::book
