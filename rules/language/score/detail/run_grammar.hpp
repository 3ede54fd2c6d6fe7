#pragma once

// What the grammars of `[scoring]` have in common. Only they include this: it
// brings in Spirit.

#include "rules/language/detail/terminals.hpp"
#include "rules/language/score/detail/ast.hpp"

namespace termijn::rules::score_syntax {

namespace x3 = boost::spirit::x3;

inline lexis::Terminal<lexis::WordScan> one_of(lexis::Lexicon lexicon, std::string name,
                                               std::vector<int> which) {
  return {std::move(name), lexis::TokenKind::word, lexis::WordScan{lexicon, std::move(which)}};
}

template <typename Tree, typename Rule>
std::optional<Tree> run(const Rule& rule, const Excerpt& text, Language language,
                        Diagnostics& diagnostics) {
  lexis::Session session = lexis::session_of(text, language);
  lexis::Iterator first = text.text().data();
  const lexis::Iterator last = first + text.text().size();
  // No scoring that people wrote is longer than a few lines.
  if (text.text().size() > 10'000) {
    diagnostics.push_back({.severity = Severity::error,
                           .code = "E0302",
                           .message = "this rule is longer than 10,000 bytes",
                           .primary = {session.span(first, first + 1), ""}});
    return std::nullopt;
  }
  Tree tree;
  try {
    const auto parser = x3::with<lexis::session_tag>(session)[rule];
    if (x3::phrase_parse(first, last, parser, x3::ascii::space, tree)) return tree;
  } catch (const x3::expectation_failure<lexis::Iterator>& failure) {
    diagnostics.push_back(
        lexis::expected(failure.which(), failure.where(), last, session, "E0301"));
  }
  return std::nullopt;
}

}  // namespace termijn::rules::score_syntax
