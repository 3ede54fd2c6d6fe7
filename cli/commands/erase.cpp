#include <memory>
#include <ostream>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "cli/commands/commands.hpp"
#include "cli/commands/open_store.hpp"
#include "cli/commands/usage.hpp"
#include "cli/render/json.hpp"
#include "cli/render/text.hpp"
#include "engine/agenda/erasure.hpp"

namespace termijn::cli {
namespace {

namespace json = boost::json;

struct EraseOptions {
  std::string candidature;
  std::string store;
  std::string reason;
  std::string actor = "coordinator";
  std::string now;
  bool due = false;
  bool even_open = false;
  bool json = false;
};

struct Done {
  std::string candidature;
  engine::Erased erased;
};

std::string counted(std::size_t number, std::string_view one, std::string_view more) {
  return fmt::format("{} {}", number, number == 1 ? one : more);
}

std::string in_words(const Done& done) {
  const auto& [id, erased] = done;
  if (erased.event == 0) return fmt::format("{}: nothing was left to erase\n", visible(id));
  return fmt::format("{}: erased the personal data of {} and {}; event {} says so\n", visible(id),
                     counted(erased.sequences.size(), "event", "events"),
                     counted(erased.refused, "refused line", "refused lines"), erased.event);
}

json::object json_of(const Done& done) {
  json::array sequences;
  for (const auto number : done.erased.sequences) sequences.emplace_back(number);
  const auto event = done.erased.event;
  return {{"candidature", text_of(done.candidature)},
          {"sequences", sequences},
          {"refused", done.erased.refused},
          {"event", event == 0 ? json::value(nullptr) : json::value(event)}};
}

/// Whose data to erase: the one that is named, or all that are due.
std::optional<std::vector<std::pair<std::string, std::string>>> wanted(const EraseOptions& options,
                                                                       OpenStore& open,
                                                                       rules::Instant now,
                                                                       Environment& environment) {
  std::vector<std::pair<std::string, std::string>> ids;
  if (options.due) {
    for (auto& due : engine::erasures_due(*open.store, open.procedures, now)) {
      ids.emplace_back(std::move(due.region), std::move(due.candidature));
    }
    return ids;
  }
  const auto state = find_candidature(options.candidature, open, environment);
  if (!state) return std::nullopt;
  ids.emplace_back(state->region, state->id);
  return ids;
}

void tell(const EraseOptions& options, const std::vector<Done>& all, const OpenStore& open,
          Environment& environment) {
  const bool sandbox = open.store->info().sandbox;
  if (options.json) {
    json::array rows;
    for (const auto& done : all) rows.push_back(json_of(done));
    environment.out << pretty(json::object{{"erased", rows}, {"sandbox", sandbox}});
    return;
  }
  for (const auto& done : all) environment.out << in_words(done);
  if (all.empty()) environment.out << "nothing is due for erasure\n";
  environment.out << "backups and copies of this file still hold what was erased here\n";
  if (sandbox) {
    environment.out << "this is a sandbox: its salts can be worked out, so they hide nothing\n";
  }
}

Exit run(const EraseOptions& options, Environment& environment) {
  if (options.candidature.empty() != options.due) {
    return wrong_usage(environment, "give either --candidature ID or --due",
                       "'--due' erases what the rulebooks say has been kept long enough");
  }
  const auto open = open_store(options.store, environment);
  if (!open) return Exit::usage;
  const auto now = clock_of(options.now, *open, environment);
  if (!now) return Exit::usage;
  const auto ids = wanted(options, *open, *now, environment);
  if (!ids) return Exit::usage;
  std::vector<Done> all;
  auto transaction = open->store->begin();
  for (const auto& [region, id] : *ids) {
    auto result = engine::erase(*open->store, open->procedures, *transaction,
                                {.region = region,
                                 .candidature = id,
                                 .actor = options.actor,
                                 .reason = options.reason,
                                 .even_open = options.even_open,
                                 .now = *now});
    if (const auto* refused = std::get_if<engine::Refusal>(&result)) {
      environment.err << "termijn: " << visible(to_string(*refused)) << "\nnothing was erased\n";
      return Exit::findings;
    }
    all.push_back({id, std::get<engine::Erased>(std::move(result))});
  }
  transaction->commit();
  transaction.reset();
  open->store->compact();
  tell(options, all, *open, environment);
  return Exit::ok;
}

}  // namespace

void add_erase(CLI::App& app, Environment& environment) {
  auto options = std::make_shared<EraseOptions>();
  CLI::App* command = app.add_subcommand(
      "erase", "Remove personal data from the store; the history stays and still proves itself.");
  add_store_option(*command, options->store);
  command->add_option("--candidature", options->candidature, "Whose: REGION/NUMBER")
      ->type_name("ID");
  command->add_flag("--due", options->due, "All whose [retention] time is over");
  command->add_option("--reason", options->reason, "Why; it stays in the history")
      ->type_name("TEXT")
      ->required();
  command->add_option("--actor", options->actor, "Who does it (coordinator)")->type_name("NAME");
  command->add_flag("--even-open", options->even_open, "Also of a candidature that has not ended");
  command->add_option("--now", options->now, "What the clock says, in a sandbox only")
      ->type_name("INSTANT");
  command->add_flag("--json", options->json, "Print JSON (docs/json.md)");
  command->footer(example_and_exits(
      "termijn erase --store season.db --candidature lier/0020 --reason \"asked by the "
      "applicant\"\n"
      "  termijn erase --store season.db --due --reason \"kept for two years\"",
      "0 it is gone, or was before; 1 refused, nothing was erased; 2 wrong usage;\n"
      "3 store unavailable."));
  command->callback([options, &environment] { environment.exit = run(*options, environment); });
}

}  // namespace termijn::cli
