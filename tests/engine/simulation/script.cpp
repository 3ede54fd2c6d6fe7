#include "script.hpp"

#include <fmt/format.h>

namespace termijn::simulation {
namespace {

std::string here(const std::string& text, const std::string& file) {
  return fmt::format("cat > {} <<'END'\n{}{}END\n", file, text, text.ends_with('\n') ? "" : "\n");
}

std::string command(const Step& step, std::size_t number) {
  const auto now = rules::rfc3339(step.now, brussels());
  const auto cut = step.cut_at == 0 ? std::string()
                                    : fmt::format(
                                          "# the plug is pulled at the {}th of it, {} in a "
                                          "transaction; then again:\n",
                                          step.cut_at, step.batch);
  if (step.kind == Step::Kind::night) {
    return cut + fmt::format("termijn nightly --store s.db --now {}\n", now);
  }
  if (step.kind == Step::Kind::adopt || step.kind == Step::Kind::amend) {
    const auto file = fmt::format("rules-{}.toml", number);
    const auto amend = step.kind == Step::Kind::adopt
                           ? std::string()
                           : fmt::format(" --amend --reason gewijzigd --effective {}",
                                         rules::rfc3339(step.effective, brussels()));
    return here(step.rules, file) +
           fmt::format("termijn adopt {} --store s.db --now {}{}\n", file, now, amend);
  }
  std::string acts;
  for (const auto& line : step.lines) acts += line + "\n";
  const auto file = fmt::format("acts-{}.jsonl", number);
  return cut + here(acts, file) +
         fmt::format("termijn record --from {} --store s.db --now {}\n", file, now);
}

}  // namespace

std::string printed(const Script& script, const std::string& why) {
  std::string text = fmt::format("#!/bin/sh\n# seed {}: {}\n", script.seed, why);
  text += "termijn init --sandbox --store s.db\n";
  for (std::size_t n = 0; n < script.steps.size(); ++n) text += command(script.steps[n], n + 1);
  return text;
}

}  // namespace termijn::simulation
