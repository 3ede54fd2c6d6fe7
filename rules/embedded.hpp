#pragma once

#include <span>
#include <string_view>

namespace termijn::rules {

/// One data file that was built into the program: `BE.toml` has the name `BE`.
struct EmbeddedFile {
  std::string_view name;
  std::string_view text;
};

}  // namespace termijn::rules
