#include <memory>
#include <ostream>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "cli/commands/audit_parts.hpp"
#include "cli/commands/key_files.hpp"
#include "cli/commands/open_store.hpp"
#include "cli/commands/usage.hpp"
#include "cli/render/json.hpp"
#include "cli/render/text.hpp"
#include "engine/journal/checkpoints.hpp"

namespace termijn::cli {
namespace {

namespace json = boost::json;

struct CheckpointOptions {
  std::string store;
  std::string key;
  std::string region;
  std::string now;
  bool json = false;
};

/// The last checkpoint of each region that is asked for.
std::vector<engine::CheckpointRow> last_ones(const engine::Store& store,
                                             const std::string& region) {
  std::vector<engine::CheckpointRow> rows;
  for (const auto& row : store.regions()) {
    if (!region.empty() && row.region != region) continue;
    const auto all = store.checkpoints(row.region);
    if (!all.empty()) rows.push_back(all.back());
  }
  return rows;
}

json::array json_of(const std::vector<engine::CheckpointRow>& rows, OpenStore& open) {
  json::array out;
  for (const auto& row : rows) {
    out.push_back(json::object{{"number", row.number},
                               {"region", text_of(row.region)},
                               {"size", row.size},
                               {"made", text_of(rfc3339(row.made, open.zone(row.region)))},
                               {"note", text_of(row.note)}});
  }
  return out;
}

Exit run(const CheckpointOptions& options, Environment& environment) {
  const auto key = find_signing_key(options.key, environment);
  if (key.failed) return Exit::usage;
  const auto open = open_store(options.store, environment);
  if (!open) return Exit::usage;
  const auto now = clock_of(options.now, *open, environment);
  if (!now) return Exit::usage;
  if (!options.region.empty() && !region_exists(options.region, *open, environment)) {
    return Exit::usage;
  }
  const auto result = engine::make_checkpoints(*open->store, key.key, *now, options.region);
  const auto rows = last_ones(*open->store, options.region);
  if (options.json) {
    json::array refused;
    for (const auto& why : result.refused) refused.push_back(text_of(why));
    environment.out << pretty(json::object{
        {"checkpoints", json_of(rows, *open)}, {"made", result.made.size()}, {"refused", refused}});
  } else {
    // Of one region it is the note and nothing else, to be kept as it is.
    for (std::size_t place = 0; place < rows.size(); ++place) {
      environment.out << (place == 0 ? "" : "\n") << visible_lines(rows[place].note);
    }
    for (const auto& why : result.refused) environment.err << visible(why) << '\n';
  }
  return result.refused.empty() ? Exit::ok : Exit::findings;
}

}  // namespace

void add_audit_checkpoint(CLI::App& audit, Environment& environment) {
  auto options = std::make_shared<CheckpointOptions>();
  CLI::App* command = audit.add_subcommand(
      "checkpoint", "Make and print a checkpoint of every region, to be kept elsewhere.");
  add_store_option(*command, options->store);
  command->add_option("--key", options->key, "The private key to sign with (or set TERMIJN_KEY)")
      ->type_name("FILE");
  command->add_option("--region", options->region, "Of this region alone")->type_name("REGION");
  command->add_option("--now", options->now, "What the clock says, in a sandbox only")
      ->type_name("INSTANT");
  command->add_flag("--json", options->json, "Print JSON (docs/json.md)");
  command->footer(example_and_exits(
      "termijn audit checkpoint --store season.db --region lier --key season.key >lier.checkpoint",
      "0 made, or nothing changed since the last; 1 one may not be made;\n"
      "2 wrong usage; 3 store unavailable."));
  command->callback([options, &environment] { environment.exit = run(*options, environment); });
}

}  // namespace termijn::cli
