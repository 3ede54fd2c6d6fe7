#include "engine/export/import.hpp"

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <memory>
#include <ostream>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "cli/commands/commands.hpp"
#include "cli/commands/open_store.hpp"
#include "cli/commands/usage.hpp"
#include "cli/render/text.hpp"
#include "engine/store/sqlite/sqlite_store.hpp"

namespace termijn::cli {
namespace {

namespace fs = std::filesystem;

struct ImportOptions {
  std::string file;
  std::string store;
};

/// A store under another name beside the one it is to become: what is not finished is never
/// taken for a store. It is gone unless it was moved there.
class Draft {
 public:
  explicit Draft(const std::string& path) : target_(path), name_(path + ".importing") {}
  ~Draft() {
    if (!made_) return;
    store_.reset();
    std::error_code ignored;
    for (const char* ending : {"", "-journal"}) fs::remove(name_ + ending, ignored);
  }
  Draft(const Draft&) = delete;
  Draft& operator=(const Draft&) = delete;

  engine::Store& make(const engine::StoreInfo& info) {
    store_ = engine::create_sqlite_store(name_, info);
    made_ = true;
    return *store_;
  }
  /// A link, since a file that got there meanwhile must not be replaced.
  void move() {
    store_.reset();
    if (::link(name_.c_str(), target_.c_str()) == 0) return;
    const int failed = errno;
    if (failed == EEXIST) throw_failed("exists already; it is left as it is");
    // Some file systems have no links.
    if (::access(target_.c_str(), F_OK) == 0 || ::rename(name_.c_str(), target_.c_str()) != 0) {
      throw_failed(fmt::format("cannot be made: {}", std::strerror(failed)));
    }
  }

 private:
  [[noreturn]] void throw_failed(const std::string& what) const {
    throw engine::StoreError(fmt::format("the store '{}' {}", target_, what));
  }

  std::string target_;
  std::string name_;
  std::unique_ptr<engine::Store> store_;
  bool made_ = false;
};

std::string counted(std::size_t number, std::string_view one, std::string_view many) {
  return fmt::format("{} {}", number, number == 1 ? one : many);
}

Exit refuse(const ImportOptions& options, const engine::ImportFault& fault,
            Environment& environment) {
  const auto where = fault.line == 0 ? fmt::format("'{}'", options.file)
                                     : fmt::format("line {} of '{}'", fault.line, options.file);
  return wrong_usage(environment, fmt::format("{}: {}", where, fault.what), "no store was made");
}

Exit run(const ImportOptions& options, Environment& environment) {
  const auto path = store_path(options.store, environment);
  if (path.empty()) return Exit::usage;
  std::error_code unknown;
  if (fs::exists(path, unknown)) {
    throw engine::StoreError(
        fmt::format("the store '{}' exists already; it is left as it is", path));
  }
  std::ifstream in(options.file, std::ios::binary);
  if (!in || fs::is_directory(options.file, unknown)) {
    return wrong_usage(environment, fmt::format("the file '{}' cannot be read", options.file));
  }
  Draft draft(path);
  const auto done = engine::import_store(
      in, [&](const engine::StoreInfo& info) -> engine::Store& { return draft.make(info); });
  if (const auto* fault = std::get_if<engine::ImportFault>(&done)) {
    return refuse(options, *fault, environment);
  }
  draft.move();
  const auto& imported = std::get<engine::Imported>(done);
  environment.out << visible(
                         fmt::format("made the store '{}': {} of {} in {}", path,
                                     counted(imported.events, "event", "events"),
                                     counted(imported.candidatures, "candidature", "candidatures"),
                                     counted(imported.regions, "region", "regions")))
                  << '\n';
  return Exit::ok;
}

}  // namespace

void add_import(CLI::App& app, Environment& environment) {
  auto options = std::make_shared<ImportOptions>();
  CLI::App* command = app.add_subcommand(
      "import", "Make a new store, identical to the one that was exported as JSON Lines.");
  command->add_option("FILE", options->file, "What 'export --format jsonl' wrote of a whole store")
      ->type_name("FILE")
      ->required();
  add_store_option(*command, options->store);
  command->footer(
      example_and_exits("termijn import season.jsonl --store copy.db",
                        "0 made; 2 the file is refused; 3 the store exists or cannot be made."));
  command->callback([options, &environment] { environment.exit = run(*options, environment); });
}

}  // namespace termijn::cli
