#pragma once

#include <optional>
#include <vector>

#include <boost/optional.hpp>

#include "rules/diagnostic.hpp"
#include "rules/language/detail/lexis.hpp"

namespace termijn::rules::flow_syntax {

using lexis::Token;

/// The keywords of flows. From `on` to `adverse` they begin a clause.
enum Word : int { any, except, arrow, on, when, after, by, within, undone_by, ends, adverse };

lexis::Lexicon words();

/// `on submit`, `when CONDITION` (its text unread), `after deadline`, `ends`, …
struct Clause {
  Span span;
  Token keyword;
  boost::optional<Token> argument;
};

/// `any except final, closed -> withdrawn on withdraw ends`. With `any`, `names`
/// are those left out.
struct Line {
  Span span;
  boost::optional<Token> any;
  std::vector<Token> names;
  Token to;
  std::vector<Clause> clauses;
};

/// Reads one line that is neither blank nor a comment.
std::optional<Line> parse(const Excerpt& line, Language language, Diagnostics& diagnostics);

/// A line without its comment; a `#` within quotes is none.
std::string_view without_comment(std::string_view line);

/// Where `text` stops being a condition: at the word that begins a clause,
/// outside brackets and texts. Blanks before it are left out.
std::size_t condition_length(std::string_view text, Language language);

}  // namespace termijn::rules::flow_syntax
