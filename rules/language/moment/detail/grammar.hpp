#pragma once

#include "rules/language/moment/detail/ast.hpp"
#include "rules/language/moment/detail/text.hpp"

namespace termijn::rules::moment {

/// Cuts the folded phrase into pieces. It reads everything: what it does not
/// know becomes `Unknown`. The only door to Spirit.
ast::Pieces parse_pieces(const Text& text);

}  // namespace termijn::rules::moment
