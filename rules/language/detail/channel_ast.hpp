#pragma once

#include <optional>

#include <boost/optional.hpp>

#include "rules/diagnostic.hpp"
#include "rules/language/detail/lexis.hpp"

namespace termijn::rules::channel_syntax {

/// The keywords of channels.
enum Word : int { email, post, hand, web, to, counts_by, receipt, dispatch };

lexis::Lexicon words();

/// `e-mail to kandidatuur@zora-werkt.example, counts by receipt`
struct Rule {
  Span span;
  lexis::Token medium;
  lexis::Token address;
  boost::optional<lexis::Token> counts;
};

std::optional<Rule> parse(const Excerpt& text, Language language, Diagnostics& diagnostics);

}  // namespace termijn::rules::channel_syntax
