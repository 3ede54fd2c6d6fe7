#include "rules/language/print.hpp"

namespace termijn::rules {

std::string joined(const Printed& rule, const std::string& between) {
  std::string text;
  for (std::size_t i = 0; i < rule.parts.size(); ++i)
    text += (i > 0 ? between : "") + rule.parts[i];
  return text;
}

}  // namespace termijn::rules
