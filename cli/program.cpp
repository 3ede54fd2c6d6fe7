#include "cli/program.hpp"

#include <algorithm>
#include <ostream>
#include <vector>

#include <CLI/CLI.hpp>

#include "cli/commands/commands.hpp"
#include "cli/commands/usage.hpp"
#include "rules/diagnostic.hpp"

namespace termijn::cli {
namespace {

constexpr const char* about =
    "Runs calls for candidatures by the rules that each region writes down.";

constexpr const char* footer =
    "Each command has its own --help, with an example.\n"
    "Exit codes: 0 fine; 1 findings; 2 wrong usage or bad input; 3 store unavailable;\n"
    "4 internal fault, or the output could not be written.";

void add_commands(CLI::App& app, Environment& environment) {
  add_resolve(app, environment);
  add_limit(app, environment);
  add_check(app, environment);
  add_explain_code(app, environment);
  add_diff(app, environment);
  add_timeline(app, environment);
  add_eval(app, environment);
  add_graph(app, environment);
  add_fmt(app, environment);
  add_translate(app, environment);
  add_schema(app, environment);
  add_store_commands(app, environment);
}

std::vector<std::string> command_names(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::App* command : app.get_subcommands({})) names.push_back(command->get_name());
  return names;
}

bool unknown_command(const CLI::App& app, std::span<const std::string> arguments) {
  if (arguments.empty() || arguments.front().starts_with('-')) return false;
  const auto names = command_names(app);
  return std::find(names.begin(), names.end(), arguments.front()) == names.end();
}

Exit refuse_command(const std::string& word, const CLI::App& app, Environment& environment) {
  const std::string near = rules::nearest(word, command_names(app));
  return wrong_usage(
      environment, "there is no command '" + word + "'",
      near.empty() ? "termijn --help lists the commands" : "did you mean 'termijn " + near + "'?");
}

/// Where the command that the arguments got to explains itself.
std::string help_of(const CLI::App& app) {
  std::string command = "termijn";
  for (const CLI::App* at = &app; !at->get_subcommands().empty();) {
    at = at->get_subcommands().front();
    command += ' ' + at->get_name();
  }
  return command + " --help";
}

}  // namespace

Exit run_program(std::span<const std::string> arguments, Environment& environment) {
  if (arguments.size() == 1 && arguments.front() == "--version") {
    environment.out << "termijn " TERMIJN_VERSION "\n";
    return Exit::ok;
  }
  CLI::App app{about, "termijn"};
  app.footer(footer);
  app.set_version_flag("--version", "termijn " TERMIJN_VERSION);
  app.require_subcommand(1);
  add_commands(app, environment);
  if (arguments.empty()) {
    return wrong_usage(environment, "no command is given", "termijn --help lists them");
  }
  if (unknown_command(app, arguments)) {
    return refuse_command(arguments.front(), app, environment);
  }
  try {
    app.parse(std::vector<std::string>(arguments.rbegin(), arguments.rend()));
  } catch (const CLI::Success& asked) {  // --help and --version
    app.exit(asked, environment.out, environment.err);
    return Exit::ok;
  } catch (const CLI::ParseError& wrong) {
    return wrong_usage(environment, wrong.what(), "see " + help_of(app));
  }
  return environment.exit;
}

}  // namespace termijn::cli
