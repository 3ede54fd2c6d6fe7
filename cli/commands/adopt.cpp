#include <filesystem>
#include <memory>
#include <ostream>
#include <set>
#include <stdexcept>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "cli/commands/amendment.hpp"
#include "cli/commands/commands.hpp"
#include "cli/commands/open_store.hpp"
#include "cli/commands/usage.hpp"
#include "cli/render/diagnostics.hpp"
#include "cli/render/json.hpp"
#include "cli/render/text.hpp"
#include "cli/rulebook_files.hpp"
#include "engine/candidature/authority.hpp"
#include "engine/workflow/adoption.hpp"
#include "engine/workflow/workflow.hpp"
#include "rules/rulebook/proof.hpp"

namespace termijn::cli {
namespace {

struct AdoptOptions {
  std::vector<std::string> paths;
  std::string store;
  std::string actor = "coordinator";
  std::string now;
  bool json = false;
  AmendOptions amendment;
};

using Ready = ReadyRulebook;

/// Reads a sound rulebook once more, through sources that remember what they hand out.
Ready remembered(const std::string& path, const Environment& environment) {
  engine::RulebookFiles files;
  files.entry = std::filesystem::path(path).filename().string();
  auto file = load_file(path, engine::remembering(files_beside(path), files),
                        engine::remembering(environment.zones, files));
  if (!file.loaded.rulebook) {
    throw std::runtime_error(fmt::format("'{}' changed while it was read", path));
  }
  return {path, std::move(*file.loaded.rulebook), std::move(files)};
}

/// The errors on `err`, as `check` shows them. Whether there was none.
bool sound(const RulebookFile& file, Environment& environment) {
  auto errors = file.loaded.diagnostics;
  if (file.loaded.rulebook) {
    for (const auto& more :
         {rules::prove(*file.loaded.rulebook), engine::check_workflow(*file.loaded.rulebook)}) {
      errors.insert(errors.end(), more.begin(), more.end());
    }
  }
  std::erase_if(errors, [](const rules::Diagnostic& diagnostic) {
    return diagnostic.severity != rules::Severity::error;
  });
  environment.err << render(rules::sorted(errors), *file.shown, environment.err_colour);
  return errors.empty() && file.loaded.rulebook;
}

/// A path of this machine must not get into a store that is read on another.
bool names_are_relative(const Ready& ready, Environment& environment) {
  for (const auto& [name, text] : ready.files.files) {
    if (!name.starts_with('/')) continue;
    wrong_usage(environment,
                fmt::format("'{}' extends '{}', which is a path of this machine", ready.path, name),
                "write 'extends' relative to the folder of the file");
    return false;
  }
  return true;
}

/// Two rulebooks for one region would put the second into force at once.
std::string region_named_twice(const std::vector<Ready>& rulebooks) {
  std::set<std::string> seen;
  for (const auto& ready : rulebooks) {
    if (!seen.insert(ready.rulebook.region_id).second) return ready.rulebook.region_id;
  }
  return {};
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

Exit adopt_all(const AdoptOptions& options, const std::vector<Ready>& rulebooks, OpenStore& open,
               rules::Instant now, Environment& environment) {
  boost::json::array rows;
  std::string lines;
  auto transaction = open.store->begin();
  for (const auto& [path, rulebook, files] : rulebooks) {
    const auto before = open.store->region(rulebook.region_id);
    const bool adopted =
        engine::adopt(*transaction, *open.store, rulebook, files, options.actor, now);
    rows.push_back(boost::json::object{{"region", text_of(rulebook.region_id)},
                                       {"digest", text_of(rules::hex(rulebook.digest))},
                                       {"adopted", adopted}});
    lines += visible(adopted_line(rulebook, adopted, before)) + '\n';
  }
  transaction->commit();
  environment.out << (options.json ? pretty(boost::json::object{{"rulebooks", rows}}) : lines);
  return Exit::ok;
}

/// Whether the actor may, by the rulebooks that are in force now.
bool may_adopt(const AdoptOptions& options, const std::vector<Ready>& rulebooks, OpenStore& open,
               Environment& environment) {
  for (const auto& ready : rulebooks) {
    const auto refused =
        engine::check_actor(open.rulebook(ready.rulebook.region_id), options.actor, "adopt");
    if (!refused) continue;
    wrong_usage(environment, refused->code + ": " + refused->message, refused->help);
    return false;
  }
  return true;
}

Exit run(const AdoptOptions& options, Environment& environment) {
  const auto open = open_store(options.store, environment);
  if (!open) return Exit::usage;
  const auto now = clock_of(options.now, *open, environment);
  if (!now) return Exit::usage;
  const auto files = load_all(options.paths, environment);
  if (!files) return Exit::usage;
  std::vector<Ready> rulebooks;
  bool faulty = false;
  for (const auto& file : *files) {
    if (file.loaded.layer && files->size() > 1) {
      environment.err << visible(file.path)
                      << ": a layer, adopted with the regions that extend it\n";
      continue;
    }
    if (!sound(file, environment)) {
      faulty = true;
      continue;
    }
    rulebooks.push_back(remembered(file.path, environment));
    if (!names_are_relative(rulebooks.back(), environment)) return Exit::usage;
  }
  if (faulty) {
    environment.err << "termijn: nothing was adopted: mend the errors first\n";
    return Exit::findings;
  }
  if (const auto twice = region_named_twice(rulebooks); !twice.empty()) {
    return wrong_usage(environment, fmt::format("region '{}' is named by two files", twice),
                       "adopt one of them");
  }
  if (!may_adopt(options, rulebooks, *open, environment)) return Exit::usage;
  if (options.amendment.amend) {
    return amend_all(options.amendment, options.actor, options.json, rulebooks, *open, *now,
                     environment);
  }
  if (amendment_waits(rulebooks, *open, environment)) return Exit::usage;
  return adopt_all(options, rulebooks, *open, *now, environment);
}

void add_amendment_options(CLI::App& command, AmendOptions& options) {
  auto* amend =
      command.add_flag("--amend", options.amend, "Change the rules of the open candidatures, too");
  auto* reason = command.add_option("--reason", options.reason, "Why (with --amend)");
  reason->type_name("TEXT")->needs(amend);
  amend->needs(reason);
  command.add_option("--effective", options.effective, "From when on (with --amend; now)")
      ->type_name("INSTANT")
      ->needs(amend);
  command
      .add_flag("--allow-earlier", options.allow_earlier,
                "Let limits that run close earlier; each applicant is sent a notice")
      ->needs(amend);
  command
      .add_flag("--dry-run", options.dry_run,
                "Show what the amendment would change, and for whom; write nothing")
      ->needs(amend);
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
  add_amendment_options(*command, options->amendment);
  command->add_flag("--json", options->json, "Print JSON (docs/json.md)");
  command->footer(example_and_exits(
      "termijn adopt --store season.db zora-werkt.toml\n"
      "  termijn adopt --store season.db --amend --effective 2023-06-01 --reason \"one week more\" "
      "zora-werkt.toml",
      "0 in force; 1 errors in a rulebook or an amendment that is refused, nothing adopted;\n"
      "2 wrong usage; 3 store unavailable."));
  command->callback([options, &environment] { environment.exit = run(*options, environment); });
}

}  // namespace termijn::cli
