#include <memory>
#include <ostream>

#include <CLI/CLI.hpp>
#include <boost/json.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "cli/commands/audit_parts.hpp"
#include "cli/commands/impact_view.hpp"
#include "cli/commands/open_store.hpp"
#include "cli/commands/usage.hpp"
#include "cli/render/json.hpp"
#include "cli/render/text.hpp"
#include "cli/rulebook_files.hpp"
#include "engine/audit/what_if.hpp"

namespace termijn::cli {
namespace {

namespace json = boost::json;
using engine::Ending;
using engine::WhatIf;

struct WhatIfOptions {
  std::string rules;
  std::string region;
  std::string store;
  bool json = false;
};

std::string place_of(const std::optional<rules::RulePlace>& place) {
  return place ? fmt::format("{}:{}", place->file, place->line) : std::string();
}

json::value place_json(const std::optional<rules::RulePlace>& place) {
  return place ? json::value(text_of(place_of(place))) : json::value(nullptr);
}

json::object ending_json(const Ending& ending) {
  return {{"stage", ending.stage.empty() ? json::value(nullptr) : text_of(ending.stage)},
          {"outcome", ending.outcome.empty() ? json::value(nullptr) : text_of(ending.outcome)},
          {"on_time", ending.on_time ? json::value(*ending.on_time) : json::value(nullptr)}};
}

json::object json_of(const WhatIf& found, const rules::Zone& zone) {
  json::array grounds;
  for (const auto& ground : found.grounds) {
    grounds.push_back(json::object{{"what", text_of(ground.what)},
                                   {"old", place_json(ground.was)},
                                   {"new", place_json(ground.is)}});
  }
  json::array refused;
  for (const auto& act : found.refused) refused.push_back(text_of(act));
  auto object = impact_json(found.impact, zone);
  object.erase("stage");
  object.erase("stage_gone");
  object.erase("sentence");
  object["open"] = found.open;
  object["old"] = ending_json(found.was);
  object["new"] = ending_json(found.is);
  object["because"] = std::move(grounds);
  object["refused"] = std::move(refused);
  object["more_refused"] = found.more_refused;
  return object;
}

std::string or_none(const std::string& text) { return text.empty() ? "none" : text; }

std::string on_time_words(const std::optional<bool>& on_time) {
  return !on_time ? "nothing arrived" : *on_time ? "on time" : "late";
}

std::string in_words(const WhatIf& found, const rules::Zone& zone) {
  std::vector<std::string> parts;
  if (found.was.stage != found.is.stage) {
    parts.push_back(fmt::format("{} in '{}' and would {} in '{}'", found.open ? "stands" : "ended",
                                found.was.stage, found.open ? "stand" : "have ended",
                                or_none(found.is.stage)));
  }
  if (found.was.outcome != found.is.outcome) {
    parts.push_back(fmt::format("its outcome goes from {} to {}", or_none(found.was.outcome),
                                or_none(found.is.outcome)));
  }
  if (found.was.on_time != found.is.on_time) {
    parts.push_back(fmt::format("what counts goes from {} to {}", on_time_words(found.was.on_time),
                                on_time_words(found.is.on_time)));
  }
  for (auto& change : changes_of(found.impact, zone)) parts.push_back(std::move(change));
  auto text = fmt::format("  {} ({}): {}\n", found.impact.candidature, found.impact.organisation,
                          fmt::join(parts, "; "));
  for (const auto& ground : found.grounds) {
    const auto was = place_of(ground.was);
    const auto is = place_of(ground.is);
    text += fmt::format("      by {} [{} -> {}]\n", ground.what, or_none(was), or_none(is));
  }
  for (const auto& act : found.refused) text += fmt::format("      would be refused: {}\n", act);
  if (found.more_refused > 0) text += fmt::format("      and {} more\n", found.more_refused);
  return text;
}

std::string in_words(const engine::WhatIfReport& report, const rules::Rulebook& rulebook) {
  auto text = fmt::format(
      "{} candidatures of {}, {} of them open, played again under {}: {} would come out "
      "otherwise\n",
      report.candidatures, rulebook.region_id, report.open,
      rules::hex(rulebook.digest).substr(0, 12), report.changed.size());
  for (const auto& found : report.changed) text += in_words(found, *rulebook.zone);
  return visible_lines(text +
                       "what people decided is taken as they decided it; nothing was written\n");
}

Exit run(const WhatIfOptions& options, Environment& environment) {
  auto file = open_rulebook(options.rules, environment);
  if (!file) return Exit::usage;
  const auto open = open_store(options.store, environment);
  if (!open) return Exit::usage;
  const auto& region = file->loaded.rulebook->region_id;
  if (!options.region.empty() && options.region != region) {
    return wrong_usage(
        environment, fmt::format("'{}' has the rules of region '{}'", options.rules, region),
        fmt::format("leave out --region, or give a rulebook of '{}'", options.region));
  }
  if (!region_exists(region, *open, environment)) return Exit::usage;
  const auto& other = open->procedures.with(std::move(*file->loaded.rulebook));
  const auto report = engine::what_if(*open->store, open->procedures, other);
  if (!options.json) {
    environment.out << in_words(report, other.rulebook);
    return report.changed.empty() ? Exit::ok : Exit::findings;
  }
  json::array changed;
  for (const auto& found : report.changed) changed.push_back(json_of(found, *other.rulebook.zone));
  environment.out << pretty(json::object{{"region", text_of(other.rulebook.region_id)},
                                         {"digest", text_of(rules::hex(other.rulebook.digest))},
                                         {"candidatures", report.candidatures},
                                         {"open", report.open},
                                         {"changed", changed}});
  return report.changed.empty() ? Exit::ok : Exit::findings;
}

}  // namespace

void add_audit_what_if(CLI::App& audit, Environment& environment) {
  auto options = std::make_shared<WhatIfOptions>();
  CLI::App* command = audit.add_subcommand(
      "what-if", "Play a region's acts again under other rules: whose case comes out otherwise.");
  command->add_option("--rules", options->rules, "The rulebook to try")
      ->type_name("FILE")
      ->required();
  command->add_option("--region", options->region, "The region it must be of")->type_name("REGION");
  add_store_option(*command, options->store);
  command->add_flag("--json", options->json, "Print JSON (docs/json.md)");
  command->footer(example_and_exits(
      "termijn audit what-if --store season.db --rules lier-stricter.toml",
      "0 nothing would come out otherwise; 1 something would; 2 wrong usage or a rulebook with\n"
      "errors; 3 store unavailable."));
  command->callback([options, &environment] { environment.exit = run(*options, environment); });
}

}  // namespace termijn::cli
