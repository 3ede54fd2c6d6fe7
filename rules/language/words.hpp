#pragma once

#include <string_view>

namespace termijn::rules {

/// The language that phrases and rules are written in. `any` reads both, which
/// is what a rulebook gets: each keyword belongs to one of them.
enum class Language { any, nl, en };

}  // namespace termijn::rules
