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
  std::string date;
  std::string now;
  bool rank = false;
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

bool milestone_exists(const std::string& milestone, const rules::Rulebook& rulebook,
                      Environment& environment) {
  if (rulebook.milestone(milestone)) return true;
  std::vector<std::string> ids;
  for (const auto& known : rulebook.timeline) ids.push_back(known.id);
  const auto near = rules::nearest(milestone, ids);
  wrong_usage(environment, fmt::format("the timeline has no milestone '{}'", milestone),
              near.empty() ? fmt::format("there are {}", listed(ids))
                           : fmt::format("did you mean '{}'?", near));
  return false;
}

/// The whole of it, which has just been folded.
std::vector<engine::Event> history_of(const engine::State& state, const engine::Store& store) {
  std::vector<engine::Event> events;
  for (const auto& stored : store.history(state.region, state.id)) {
    events.push_back(std::get<engine::Event>(engine::decode(stored)));
  }
  return events;
}

/// The stages that a candidature was in, in order, the present one last.
std::vector<std::string> visited_stages(const std::vector<engine::Event>& events) {
  std::vector<std::string> stages;
  engine::State folded;
  for (const auto& event : events) {
    engine::apply(folded, event);
    if (stages.empty() || stages.back() != folded.stage) stages.push_back(folded.stage);
  }
  return stages;
}

/// The rows of those that are ranked together: judged by the same rulebook.
std::vector<engine::BoardRow> rivals_of(const engine::State& state, OpenStore& open) {
  auto rows = engine::board(*open.store, open.procedures, state.region);
  std::erase_if(rows, [&](const engine::BoardRow& row) { return row.rulebook != state.rulebook; });
  return rows;
}

Exit run(const ExplainOptions& options, Environment& environment) {
  const auto open = open_store(options.store, environment);
  if (!open) return Exit::usage;
  const auto now = clock_of(options.now, *open, environment);
  const auto state = now ? find_candidature(options.id, *open, environment) : std::nullopt;
  if (!state) return Exit::usage;
  const auto& procedure = open->procedures.at(state->rulebook);
  const auto& rulebook = procedure.rulebook;
  if (!options.why_not.empty() && !stage_exists(options.why_not, rulebook.flow, environment)) {
    return Exit::usage;
  }
  if (!options.date.empty() && !milestone_exists(options.date, rulebook, environment)) {
    return Exit::usage;
  }
  const auto events = history_of(*state, *open->store);
  auto explanation = explain(procedure, *state, engine::earlier_in(*open->store), options.why_not,
                             visited_stages(events), *now);
  if (!options.date.empty()) {
    explanation.date = explain_date(rulebook, *state, options.date, events);
  }
  if (options.rank) {
    explanation.rank = explain_rank(rulebook, state->id, rivals_of(*state, *open));
  }
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
  command
      ->add_option("--date", options->date,
                   "When this milestone closes for it, and how that was found")
      ->type_name("MILESTONE");
  command->add_flag("--rank", options->rank, "Which place it has, and what decided it");
  command->add_option("--now", options->now, "The time it is, in a sandbox")->type_name("TIME");
  command->add_flag("--json", options->json, "Print JSON (docs/json.md)");
  command->footer(
      example_and_exits("termijn explain --store season.db zora-werkt/0007 --why-not pitching",
                        "0 shown; 2 no such candidature, stage or date; 3 store unavailable."));
  command->callback([options, &environment] { environment.exit = run(*options, environment); });
}

}  // namespace termijn::cli
