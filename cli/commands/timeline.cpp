#include "rules/rulebook/timeline.hpp"

#include <memory>
#include <ostream>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "cli/commands/commands.hpp"
#include "cli/commands/usage.hpp"
#include "cli/render/json.hpp"
#include "cli/render/table.hpp"
#include "cli/render/text.hpp"
#include "cli/rulebook_files.hpp"
#include "rules/time/spoken.hpp"

namespace termijn::cli {
namespace {

struct TimelineOptions {
  std::string file;
  bool json = false;
};

using Milestones = std::vector<rules::PlannedMilestone>;

void print_json(const rules::Rulebook& rulebook, const Milestones& milestones,
                Environment& environment) {
  boost::json::array list;
  for (const rules::PlannedMilestone& milestone : milestones) {
    list.push_back(boost::json::object{{"id", text_of(milestone.id)},
                                       {"phrase", text_of(milestone.phrase)},
                                       {"planned", milestone.planned},
                                       {"sessions", json_of(milestone.sessions, *rulebook.zone)}});
  }
  environment.out << pretty(boost::json::object{{"region", text_of(rulebook.region_id)},
                                                {"milestones", std::move(list)}});
}

/// A row a session; the milestone and its phrase stand on the first. Where the planned
/// event happens in its last second, only the end says something.
void add_rows(const rules::PlannedMilestone& milestone, const rules::Zone& zone, Table& table) {
  std::vector<std::string> lines;
  for (rules::Window window : milestone.sessions) {
    if (milestone.planned && window.until) window.from.reset();
    lines.push_back(rules::spoken(window, zone));
  }
  if (lines.empty()) lines.emplace_back("not known yet");
  for (std::size_t at = 0; at < lines.size(); ++at) {
    const std::string planned = milestone.planned ? " (planned)" : "";
    if (at == 0) {
      table.rows.push_back({milestone.id, milestone.phrase, lines[at] + planned});
    } else {
      table.rows.push_back({"", "", lines[at] + planned});
    }
  }
}

void print_words(const rules::Rulebook& rulebook, const Milestones& milestones,
                 Environment& environment) {
  std::ostream& out = environment.out;
  out << fmt::format("{} ({}), {}\n\n", visible(rulebook.region_name), visible(rulebook.region_id),
                     visible(rulebook.call_name));
  Table table{{{"MILESTONE"}, {"PHRASE", false, true}, {"WHEN"}}, {}};
  bool planned = false;
  for (const rules::PlannedMilestone& milestone : milestones) {
    add_rows(milestone, *rulebook.zone, table);
    planned = planned || milestone.planned;
  }
  out << render(table, environment)
      << fmt::format("\nTimes are those of {}.\n", visible(rulebook.zone->name()));
  if (planned) {
    out << "Planned: it counts from an event that has yet to happen, and differs by candidature.\n";
  }
}

Exit run(const TimelineOptions& options, Environment& environment) {
  const auto file = open_rulebook(options.file, environment);
  if (!file) return Exit::usage;
  const rules::Rulebook& rulebook = *file->loaded.rulebook;
  const Milestones milestones = rules::planned_timeline(rulebook);
  if (options.json) {
    print_json(rulebook, milestones, environment);
  } else {
    print_words(rulebook, milestones, environment);
  }
  return Exit::ok;
}

}  // namespace

void add_timeline(CLI::App& app, Environment& environment) {
  auto options = std::make_shared<TimelineOptions>();
  CLI::App* command =
      app.add_subcommand("timeline", "Spell out a region's dates beside its own words.");
  command->add_option("FILE", options->file, "The region's rulebook")->required();
  command->add_flag("--json", options->json, "Print JSON (docs/json.md)");
  command->footer(
      example_and_exits("termijn timeline examples/lokale-partnerschappen-2023/oostende.toml",
                        "0 fine; 2 wrong usage, or a rulebook that cannot be used."));
  command->callback([options, &environment] { environment.exit = run(*options, environment); });
}

}  // namespace termijn::cli
