#include <functional>
#include <memory>
#include <ostream>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "cli/commands/commands.hpp"
#include "cli/commands/open_store.hpp"
#include "cli/commands/usage.hpp"
#include "cli/write_file.hpp"
#include "engine/export/jsonl.hpp"
#include "engine/export/tables.hpp"

namespace termijn::cli {
namespace {

struct ExportOptions {
  std::string format;
  std::string store;
  std::string region;
  std::string candidature;
  std::string output;
};

/// The part that is asked for. Empty when there is none such, which has then been told.
std::optional<engine::Scope> scope_of(const ExportOptions& options, OpenStore& open,
                                      Environment& environment) {
  engine::Scope scope{options.region, options.candidature};
  if (!options.region.empty() && !region_exists(options.region, open, environment)) {
    return std::nullopt;
  }
  if (options.candidature.empty()) return scope;
  const auto state = find_candidature(options.candidature, open, environment);
  if (!state) return std::nullopt;
  if (!options.region.empty() && state->region != options.region) {
    wrong_usage(environment,
                fmt::format("'{}' is of region '{}'", options.candidature, state->region),
                "leave --region out: the id of a candidature says it");
    return std::nullopt;
  }
  scope.region = state->region;
  return scope;
}

std::function<void(std::ostream&)> writer_of(const ExportOptions& options,
                                             const engine::Scope& scope, OpenStore& open) {
  return [&, scope](std::ostream& out) {
    if (options.format == "csv") return write_csv(*open.store, open.procedures, scope, out);
    if (options.format == "xes") return write_xes(*open.store, open.procedures, scope, out);
    write_jsonl(*open.store, scope, out);
  };
}

Exit run(const ExportOptions& options, Environment& environment) {
  const bool lossless = options.format == "jsonl";
  if (lossless && options.output.empty() && environment.terminal) {
    return wrong_usage(environment, "JSON Lines hold what applicants sent, byte for byte",
                       "add --output FILE: a terminal could act on it");
  }
  const auto open = open_store(options.store, environment);
  if (!open) return Exit::usage;
  const auto scope = scope_of(options, *open, environment);
  if (!scope) return Exit::usage;
  const auto write = writer_of(options, *scope, *open);
  if (options.output.empty()) {
    write(environment.out);
    return Exit::ok;
  }
  // The lossless form has the personal data.
  const auto readers = lossless ? Readers::owner : Readers::usual;
  return write_file(options.output, write, readers, environment) ? Exit::ok : Exit::usage;
}

}  // namespace

void add_export(CLI::App& app, Environment& environment) {
  auto options = std::make_shared<ExportOptions>();
  CLI::App* command = app.add_subcommand(
      "export", "Write the journal for other programs: all of it, a region or a candidature.");
  add_store_option(*command, options->store);
  command
      ->add_option("--format", options->format,
                   "jsonl (lossless, to import), csv (spreadsheets) or xes (process mining)")
      ->type_name("FORMAT")
      ->required()
      ->check(CLI::IsMember({"jsonl", "csv", "xes"}));
  command->add_option("--region", options->region, "Only this region")->type_name("ID");
  command->add_option("--candidature", options->candidature, "Only this candidature")
      ->type_name("ID");
  command->add_option("--output", options->output, "The file to write; it is replaced whole")
      ->type_name("FILE");
  command->footer(example_and_exits(
      "termijn export --store season.db --format csv --output season.csv",
      "0 written; 2 wrong usage, or the file cannot be written; 3 store unavailable or damaged."));
  command->callback([options, &environment] { environment.exit = run(*options, environment); });
}

}  // namespace termijn::cli
