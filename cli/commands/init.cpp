#include <algorithm>
#include <filesystem>
#include <memory>
#include <ostream>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "cli/commands/commands.hpp"
#include "cli/commands/key_files.hpp"
#include "cli/commands/open_store.hpp"
#include "cli/commands/usage.hpp"
#include "cli/render/text.hpp"
#include "engine/store/sqlite/sqlite_store.hpp"

namespace termijn::cli {
namespace {

struct InitOptions {
  std::string store;
  std::string origin;
  std::string required;
  bool sandbox = false;
};

/// The origin becomes the first line of checkpoints, where a blank or '+' would end it.
bool fits_an_origin(const std::string& origin) {
  return !origin.empty() && std::all_of(origin.begin(), origin.end(),
                                        [](char c) { return c > ' ' && c < '\x7f' && c != '+'; });
}

Exit run(const InitOptions& options, Environment& environment) {
  const auto path = store_path(options.store, environment);
  if (path.empty()) return Exit::usage;
  const auto origin = options.origin.empty()
                          ? "termijn/" + std::filesystem::path(path).stem().string()
                          : options.origin;
  if (!fits_an_origin(origin)) {
    return wrong_usage(environment, fmt::format("'{}' cannot be an origin", origin),
                       "write --origin NAME in letters, digits and signs, without blanks or '+'");
  }
  std::optional<engine::VerifierKey> key;
  if (!options.required.empty()) {
    key = read_public_key(options.required, environment);
    if (!key) return Exit::usage;
  }
  const auto store = engine::create_sqlite_store(
      path, {.sandbox = options.sandbox, .origin = origin, .created = environment.now()});
  if (key) {
    const auto transaction = store->begin();
    // Its events may be told to be of long ago; the requirement is there from the start.
    const auto from = options.sandbox ? rules::Instant() : environment.now();
    transaction->put_key({0, key->name, engine::verifier_text(*key), from, true});
    transaction->commit();
  }
  environment.out << visible(fmt::format("made the {} '{}' ({})",
                                         options.sandbox ? "sandbox" : "store", path, origin))
                  << '\n';
  if (options.sandbox) {
    environment.out << "it believes --now and proves nothing about time: for practice only\n";
  }
  return Exit::ok;
}

}  // namespace

void add_init(CLI::App& app, Environment& environment) {
  auto options = std::make_shared<InitOptions>();
  CLI::App* command = app.add_subcommand("init", "Make a new store: the one file that holds all.");
  add_store_option(*command, options->store);
  command->add_flag("--sandbox", options->sandbox, "For practice: it takes its clock from --now");
  command->add_option("--origin", options->origin, "Its name in checkpoints (termijn/FILE)")
      ->type_name("NAME");
  command
      ->add_option("--require-signed", options->required,
                   "A public key that every checkpoint must be signed with")
      ->type_name("FILE.pub");
  command->footer(example_and_exits("termijn init --store season.db",
                                    "0 made; 2 wrong usage; 3 the file exists or cannot be made."));
  command->callback([options, &environment] { environment.exit = run(*options, environment); });
}

}  // namespace termijn::cli
