#include "cli/render/words.hpp"

#include <fmt/format.h>

#include "cli/render/text.hpp"

namespace termijn::cli {

std::string words_of(const std::vector<rules::Step>& steps) {
  std::string out;
  for (const rules::Step& step : steps) {
    out += fmt::format("  {:<20} {} {}\n", rules::spelled(step.date), step.counted ? '+' : '-',
                       visible(step.why));
  }
  return out;
}

std::string words_of(const rules::Period& period, rules::Direction direction,
                     const std::string& anchor) {
  const std::string event =
      anchor.empty() ? "an event that the phrase does not name" : fmt::format("'{}'", anchor);
  return fmt::format("{} {} {}", rules::to_string(period),
                     direction == rules::Direction::after ? "after" : "before", event);
}

}  // namespace termijn::cli
