#pragma once

#include <initializer_list>
#include <string>

#include "rules/language/detail/lexis.hpp"

// How printers write keywords: in each language the first spelling of a lexicon.

namespace termijn::rules::lexis {

/// Whether a keyword is written as a sign (`<=`, `€`) and not as a word.
bool is_sign(std::string_view spelling);

/// The language that a keyword is written in; `any`: it is the same in all.
Language language_of(const Token& token, Lexicon lexicon);

/// The first spelling of `word` in a language; signs and words are told apart
/// where the lexicon has both. In `any`, the first there is.
std::string_view spelling(int word, Lexicon lexicon, Language language, bool sign = false);

/// The last one: of units the plural, of `has` the form behind a plural.
std::string_view last_spelling(int word, Lexicon lexicon, Language language);

/// `token` in normal form in the language `to`; `any` keeps its own.
std::string_view spelled_in(const Token& token, Lexicon lexicon, Language to);

/// `to`, or where that is `any` the language that the token is written in.
Language target(const Token& token, Lexicon lexicon, Language to);

/// The language of which `text` has more keywords; English when that does not say.
Language mostly_in(std::string_view text, std::initializer_list<Lexicon> lexicons);

/// With small letters and single blanks.
std::string plain(std::string_view text);

/// A piece of a `Printed::shape`: its length stands before it, so that no text can
/// imitate another.
std::string shape_of(char kind, std::string_view text);

}  // namespace termijn::rules::lexis
