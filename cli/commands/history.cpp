#include <memory>
#include <ostream>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "cli/commands/commands.hpp"
#include "cli/commands/lookup.hpp"
#include "cli/commands/open_store.hpp"
#include "cli/commands/story.hpp"
#include "cli/commands/usage.hpp"
#include "cli/render/colour.hpp"
#include "cli/render/json.hpp"
#include "cli/render/text.hpp"
#include "cli/render/when.hpp"

namespace termijn::cli {
namespace {

namespace json = boost::json;
using engine::Event;
using engine::State;

struct HistoryOptions {
  std::string id;
  std::string store;
  std::string as_of;
  bool json = false;
};

/// What the store had learned of a candidature by an instant.
struct Known {
  State state;
  std::vector<Event> events;
};

Known known_by(const State& present, std::optional<rules::Instant> as_of,
               const engine::Store& store) {
  Known known;
  for (const auto& stored : store.history(present.region, present.id)) {
    auto decoded = engine::decode(stored);
    auto* event = std::get_if<Event>(&decoded);
    // The whole history has just been folded, so these cannot fail here.
    if (!event || (as_of && event->recorded > *as_of)) continue;
    engine::apply(known.state, *event);
    known.events.push_back(std::move(*event));
  }
  return known;
}

json::object json_of(const Event& event, OpenStore& open) {
  const auto& procedure = open.procedures.at(event.rulebook);
  const auto& zone = *procedure.rulebook.zone;
  const auto ground = ground_of(event, procedure);
  return {{"sequence", event.sequence},
          {"kind", text_of(event.kind)},
          {"happened", text_of(rfc3339(event.happened, zone))},
          {"recorded", text_of(rfc3339(event.recorded, zone))},
          {"actor", text_of(event.actor)},
          {"rule", ground ? json::value(text_of(fmt::format("{}:{}", ground->file, ground->line)))
                          : json::value(nullptr)},
          {"body", event.body},
          {"personal", event.personal.empty() ? json::value(nullptr) : json::value(event.personal)},
          {"rulebook", text_of(event.rulebook)}};
}

std::string as_json(const State& present, const Known& known, OpenStore& open) {
  json::array events;
  for (const auto& event : known.events) events.push_back(json_of(event, open));
  const bool any = known.state.exists();
  return pretty(
      json::object{{"events", events},
                   {"stage", any ? json::value(text_of(known.state.stage)) : json::value(nullptr)},
                   {"standing", any ? json::value(text_of(to_string(known.state.standing())))
                                    : json::value(nullptr)},
                   {"region", text_of(present.region)},
                   {"candidature", text_of(present.id)}});
}

std::string as_story(const State& present, const Known& known, OpenStore& open,
                     const Environment& environment) {
  const auto& rulebook = open.procedures.at(present.rulebook).rulebook;
  auto text = tinted(visible(fmt::format("{}, {}, {}", present.id, present.organisation,
                                         rulebook.region_name)),
                     Tint::strong, environment.colour) +
              '\n';
  for (const auto& event : known.events) {
    text += '\n' + story(event, open.procedures.at(event.rulebook));
  }
  if (known.events.empty()) return text + "\nnothing was known of it by then\n";
  const auto stage =
      fmt::format("in stage '{}' ({})", known.state.stage, to_string(known.state.standing()));
  text += '\n' + visible(stage) + '\n';
  return text;
}

Exit run(const HistoryOptions& options, Environment& environment) {
  const auto open = open_store(options.store, environment);
  if (!open) return Exit::usage;
  const auto state = find_candidature(options.id, *open, environment);
  if (!state) return Exit::usage;
  std::optional<rules::Instant> as_of;
  if (!options.as_of.empty()) {
    as_of = read_time(options.as_of, open->zone(state->region), "--as-of", environment);
    if (!as_of) return Exit::usage;
  }
  const auto known = known_by(*state, as_of, *open->store);
  environment.out << (options.json ? as_json(*state, known, *open)
                                   : as_story(*state, known, *open, environment));
  return Exit::ok;
}

}  // namespace

void add_history(CLI::App& app, Environment& environment) {
  auto options = std::make_shared<HistoryOptions>();
  CLI::App* command = app.add_subcommand(
      "history", "Tell what happened to a candidature, by whom and on which ground.");
  command->add_option("ID", options->id, "The candidature")->type_name("ID")->required();
  add_store_option(*command, options->store);
  command->add_option("--as-of", options->as_of, "What was recorded by then")->type_name("INSTANT");
  command->add_flag("--json", options->json, "Print JSON (docs/json.md)");
  command->footer(
      example_and_exits("termijn history --store season.db zora-werkt/0007 --as-of 2023-06-11",
                        "0 shown; 2 no such candidature; 3 store unavailable."));
  command->callback([options, &environment] { environment.exit = run(*options, environment); });
}

}  // namespace termijn::cli
