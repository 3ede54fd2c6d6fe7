#include "cli/commands/usage.hpp"

#include <ostream>

#include "cli/render/colour.hpp"
#include "cli/render/text.hpp"

namespace termijn::cli {

Exit wrong_usage(Environment& environment, std::string_view message, std::string_view help) {
  environment.err << tinted("termijn:", Tint::red, environment.err_colour) << ' '
                  << visible_lines(message) << '\n';
  if (!help.empty()) environment.err << "  " << visible_lines(help) << '\n';
  return Exit::usage;
}

std::string example_and_exits(std::string_view example, std::string_view exits) {
  return "Example:\n  " + std::string(example) + "\nExit codes: " + std::string(exits);
}

std::string listed(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : ", ") + word;
  return text;
}

}  // namespace termijn::cli
