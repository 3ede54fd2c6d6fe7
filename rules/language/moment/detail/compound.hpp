#pragma once

#include "rules/language/moment/detail/notes.hpp"
#include "rules/language/moment/detail/sentence.hpp"
#include "rules/language/moment/detail/text.hpp"
#include "rules/language/moment/moment.hpp"

/// Phrases whose date leans on something that is no date. Each function says
/// whether the phrase was of its kind; then `moment` and the notes are complete.
namespace termijn::rules::moment {

/// `1 oktober van het jaar dat voorafgaat aan de start`: the year is that of an event.
bool read_year_of_event(const Excerpt& phrase, const Text& text, const MomentContext& context,
                        Notes& notes, Moment& moment);

/// `17 februari, 4 maart of een derde, nader te bepalen avond`: one of the
/// alternatives has no day yet.
bool read_open_alternative(const Excerpt& phrase, const Tokens& tokens,
                           const MomentContext& context, Notes& notes, Moment& moment);

/// `6 weeks - to end of April 2021`: a length and an end, of which one must hold.
bool read_length_and_end(const Tokens& tokens, const Text& text, Notes& notes, Moment& moment);

}  // namespace termijn::rules::moment
