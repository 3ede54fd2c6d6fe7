#pragma once

#include <string>

#include "rules/diagnostic.hpp"

namespace termijn::cli {

/// What was found, sorted by place, each with the line it is about; in colour
/// when the stream takes it. Control characters are written out.
std::string render(const rules::Diagnostics& diagnostics, const rules::Sources& sources,
                   bool colour);

/// One line a place, `file:line:column: severity: message [CODE]`, as editors read
/// them; what belongs to a diagnostic follows as notes. Columns count characters.
std::string render_gnu(const rules::Diagnostics& diagnostics, const rules::Sources& sources);

}  // namespace termijn::cli
