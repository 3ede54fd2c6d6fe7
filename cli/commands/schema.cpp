#include "rules/rulebook/schema.hpp"

#include <ostream>

#include <CLI/CLI.hpp>

#include "cli/commands/commands.hpp"
#include "cli/commands/usage.hpp"

namespace termijn::cli {

void add_schema(CLI::App& app, Environment& environment) {
  CLI::App* command = app.add_subcommand(
      "schema", "Print the JSON Schema of a rulebook, for editors that complete and validate.");
  command->footer(example_and_exits("termijn schema > termijn.schema.json", "0 fine."));
  command->callback([&environment] {
    environment.out << rules::rulebook_schema();
    environment.exit = Exit::ok;
  });
}

}  // namespace termijn::cli
