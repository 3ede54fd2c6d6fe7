#include <algorithm>
#include <map>
#include <memory>
#include <ostream>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "cli/commands/commands.hpp"
#include "cli/commands/usage.hpp"
#include "cli/render/svg/picture.hpp"
#include "cli/rulebook_files.hpp"
#include "engine/workflow/workflow.hpp"

namespace termijn::cli {
namespace {

struct GraphOptions {
  std::string file;
  std::string format = "dot";
};

// A line from more stages than this is drawn once, from a note that names them:
// eleven arrows for one `any except …` would hide the rest.
constexpr std::size_t most_arrows = 3;

/// What sets the transition off, in the rule's own words.
std::string trigger_of(const rules::Rulebook& rulebook, const rules::Transition& transition) {
  std::string text;
  const auto add = [&](std::string_view clause, std::string_view what) {
    text +=
        fmt::format("{}{}{}{}", text.empty() ? "" : " ", clause, clause.empty() ? "" : " ", what);
  };
  if (transition.on) add("on", *transition.on);
  if (transition.after) add("after", *transition.after);
  if (transition.when) add("when", rulebook.words(transition.when->span()));
  if (transition.by) add("by", *transition.by);
  if (transition.within) add("within", *transition.within);
  if (transition.undone_by) add("", fmt::format("(undone by {})", *transition.undone_by));
  return text;
}

/// `any stage except final, closed`, or the stages where that is shorter.
std::string note_of(const rules::Flow& flow, const rules::Transition& transition) {
  const auto& from = transition.from;
  std::vector<std::string> left_out;
  for (const std::string& stage : flow.stages) {
    const bool in = std::find(from.begin(), from.end(), stage) != from.end();
    if (!in && stage != transition.to) left_out.push_back(stage);
  }
  if (left_out.size() >= from.size()) return listed(from);
  return left_out.empty() ? "any stage" : "any stage except " + listed(left_out);
}

Picture picture_of(const rules::Rulebook& rulebook) {
  const rules::Flow& flow = rulebook.flow;
  const engine::Workflow workflow(flow);
  Picture picture;
  picture.title = fmt::format("{} ({})", rulebook.region_name, rulebook.region_id);
  std::map<std::string, std::size_t, std::less<>> places;
  for (const std::string& stage : flow.stages) {
    places[stage] = picture.boxes.size();
    picture.boxes.push_back({stage, stage == flow.start, workflow.is_end(stage), false});
  }
  for (const rules::Transition& transition : flow.transitions) {
    const std::string trigger = trigger_of(rulebook, transition);
    const std::size_t to = places.at(transition.to);
    if (transition.from.size() > most_arrows) {
      picture.arrows.push_back({picture.boxes.size(), to, trigger, transition.adverse});
      picture.boxes.push_back({note_of(flow, transition), false, false, true});
      continue;
    }
    for (const std::string& from : transition.from) {
      picture.arrows.push_back({places.at(from), to, trigger, transition.adverse});
    }
  }
  return picture;
}

Exit run(const GraphOptions& options, Environment& environment) {
  const auto file = open_rulebook(options.file, environment);
  if (!file) return Exit::usage;
  const Picture picture = picture_of(*file->loaded.rulebook);
  environment.out << (options.format == "svg" ? svg(picture) : dot(picture));
  return Exit::ok;
}

}  // namespace

void add_graph(CLI::App& app, Environment& environment) {
  auto options = std::make_shared<GraphOptions>();
  CLI::App* command = app.add_subcommand("graph", "Draw a region's workflow.");
  command->add_option("FILE", options->file, "The region's rulebook")->required();
  command->add_option("--format", options->format, "dot (for Graphviz) or svg (dot)")
      ->type_name("FORMAT")
      ->check(CLI::IsMember({"dot", "svg"}));
  command->footer(example_and_exits(
      "termijn graph examples/lokale-partnerschappen-2023/lier.toml --format svg > lier.svg",
      "0 fine; 2 wrong usage, or a rulebook that cannot be used."));
  command->callback([options, &environment] { environment.exit = run(*options, environment); });
}

}  // namespace termijn::cli
