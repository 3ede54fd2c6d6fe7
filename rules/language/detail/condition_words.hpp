#pragma once

#include "rules/language/detail/lexis.hpp"

namespace termijn::rules::lexis {

/// How long a keyword of conditions is at the start of `text`; 0 when there is
/// none. For languages that have conditions inside.
std::size_t condition_word(std::string_view text, Language language);

}  // namespace termijn::rules::lexis
