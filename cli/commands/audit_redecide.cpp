#include <memory>
#include <ostream>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "cli/commands/audit_parts.hpp"
#include "cli/commands/open_store.hpp"
#include "cli/commands/usage.hpp"
#include "cli/render/json.hpp"
#include "cli/render/text.hpp"
#include "engine/audit/redecide.hpp"

namespace termijn::cli {
namespace {

struct RedecideOptions {
  std::string store;
  bool json = false;
};

boost::json::object summary(const engine::RedecideReport& report) {
  return {{"regions", report.regions},
          {"candidatures", report.candidatures},
          {"events", report.events},
          {"acts", report.acts},
          {"automatic", report.automatic},
          {"overrides", report.overrides},
          {"findings", json_of(report.findings)}};
}

std::string in_words(const engine::RedecideReport& report, const Environment& environment) {
  auto text = fmt::format(
      "decided {} of people and {} of the clock again, for {} of {}; {} set a rule aside with a "
      "reason\n",
      counted(report.acts, "act"), counted(report.automatic, "decision"),
      counted(report.candidatures, "candidature"), counted(report.regions, "region"),
      counted(report.overrides, "act"));
  return text + (report.findings.empty()
                     ? "every recorded decision is what the rules say\n"
                     : in_words(report.findings, "not what the rules say: ", environment));
}

Exit run(const RedecideOptions& options, Environment& environment) {
  const auto open = open_store(options.store, environment);
  if (!open) return Exit::usage;
  const auto report = engine::redecide(*open->store, open->procedures);
  environment.out << (options.json ? pretty(summary(report)) : in_words(report, environment));
  return report.findings.empty() ? Exit::ok : Exit::findings;
}

}  // namespace

void add_audit_redecide(CLI::App& audit, Environment& environment) {
  auto options = std::make_shared<RedecideOptions>();
  CLI::App* command = audit.add_subcommand(
      "redecide", "Decide everything again by the rules of then, and compare.");
  add_store_option(*command, options->store);
  command->add_flag("--json", options->json, "Print JSON (docs/json.md)");
  command->footer(example_and_exits("termijn audit redecide --store season.db",
                                    "0 every decision is what the rules say; 1 some are not;\n"
                                    "3 store unavailable."));
  command->callback([options, &environment] { environment.exit = run(*options, environment); });
}

}  // namespace termijn::cli
