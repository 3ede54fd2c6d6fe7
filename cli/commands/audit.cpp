#include <memory>
#include <ostream>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "cli/commands/audit_parts.hpp"
#include "cli/commands/commands.hpp"
#include "cli/commands/open_store.hpp"
#include "cli/commands/usage.hpp"
#include "cli/commands/whole.hpp"
#include "cli/render/colour.hpp"
#include "cli/render/json.hpp"
#include "cli/render/text.hpp"
#include "engine/audit/replay.hpp"

namespace termijn::cli {
namespace {

namespace json = boost::json;

struct AuditOptions {
  std::string store;
  bool json = false;
};

}  // namespace

json::array json_of(const std::vector<engine::Finding>& findings) {
  json::array out;
  for (const auto& finding : findings) {
    out.push_back(json::object{{"region", text_of(finding.region)},
                               {"candidature", text_of(finding.candidature)},
                               {"sequence", finding.sequence},
                               {"what", text_of(finding.what)}});
  }
  return out;
}

std::string in_words(const std::vector<engine::Finding>& findings, std::string_view label,
                     const Environment& environment) {
  std::string text;
  for (const auto& finding : findings) {
    text +=
        tinted(label, Tint::red, environment.colour) + visible(finding_in_words(finding)) + '\n';
  }
  return text;
}

std::string counted(std::size_t number, std::string_view what) {
  return fmt::format("{} {}{}", number, what, number == 1 ? "" : "s");
}

namespace {

Exit run_replay(const AuditOptions& options, Environment& environment) {
  const auto open = open_store(options.store, environment);
  if (!open) return Exit::usage;
  const auto report = engine::replay(*open->store, open->procedures);
  auto text =
      fmt::format("folded {} of {} again from {}: {} from stage to stage\n",
                  counted(report.candidatures, "candidature"), counted(report.regions, "region"),
                  counted(report.events, "event"), counted(report.moves, "move"));
  text += report.findings.empty()
              ? "every stage, standing and running limit is what the events say\n"
              : in_words(report.findings, "damage: ", environment);
  environment.out << (options.json ? pretty(json::object{{"regions", report.regions},
                                                         {"candidatures", report.candidatures},
                                                         {"events", report.events},
                                                         {"moves", report.moves},
                                                         {"findings", json_of(report.findings)}})
                                   : text);
  return report.findings.empty() ? Exit::ok : Exit::findings;
}

using Run = Exit (*)(const AuditOptions&, Environment&);

void add_audit_command(CLI::App& audit, const std::string& name, const std::string& about, Run run,
                       Environment& environment) {
  auto options = std::make_shared<AuditOptions>();
  CLI::App* command = audit.add_subcommand(name, about);
  add_store_option(*command, options->store);
  command->add_flag("--json", options->json, "Print JSON (docs/json.md)");
  command->footer(example_and_exits(fmt::format("termijn audit {} --store season.db", name),
                                    "0 nothing found; 1 damage found; 3 store unavailable."));
  command->callback(
      [options, run, &environment] { environment.exit = run(*options, environment); });
}

}  // namespace

void add_audit(CLI::App& app, Environment& environment) {
  CLI::App* audit = app.add_subcommand("audit", "Prove what a store holds.");
  audit->require_subcommand(1);
  audit->footer(example_and_exits("termijn audit verify --store season.db",
                                  "0 nothing found; 1 damage found; 3 store unavailable."));
  add_audit_verify(*audit, environment);
  add_audit_command(*audit, "replay", "Fold every history again and compare it stage by stage.",
                    run_replay, environment);
  add_audit_redecide(*audit, environment);
  add_audit_what_if(*audit, environment);
  add_audit_checkpoint(*audit, environment);
  add_audit_stamp(*audit, environment);
  add_audit_prove(*audit, environment);
}

}  // namespace termijn::cli
