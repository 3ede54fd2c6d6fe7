#include <algorithm>
#include <memory>
#include <ostream>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "cli/commands/commands.hpp"
#include "cli/commands/open_store.hpp"
#include "cli/commands/rulebook_files.hpp"
#include "cli/commands/usage.hpp"
#include "cli/render/json.hpp"
#include "cli/render/text.hpp"
#include "engine/workflow/adoption.hpp"
#include "engine/workflow/workflow.hpp"

namespace termijn::cli {
namespace {

struct AdoptOptions {
  std::vector<std::string> paths;
  std::string store;
  std::string actor = "coordinator";
  std::string now;
  bool json = false;
};

/// A rulebook as read, with everything it was made of.
struct Read {
  rules::Loaded loaded;
  engine::RulebookFiles files;
};

std::unique_ptr<Read> read_rulebook(const RulebookPath& path, const Environment& environment) {
  auto read = std::make_unique<Read>();
  read->files.entry = path.name;
  read->loaded =
      rules::load_rulebook(path.name, engine::remembering(files_in(path.folder), read->files),
                           engine::remembering(environment.zones, read->files));
  if (read->loaded.rulebook) {
    auto more = engine::check_workflow(*read->loaded.rulebook);
    auto& all = read->loaded.diagnostics;
    all.insert(all.end(), more.begin(), more.end());
  }
  return read;
}

/// The errors on `err`, as `check` shows them. Whether there was none.
bool sound(const Read& read, Environment& environment) {
  rules::Diagnostics errors;
  for (const auto& diagnostic : rules::sorted(read.loaded.diagnostics)) {
    if (diagnostic.severity == rules::Severity::error) errors.push_back(diagnostic);
  }
  environment.err << visible_lines(rules::render(errors, *read.loaded.sources));
  return errors.empty() && read.loaded.rulebook;
}

/// Two rulebooks for one region would put the second into force at once.
std::string region_named_twice(const std::vector<std::unique_ptr<Read>>& rulebooks) {
  std::vector<std::string> seen;
  for (const auto& read : rulebooks) {
    const auto& id = read->loaded.rulebook->region_id;
    if (std::find(seen.begin(), seen.end(), id) != seen.end()) return id;
    seen.push_back(id);
  }
  return {};
}

std::vector<std::unique_ptr<Read>> read_all(const std::vector<RulebookPath>& paths,
                                            std::size_t& faulty, Environment& environment) {
  std::vector<std::unique_ptr<Read>> rulebooks;
  for (const auto& path : paths) {
    auto read = read_rulebook(path, environment);
    if (read->loaded.layer && path.found) continue;
    if (sound(*read, environment)) {
      rulebooks.push_back(std::move(read));
    } else {
      ++faulty;
    }
  }
  return rulebooks;
}

std::string adopted_line(const rules::Rulebook& rulebook, bool adopted,
                         const std::optional<engine::RegionRow>& before) {
  const auto digest = rules::hex(rulebook.digest).substr(0, 12);
  if (!adopted)
    return fmt::format("{}: rulebook {} is in force already", rulebook.region_id, digest);
  auto line = fmt::format("{}: rulebook {} is now in force", rulebook.region_id, digest);
  if (before && !before->rulebook.empty()) {
    line += fmt::format(
        " for new candidatures, in place of {}; those that exist keep the rules of their birth",
        before->rulebook.substr(0, 12));
  }
  return line;
}

Exit adopt_all(const AdoptOptions& options, const std::vector<std::unique_ptr<Read>>& rulebooks,
               OpenStore& open, rules::Instant now, Environment& environment) {
  boost::json::array rows;
  std::string lines;
  auto transaction = open.store->begin();
  for (const auto& read : rulebooks) {
    const auto& rulebook = *read->loaded.rulebook;
    const auto before = open.store->region(rulebook.region_id);
    const bool adopted =
        engine::adopt(*transaction, *open.store, rulebook, read->files, options.actor, now);
    rows.push_back(boost::json::object{{"region", text_of(rulebook.region_id)},
                                       {"digest", text_of(rules::hex(rulebook.digest))},
                                       {"adopted", adopted}});
    lines += visible(adopted_line(rulebook, adopted, before)) + '\n';
  }
  transaction->commit();
  environment.out << (options.json ? pretty(boost::json::object{{"rulebooks", rows}}) : lines);
  return Exit::ok;
}

Exit run(const AdoptOptions& options, Environment& environment) {
  const auto open = open_store(options.store, environment);
  if (!open) return Exit::usage;
  const auto now = clock_of(options.now, *open, environment);
  if (!now) return Exit::usage;
  const auto paths = rulebook_paths(options.paths, environment);
  if (!paths) return Exit::usage;
  std::size_t faulty = 0;
  const auto rulebooks = read_all(*paths, faulty, environment);
  if (faulty > 0) {
    environment.err << "termijn: nothing was adopted: mend the errors first\n";
    return Exit::findings;
  }
  if (rulebooks.empty()) return wrong_usage(environment, "there is no rulebook of a region in it");
  if (const auto twice = region_named_twice(rulebooks); !twice.empty()) {
    return wrong_usage(environment, fmt::format("region '{}' is named by two files", twice),
                       "adopt one of them");
  }
  return adopt_all(options, rulebooks, *open, *now, environment);
}

}  // namespace

void add_adopt(CLI::App& app, Environment& environment) {
  auto options = std::make_shared<AdoptOptions>();
  CLI::App* command = app.add_subcommand(
      "adopt", "Put rulebooks into force for the new candidatures of their regions.");
  command->add_option("FILES", options->paths, "Rulebooks of regions, or folders of them")
      ->type_name("FILE")
      ->required();
  add_store_option(*command, options->store);
  command->add_option("--actor", options->actor, "Who does it (coordinator)")->type_name("NAME");
  command->add_option("--now", options->now, "What the clock says, in a sandbox only")
      ->type_name("INSTANT");
  command->add_flag("--json", options->json, "Print JSON (docs/json.md)");
  command->footer(example_and_exits(
      "termijn adopt --store season.db zora-werkt.toml",
      "0 in force; 1 errors in a rulebook, nothing adopted; 2 wrong usage; 3 store unavailable."));
  command->callback([options, &environment] { environment.exit = run(*options, environment); });
}

}  // namespace termijn::cli
