#include <memory>
#include <ostream>

#include <CLI/CLI.hpp>

#include "cli/commands/commands.hpp"
#include "cli/commands/open_store.hpp"
#include "cli/commands/usage.hpp"
#include "cli/commands/whole.hpp"

namespace termijn::cli {
namespace {

struct BackupOptions {
  std::string file;
  std::string store;
};

Exit run(const BackupOptions& options, Environment& environment) {
  const auto path = store_path(options.store, environment);
  if (path.empty()) return Exit::usage;
  environment.out << copied(path, options.file);
  return Exit::ok;
}

}  // namespace

void add_backup(CLI::App& app, Environment& environment) {
  auto options = std::make_shared<BackupOptions>();
  CLI::App* command = app.add_subcommand(
      "backup", "Copy the store, also while it is written to, and verify the copy.");
  command->add_option("FILE", options->file, "The new file; one that is there is left as it is")
      ->type_name("FILE")
      ->required();
  add_store_option(*command, options->store);
  command->footer(example_and_exits(
      "termijn backup season-2023-06-10.db --store season.db",
      "0 copied and verified; 2 wrong usage; 3 the store cannot be read or is damaged,\n"
      "or the copy cannot be made: then there is none."));
  command->callback([options, &environment] { environment.exit = run(*options, environment); });
}

}  // namespace termijn::cli
