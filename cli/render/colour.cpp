#include "cli/render/colour.hpp"

namespace termijn::cli {
namespace {

std::string_view sequence(Tint tint) {
  switch (tint) {
    case Tint::plain:
      return "";
    case Tint::strong:
      return "\x1b[1m";
    case Tint::dim:
      return "\x1b[2m";
    case Tint::red:
      return "\x1b[31m";
    case Tint::green:
      return "\x1b[32m";
    case Tint::yellow:
      return "\x1b[33m";
    case Tint::blue:
      return "\x1b[34m";
  }
  return "";
}

}  // namespace

std::string tinted(std::string_view text, Tint tint, bool colour) {
  const std::string_view begin = sequence(tint);
  if (!colour || begin.empty()) return std::string(text);
  return std::string(begin) + std::string(text) + "\x1b[0m";
}

}  // namespace termijn::cli
