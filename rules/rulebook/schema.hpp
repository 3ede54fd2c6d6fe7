#pragma once

#include <string_view>

namespace termijn::rules {

/// The JSON Schema (2020-12) of a rulebook's TOML, for editors that complete and
/// validate. It knows every key that the loader asks for. Texts that are rules
/// say which with `x-termijn-rule`. What a layer below may bring is not required.
std::string_view rulebook_schema();

}  // namespace termijn::rules
