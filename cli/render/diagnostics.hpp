#pragma once

#include <string>

#include "rules/diagnostic.hpp"

namespace termijn::cli {

/// What was found, sorted by place, each with the line it is about; in colour
/// when the stream takes it. Control characters are written out.
std::string render(const rules::Diagnostics& diagnostics, const rules::Sources& sources,
                   bool colour);

}  // namespace termijn::cli
