#include <filesystem>
#include <fstream>
#include <iostream>
#include <memory>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "cli/commands/acts.hpp"
#include "cli/commands/commands.hpp"
#include "cli/commands/lookup.hpp"
#include "cli/commands/open_store.hpp"
#include "cli/commands/usage.hpp"
#include "cli/render/json.hpp"
#include "cli/render/text.hpp"

namespace termijn::cli {
namespace {

namespace json = boost::json;

struct RecordOptions {
  std::string from;
  std::string store;
  std::string now;
  std::string act;
  std::string region;
  std::string candidature;
  std::string actor;
  std::string at;
  std::string body = "{}";
  std::size_t batch = 500;
  bool quiet = false;
  bool json = false;
};

/// One line of ACTS.jsonl from the options; empty when they do not make one, which has
/// then been told.
std::optional<std::string> line_from(const RecordOptions& options, OpenStore& open,
                                     Environment& environment) {
  if (options.candidature.empty() || options.actor.empty()) {
    wrong_usage(environment, "an act needs --candidature and --actor",
                "or hand acts in as lines: termijn record --from ACTS.jsonl");
    return std::nullopt;
  }
  const auto named = region_of(options.candidature, *open.store);
  const auto region = options.region.empty() ? named : options.region;
  const auto& zone = open.zone(region);
  const auto at = options.at.empty() ? clock_of(options.now, open, environment)
                                     : read_time(options.at, zone, "--at", environment);
  if (!at) return std::nullopt;
  json::error_code error;
  const json::value body = json::parse(options.body, error);
  if (error || !body.is_object()) {
    wrong_usage(environment, "--body is no JSON object", "write --body '{\"reason\": \"…\"}'");
    return std::nullopt;
  }
  return json::serialize(json::object{{"at", text_of(rfc3339(*at, zone))},
                                      {"region", text_of(region)},
                                      {"candidature", text_of(options.candidature)},
                                      {"act", text_of(options.act)},
                                      {"actor", text_of(options.actor)},
                                      {"body", body}});
}

std::optional<std::vector<std::string>> lines_of(const RecordOptions& options, OpenStore& open,
                                                 Environment& environment) {
  if (!options.act.empty()) {
    const auto line = line_from(options, open, environment);
    return line ? std::optional(std::vector{*line}) : std::nullopt;
  }
  if (options.from == "-") return lines_in(environment.in);
  std::ifstream file(options.from, std::ios::binary);
  if (file && !std::filesystem::is_directory(options.from)) return lines_in(file);
  wrong_usage(environment, fmt::format("cannot read '{}'", options.from));
  return std::nullopt;
}

/// In a sandbox that names no time, each act is recorded when it happened; a line that is
/// no act, when the one before it was.
engine::RecordingClock clock_for(const RecordOptions& options, const engine::Store& store,
                                 rules::Instant now) {
  if (!store.info().sandbox || !options.now.empty()) {
    return [now](const engine::Act*) { return now; };
  }
  return sandbox_clock(now);
}

std::string told(std::span<const engine::LineResult> results, const std::vector<std::string>& lines,
                 bool quiet) {
  std::string text;
  for (const auto& result : results) {
    if (quiet && std::holds_alternative<engine::Recorded>(result.result)) continue;
    text += in_words(result, lines[result.line - 1]);
  }
  return text;
}

Exit run(const RecordOptions& options, Environment& environment) {
  if (options.act.empty() == options.from.empty()) {
    return wrong_usage(environment, "give either --from ACTS.jsonl or --act ACT",
                       "'--from -' reads acts from the input");
  }
  const auto open = open_store(options.store, environment);
  if (!open) return Exit::usage;
  const auto now = clock_of(options.now, *open, environment);
  if (!now) return Exit::usage;
  const auto lines = lines_of(options, *open, environment);
  if (!lines) return Exit::usage;
  // What was said to be recorded is: it is printed when its batch is kept, not before.
  const auto tell = [&](std::span<const engine::LineResult> batch) {
    if (!options.json) environment.out << told(batch, *lines, options.quiet) << std::flush;
  };
  const auto results = engine::record(*open->store, open->procedures, *lines,
                                      clock_for(options, *open->store, *now), options.batch, tell);
  const auto counts = count(results);
  environment.out << (options.json ? pretty(json_of(results, *lines, counts))
                                   : in_words(counts) + '\n');
  if (counts.malformed > 0) return Exit::usage;
  return counts.refused > 0 ? Exit::findings : Exit::ok;
}

void add_options(CLI::App& command, RecordOptions& options) {
  command.add_option("--from", options.from, "Acts, one on a line (docs/acts.md); - is the input")
      ->type_name("ACTS.jsonl");
  command.add_option("--act", options.act, "One act: submit, withdraw, score, decide, …")
      ->type_name("ACT");
  command.add_option("--candidature", options.candidature, "Whose: REGION/NUMBER")->type_name("ID");
  command.add_option("--region", options.region, "Its region (from the candidature's id)")
      ->type_name("REGION");
  command.add_option("--actor", options.actor, "Who did it: a role or an account")
      ->type_name("NAME");
  command.add_option("--at", options.at, "When it happened (now)")->type_name("TIME");
  command.add_option("--body", options.body, "What belongs to the act")->type_name("JSON");
  command.add_option("--now", options.now, "What the clock says, in a sandbox only")
      ->type_name("INSTANT");
  add_batch_option(command, options.batch, "Acts written together, or none of them (500)");
  command.add_flag("--quiet", options.quiet, "Show what was refused, and the count");
  command.add_flag("--json", options.json, "Print JSON (docs/json.md)");
}

}  // namespace

void add_record(CLI::App& app, Environment& environment) {
  auto options = std::make_shared<RecordOptions>();
  CLI::App* command =
      app.add_subcommand("record", "Write down what people did; each act is accepted or refused.");
  add_store_option(*command, options->store);
  add_options(*command, *options);
  command->footer(example_and_exits(
      "termijn record --store season.db --from today.jsonl\n"
      "  termijn record --store season.db --act withdraw --candidature lier/0020 --actor applicant",
      "0 all are in; 1 some were refused; 2 some were no acts, or wrong usage;\n"
      "3 store unavailable. An act that was recorded before is no fault."));
  command->callback([options, &environment] { environment.exit = run(*options, environment); });
}

}  // namespace termijn::cli
