#include <algorithm>
#include <memory>
#include <ostream>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "cli/commands/commands.hpp"
#include "cli/commands/open_store.hpp"
#include "cli/commands/usage.hpp"
#include "cli/commands/whole.hpp"
#include "cli/render/colour.hpp"
#include "cli/render/text.hpp"
#include "cli/render/when.hpp"
#include "engine/journal/compare.hpp"
#include "engine/store/sqlite/sqlite_store.hpp"

namespace termijn::cli {
namespace {

struct RestoreOptions {
  std::string file;
  std::string store;
  bool check = false;
};

std::string events(std::uint64_t number) {
  return fmt::format("{} event{}", number, number == 1 ? "" : "s");
}

std::string in_words(const engine::LogComparison& log) {
  if (log.diverged()) {
    return fmt::format("{}: they differ from event {} on: neither came out of the other",
                       log.region, log.common + 1);
  }
  if (log.here == log.there) return fmt::format("{}: the same {}", log.region, events(log.here));
  if (log.here < log.there) {
    return fmt::format("{}: the backup is older, it lacks the last {} of {}", log.region,
                       events(log.there - log.here), log.there);
  }
  return fmt::format("{}: the store lacks {} that the backup has", log.region,
                     events(log.here - log.there));
}

/// How it stands to the store; whether one came out of the other.
bool told_against(OpenStore& backup, const std::string& path, Environment& environment) {
  const auto store = engine::open_sqlite_store(path);
  const auto logs = engine::compare(*backup.store, *store);
  environment.out << visible(fmt::format("against the store '{}':", path)) << '\n';
  for (const auto& log : logs) environment.out << "  " << visible(in_words(log)) << '\n';
  if (backup.store->info().origin != store->info().origin) {
    environment.out << visible(fmt::format("  they are different stores: '{}' and '{}'",
                                           backup.store->info().origin, store->info().origin))
                    << '\n';
    return false;
  }
  return std::none_of(logs.begin(), logs.end(), [](const auto& log) { return log.diverged(); });
}

/// The store to compare with: the one that is named, or TERMIJN_STORE's if there is any.
std::string store_beside(const RestoreOptions& options, const Environment& environment) {
  return options.store.empty() ? environment.variable("TERMIJN_STORE") : options.store;
}

Exit check(const RestoreOptions& options, Environment& environment) {
  OpenStore backup(engine::open_sqlite_store(options.file));
  const auto info = backup.store->info();
  environment.out << visible(fmt::format("'{}' is a {} of format {} ({}), made {}", options.file,
                                         info.sandbox ? "sandbox" : "store", info.format,
                                         info.origin, spoken(info.created, backup.zone())))
                  << '\n'
                  << contents_of(backup);
  const auto findings = findings_in(backup);
  for (const auto& finding : findings) {
    environment.out << tinted("damage: ", Tint::red, environment.colour)
                    << visible(finding_in_words(finding)) << '\n';
  }
  if (findings.empty()) environment.out << "it is whole: everything in it holds\n";
  const auto beside = store_beside(options, environment);
  const bool one_line = beside.empty() || told_against(backup, beside, environment);
  return findings.empty() && one_line ? Exit::ok : Exit::findings;
}

Exit run(const RestoreOptions& options, Environment& environment) {
  if (options.check) return check(options, environment);
  const auto path = store_path(options.store, environment);
  if (path.empty()) return Exit::usage;
  environment.out << copied(options.file, path);
  return Exit::ok;
}

}  // namespace

void add_restore(CLI::App& app, Environment& environment) {
  auto options = std::make_shared<RestoreOptions>();
  CLI::App* command = app.add_subcommand(
      "restore", "Make a store out of a backup, or tell what a backup is good for.");
  command->add_option("FILE", options->file, "The backup")->type_name("FILE")->required();
  command->add_flag("--check", options->check,
                    "Only tell: is it whole, what does it hold, is it older than the store");
  add_store_option(*command, options->store);
  command->footer(example_and_exits(
      "termijn restore season-2023-06-10.db --check --store season.db\n"
      "  termijn restore season-2023-06-10.db --store season-again.db",
      "0 restored, or whole; 1 damaged, or not of that store; 2 wrong usage;\n"
      "3 it cannot be read, or the new store cannot be made: one that is there stays."));
  command->callback([options, &environment] { environment.exit = run(*options, environment); });
}

}  // namespace termijn::cli
