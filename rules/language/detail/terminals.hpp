#pragma once

// The pieces that the grammars have in common. Only grammar.cpp files include
// this: it brings in Spirit.

#include <algorithm>
#include <string>
#include <vector>

#include <boost/spirit/home/x3.hpp>

#include "rules/diagnostic.hpp"
#include "rules/language/detail/lexis.hpp"

namespace termijn::rules::lexis {

namespace x3 = boost::spirit::x3;

// A rulebook's own bytes, so that spans need no translation.
using Iterator = const char*;

/// What a grammar needs besides the text it reads.
struct Session {
  SourceId source = 0;
  Iterator origin = nullptr;  ///< Where the file begins.
  Language language = Language::any;

  Span span(Iterator first, Iterator last) const {
    return {source, static_cast<std::uint32_t>(first - origin),
            static_cast<std::uint32_t>(last - origin)};
  }
};

inline Session session_of(const Excerpt& text, Language language) {
  return {text.span.source, text.file.data(), language};
}

struct session_tag;

/// Reads a token with `Scan`, which gives its length and keyword.
template <typename Scan>
struct Terminal : x3::parser<Terminal<Scan>> {
  using attribute_type = Token;
  static bool const has_attribute = true;

  std::string name;  ///< What the user reads after "expected".
  TokenKind kind;
  Scan scan;

  Terminal(std::string what, TokenKind token, Scan with)
      : name(std::move(what)), kind(token), scan(std::move(with)) {}

  template <typename Context, typename RuleContext, typename Attribute>
  bool parse(Iterator& first, const Iterator& last, const Context& context, RuleContext&,
             Attribute& attribute) const {
    // Whoever does not match leaves the place alone, or spans end in blanks.
    Iterator begin = first;
    x3::skip_over(begin, last, context);
    const Session& session = x3::get<session_tag>(context);
    const std::string_view rest(begin, static_cast<std::size_t>(last - begin));
    const Match match = scan(rest, session.language);
    if (match.length == 0) return false;
    const Iterator end = begin + match.length;
    x3::traits::move_to(
        Token{session.span(begin, end), kind, match.word, rest.substr(0, match.length)}, attribute);
    first = end;
    return true;
  }
};

/// One of these keywords, where no longer keyword of the lexicon stands.
struct WordScan {
  Lexicon lexicon;
  std::vector<int> words;

  Match operator()(std::string_view text, Language language) const {
    const Match match = match_word(text, lexicon, language);
    return std::find(words.begin(), words.end(), match.word) == words.end() ? Match{} : match;
  }
};

/// A name that is no keyword.
struct NameScan {
  Lexicon reserved;

  Match operator()(std::string_view text, Language language) const {
    const std::size_t length = scan_name(text);
    return match_word(text, reserved, language).length >= length ? Match{} : Match{-1, length};
  }
};

/// Any token that a function measures.
struct LengthScan {
  std::size_t (*length)(std::string_view);

  Match operator()(std::string_view text, Language) const { return {-1, length(text)}; }
};

inline Terminal<LengthScan> token(std::string name, TokenKind kind,
                                  std::size_t (*length)(std::string_view)) {
  return {std::move(name), kind, LengthScan{length}};
}

/// Stamps a node with the bytes it was read from.
struct Stamp {
  template <typename Node, typename Context>
  void on_success(Iterator first, Iterator last, Node& node, const Context& context) {
    node.span = x3::get<session_tag>(context).span(first, last);
  }
};

/// What stood where something else was expected.
inline Diagnostic expected(const std::string& what, Iterator where, Iterator last,
                           const Session& session, std::string code) {
  while (where != last && is_blank(*where)) ++where;
  const std::string_view rest(where, static_cast<std::size_t>(last - where));
  const std::string_view found = first_piece(rest);
  const bool shown = !found.empty() && static_cast<unsigned char>(found[0]) > 0x20U &&
                     found[0] != 0x7F && found.size() <= 80;
  // At the end there is nothing to underline; the last written byte is nearest.
  Iterator begin = where;
  while (found.empty() && begin != session.origin && is_blank(begin[-1])) --begin;
  const std::string seen = found.empty() ? ", but the text ends here"
                           : shown       ? ", found '" + std::string(found) + "'"
                                         : ", found something else";
  Diagnostic fault{
      .severity = Severity::error,
      .code = std::move(code),
      .message = "expected " + what + seen,
      .primary = {session.span(begin, found.empty() ? begin : where + found.size()), ""}};
  return fault;
}

}  // namespace termijn::rules::lexis

namespace boost::spirit::x3 {

template <typename Scan>
struct get_info<termijn::rules::lexis::Terminal<Scan>> {
  using result_type = std::string;
  std::string operator()(const termijn::rules::lexis::Terminal<Scan>& terminal) const {
    return terminal.name;
  }
};

}  // namespace boost::spirit::x3
