#include <algorithm>
#include <memory>
#include <ostream>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "cli/commands/commands.hpp"
#include "cli/commands/explanation.hpp"
#include "cli/commands/open_store.hpp"
#include "cli/commands/usage.hpp"
#include "cli/render/json.hpp"
#include "engine/agenda/ledger.hpp"

namespace termijn::cli {
namespace {

struct ExplainOptions {
  std::string id;
  std::string store;
  std::string why_not;
  bool json = false;
};

bool stage_exists(const std::string& stage, const rules::Flow& flow, Environment& environment) {
  const auto& stages = flow.stages;
  if (std::find(stages.begin(), stages.end(), stage) != stages.end()) return true;
  const auto near = rules::nearest(stage, stages);
  wrong_usage(environment, fmt::format("the flow has no stage '{}'", stage),
              near.empty() ? fmt::format("there are {}", listed(stages))
                           : fmt::format("did you mean '{}'?", near));
  return false;
}

/// The stages that a candidature was in, in order, the present one last.
std::vector<std::string> visited_stages(const engine::State& state, const engine::Store& store) {
  std::vector<std::string> stages;
  engine::State folded;
  for (const auto& stored : store.history(state.region, state.id)) {
    const auto event = engine::decode(stored);
    engine::apply(folded, std::get<engine::Event>(event));
    if (stages.empty() || stages.back() != folded.stage) stages.push_back(folded.stage);
  }
  return stages;
}

Exit run(const ExplainOptions& options, Environment& environment) {
  const auto open = open_store(options.store, environment);
  if (!open) return Exit::usage;
  const auto state = find_candidature(options.id, *open, environment);
  if (!state) return Exit::usage;
  const auto& procedure = open->procedures.at(state->rulebook);
  if (!options.why_not.empty() &&
      !stage_exists(options.why_not, procedure.rulebook.flow, environment)) {
    return Exit::usage;
  }
  const auto explanation = explain(procedure, *state, engine::earlier_in(*open->store),
                                   options.why_not, visited_stages(*state, *open->store));
  environment.out << (options.json ? pretty(json_of(explanation)) : in_words(explanation));
  return Exit::ok;
}

}  // namespace

void add_explain(CLI::App& app, Environment& environment) {
  auto options = std::make_shared<ExplainOptions>();
  CLI::App* command = app.add_subcommand(
      "explain", "Say why a candidature stands where it stands, and what it waits for.");
  command->add_option("ID", options->id, "The candidature")->type_name("ID")->required();
  add_store_option(*command, options->store);
  command->add_option("--why-not", options->why_not, "Why it is not in this stage")
      ->type_name("STAGE");
  command->add_flag("--json", options->json, "Print JSON (docs/json.md)");
  command->footer(
      example_and_exits("termijn explain --store season.db zora-werkt/0007 --why-not pitching",
                        "0 shown; 2 no such candidature or stage; 3 store unavailable."));
  command->callback([options, &environment] { environment.exit = run(*options, environment); });
}

}  // namespace termijn::cli
