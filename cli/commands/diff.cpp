#include "rules/rulebook/diff.hpp"

#include <memory>
#include <ostream>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "cli/commands/commands.hpp"
#include "cli/commands/impact_view.hpp"
#include "cli/commands/open_store.hpp"
#include "cli/commands/usage.hpp"
#include "cli/render/colour.hpp"
#include "cli/render/json.hpp"
#include "cli/render/text.hpp"
#include "cli/render/when.hpp"
#include "cli/rulebook_files.hpp"
#include "engine/audit/impact.hpp"

namespace termijn::cli {
namespace {

namespace json = boost::json;

struct DiffOptions {
  std::string old;
  std::string now;
  std::string store;
  bool json = false;
};

/// Two rulebooks, what tells them apart, and whom it touches.
struct Amendment {
  RulebookFile old;
  RulebookFile now;
  std::vector<rules::Difference> differences;
  std::optional<engine::ImpactReport> impact;  ///< Where a store was asked.
};

/// `dorp.toml:11`, under the path that was typed.
std::string place_of(const std::optional<rules::Span>& span, const RulebookFile& file) {
  if (!span) return "";
  const auto& source = file.shown->at(span->source);
  return fmt::format("{}:{}", source.name(), source.place(span->begin).line);
}

std::string places(const rules::Difference& difference, const Amendment& amendment) {
  const auto was = place_of(difference.was, amendment.old);
  const auto is = place_of(difference.is, amendment.now);
  if (was.empty() && is.empty()) return "";
  if (was.empty() || is.empty()) return fmt::format("  [{}{}]", was, is);
  return fmt::format("  [{} -> {}]", was, is);
}

json::value place_json(const std::string& place) {
  return place.empty() ? json::value(nullptr) : json::value(text_of(place));
}

json::object json_of(const rules::Difference& difference, const Amendment& amendment) {
  json::object example;
  const auto& zone = *amendment.now.loaded.rulebook->zone;
  for (const auto& [name, value] : difference.example) {
    example[name] = text_of(with_local_times(value, zone));
  }
  return {{"kind", text_of(to_string(difference.kind))},
          {"section", text_of(difference.section)},
          {"what", text_of(difference.what)},
          {"old", place_json(place_of(difference.was, amendment.old))},
          {"new", place_json(place_of(difference.is, amendment.now))},
          {"sentence", text_of(difference.sentence)},
          {"effect", text_of(to_string(difference.effect))},
          {"adverse", difference.adverse()},
          {"example", difference.example.empty() ? json::value(nullptr) : json::value(example)}};
}

json::value json_of(const Amendment& amendment) {
  json::array differences;
  for (const auto& difference : amendment.differences) {
    differences.push_back(json_of(difference, amendment));
  }
  const auto side = [](const RulebookFile& file) {
    const auto& rulebook = *file.loaded.rulebook;
    return json::object{{"file", text_of(file.path)},
                        {"region", text_of(rulebook.region_id)},
                        {"digest", text_of(rules::hex(rulebook.digest))}};
  };
  const auto& zone = *amendment.now.loaded.rulebook->zone;
  return json::object{{"old", side(amendment.old)},
                      {"new", side(amendment.now)},
                      {"differences", differences},
                      {"candidatures", amendment.impact ? cli::json_of(*amendment.impact, zone)
                                                        : json::value(nullptr)}};
}

std::string heading(const Amendment& amendment) {
  const auto count = amendment.differences.size();
  if (count == 0) {
    const bool alike =
        amendment.old.loaded.rulebook->digest == amendment.now.loaded.rulebook->digest;
    return alike ? "no difference\n" : "no difference in the rules: only the examples differ\n";
  }
  std::size_t adverse = 0;
  for (const auto& difference : amendment.differences) adverse += difference.adverse() ? 1 : 0;
  auto text = fmt::format("{} difference{}", count, count == 1 ? "" : "s");
  if (adverse > 0) text += fmt::format(", {} to somebody's disadvantage (!)", adverse);
  return text + '\n';
}

std::string in_words(const Amendment& amendment, const Environment& environment) {
  auto text = heading(amendment);
  if (!amendment.differences.empty()) text += '\n';
  for (const auto& difference : amendment.differences) {
    const bool adverse = difference.adverse();
    text += adverse ? tinted("! ", Tint::red, environment.colour) : "  ";
    text += visible(difference.sentence + places(difference, amendment)) + '\n';
  }
  if (!amendment.impact) return text;
  return text + '\n' + cli::in_words(*amendment.impact, *amendment.now.loaded.rulebook);
}

/// Nothing where the store cannot be asked, which has then been told.
bool add_impact(Amendment& amendment, const std::string& path, Environment& environment) {
  const auto open = open_store(path, environment);
  if (!open) return false;
  const auto& region = amendment.old.loaded.rulebook->region_id;
  if (!region_exists(region, *open, environment)) return false;
  const engine::Procedure old(*amendment.old.loaded.rulebook);
  const engine::Procedure now(*amendment.now.loaded.rulebook);
  amendment.impact = engine::impact_of(*open->store, old, now);
  return true;
}

Exit run(const DiffOptions& options, Environment& environment) {
  auto old = open_rulebook(options.old, environment);
  auto now = old ? open_rulebook(options.now, environment) : std::nullopt;
  if (!now) return Exit::usage;
  Amendment amendment{std::move(*old), std::move(*now), {}, {}};
  amendment.differences =
      rules::differences(*amendment.old.loaded.rulebook, *amendment.now.loaded.rulebook);
  if (!options.store.empty() && !add_impact(amendment, options.store, environment)) {
    return Exit::usage;
  }
  environment.out << (options.json ? pretty(json_of(amendment)) : in_words(amendment, environment));
  return amendment.differences.empty() ? Exit::ok : Exit::findings;
}

}  // namespace

void add_diff(CLI::App& app, Environment& environment) {
  auto options = std::make_shared<DiffOptions>();
  CLI::App* command = app.add_subcommand(
      "diff", "Say in sentences what an amended rulebook changes, and for whom.");
  command->add_option("OLD", options->old, "The rulebook as it was")->type_name("FILE")->required();
  command->add_option("NEW", options->now, "The rulebook as amended")
      ->type_name("FILE")
      ->required();
  command
      ->add_option("--store", options->store,
                   "Also say what changes for the open candidatures of this store")
      ->type_name("FILE");
  command->add_flag("--json", options->json, "Print JSON (docs/json.md)");
  command->footer(example_and_exits(
      "termijn diff lier.toml lier-amended.toml --store season.db",
      "0 no difference; 1 differences; 2 wrong usage or a rulebook with errors; 3 store "
      "unavailable."));
  command->callback([options, &environment] { environment.exit = run(*options, environment); });
}

}  // namespace termijn::cli
