#include "rules/rulebook/schema.hpp"

#include "rules/embedded.hpp"

namespace termijn::rules {

std::span<const EmbeddedFile> embedded_schema();

std::string_view rulebook_schema() { return embedded_schema().front().text; }

}  // namespace termijn::rules
