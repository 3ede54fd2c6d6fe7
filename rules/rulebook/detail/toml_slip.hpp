#pragma once

#include <optional>
#include <string>

#include "rules/diagnostic.hpp"

namespace termijn::rules::book {

/// What a person wrote that is no TOML, in the words of the manual (E0501).
/// `stop` is the byte at which the reader of TOML gave up; everything before it
/// was well formed, or is part of the slip. Only the text is looked at, never
/// what the reader says of it.
Diagnostic toml_slip(const Source& source, SourceId id, std::uint32_t stop);

/// The first byte that cannot stand in a TOML file at all: no UTF-8, or a
/// control character.
std::optional<Diagnostic> unreadable_byte(const Source& source, SourceId id);

}  // namespace termijn::rules::book
