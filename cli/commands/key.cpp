#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <memory>
#include <ostream>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "cli/commands/commands.hpp"
#include "cli/commands/key_files.hpp"
#include "cli/commands/open_store.hpp"
#include "cli/commands/usage.hpp"
#include "cli/render/text.hpp"
#include "cli/rulebook_files.hpp"

namespace termijn::cli {
namespace {

struct KeyOptions {
  std::string file;
  std::string name;
  std::string store;
  std::string now;
};

/// Writes a file that must not be there yet; it is its owner's alone from its first byte on.
bool write_new(const std::string& path, const std::string& text, mode_t mode,
               Environment& environment) {
  const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
  bool done = file >= 0;
  if (done) {
    done = ::write(file, text.data(), text.size()) == static_cast<ssize_t>(text.size()) &&
           ::fsync(file) == 0;
    done = ::close(file) == 0 && done;
    if (!done) ::unlink(path.c_str());
  }
  if (!done) {
    wrong_usage(environment,
                fmt::format("the file '{}' cannot be made: {}", path, std::strerror(errno)),
                errno == EEXIST ? "a key is never written over: name another file" : "");
  }
  return done;
}

Exit run_new(const KeyOptions& options, Environment& environment) {
  const std::string name = options.name.empty()
                               ? "termijn/" + std::filesystem::path(options.file).stem().string()
                               : options.name;
  if (!engine::is_key_name(name)) {
    return wrong_usage(environment, fmt::format("'{}' cannot be the name of a key", name),
                       "write --name NAME without blanks or '+'");
  }
  const auto key = engine::make_key(name);
  const auto verifier = engine::verifier_of(key);
  const std::string open = options.file + ".pub";
  if (!write_new(open, engine::public_file(verifier), 0644, environment)) return Exit::usage;
  if (!write_new(options.file, engine::private_file(key), 0600, environment)) {
    ::unlink(open.c_str());
    return Exit::usage;
  }
  environment.out << visible(fmt::format("made the key '{}': keep '{}' to yourself, give '{}' to "
                                         "whoever is to check",
                                         name, options.file, open))
                  << '\n'
                  << visible(engine::verifier_text(verifier)) << '\n';
  return Exit::ok;
}

Exit run_show(const KeyOptions& options, Environment& environment) {
  const auto text = read_file(options.file, environment);
  if (!text) return Exit::usage;
  const auto secret = engine::read_private_file(*text);
  if (const auto* key = std::get_if<engine::SigningKey>(&secret)) {
    environment.out << visible_lines(engine::public_file(engine::verifier_of(*key)));
    return Exit::ok;
  }
  const auto key = read_public_key(options.file, environment);
  if (!key) return Exit::usage;
  environment.out << visible_lines(engine::public_file(*key));
  return Exit::ok;
}

Exit run_require(const KeyOptions& options, Environment& environment) {
  const auto key = read_public_key(options.file, environment);
  if (!key) return Exit::usage;
  const auto open = open_store(options.store, environment);
  if (!open) return Exit::usage;
  const auto now = clock_of(options.now, *open, environment);
  if (!now) return Exit::usage;
  const auto transaction = open->store->begin();
  transaction->put_key({0, key->name, engine::verifier_text(*key), *now, true});
  transaction->commit();
  environment.out << visible(fmt::format(
                         "checkpoints of this store must be signed with '{}' from now on",
                         key->name))
                  << '\n';
  return Exit::ok;
}

using Run = Exit (*)(const KeyOptions&, Environment&);

struct Sub {
  const char* name;
  const char* about;
  const char* file;
  const char* example;
  Run run;
};

constexpr Sub subs[] = {
    {"new", "Make a key for checkpoints, and FILE.pub for whoever checks them.",
     "Where to keep the private key; it must not be there yet",
     "termijn key new season.key --name zora.example/termijn", run_new},
    {"show", "Print the public key of a key file.", "A private or a public key",
     "termijn key show season.key", run_show},
    {"require", "Require that every checkpoint of a store is signed with a key from now on.",
     "The public key", "termijn key require season.key.pub --store season.db", run_require},
};

void add_sub(CLI::App& parent, const Sub& sub, Environment& environment) {
  auto options = std::make_shared<KeyOptions>();
  CLI::App* command = parent.add_subcommand(sub.name, sub.about);
  command->add_option("FILE", options->file, sub.file)->required();
  if (sub.run == run_new) {
    command->add_option("--name", options->name, "Its name in signatures (termijn/FILE)")
        ->type_name("NAME");
  }
  if (sub.run == run_require) {
    add_store_option(*command, options->store);
    command->add_option("--now", options->now, "What the clock says, in a sandbox only")
        ->type_name("INSTANT");
  }
  command->footer(
      example_and_exits(sub.example, "0 done; 2 wrong usage or no key; 3 store unavailable."));
  command->callback(
      [options, run = sub.run, &environment] { environment.exit = run(*options, environment); });
}

}  // namespace

void add_key(CLI::App& app, Environment& environment) {
  CLI::App* key = app.add_subcommand("key", "Make and require the keys that sign checkpoints.");
  key->require_subcommand(1);
  key->footer(example_and_exits("termijn key new season.key",
                                "0 done; 2 wrong usage or no key; 3 store unavailable."));
  for (const Sub& sub : subs) add_sub(*key, sub, environment);
}

}  // namespace termijn::cli
