#include "cli/commands/open_store.hpp"

#include <algorithm>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "cli/commands/lookup.hpp"
#include "cli/commands/usage.hpp"
#include "engine/agenda/ledger.hpp"
#include "engine/store/sqlite/sqlite_store.hpp"

namespace termijn::cli {
namespace {

std::string did_you_mean(const std::string& word, const std::vector<std::string>& known,
                         const std::string& otherwise) {
  const auto near = rules::nearest(word, known);
  return near.empty() ? otherwise : fmt::format("did you mean '{}'?", near);
}

std::vector<std::string> region_names(const engine::Store& store) {
  std::vector<std::string> names;
  for (const auto& row : store.regions()) names.push_back(row.region);
  return names;
}

}  // namespace

void add_store_option(CLI::App& command, std::string& path) {
  command.add_option("--store", path, "The store (or set TERMIJN_STORE)")->type_name("FILE");
}

void add_batch_option(CLI::App& command, std::size_t& batch, const std::string& about) {
  constexpr std::size_t most = 100'000;
  command.add_option("--batch", batch, about)
      ->type_name("N")
      ->check(CLI::Range(std::size_t{1}, most));
}

std::string store_path(const std::string& given, Environment& environment) {
  std::string path = given.empty() ? environment.variable("TERMIJN_STORE") : given;
  if (path.empty()) {
    wrong_usage(environment, "no store is named", "add --store FILE, or set TERMIJN_STORE");
  }
  return path;
}

const rules::Rulebook* OpenStore::rulebook(const std::string& region) {
  const auto row = store->region(region);
  return row && !row->rulebook.empty() ? &procedures.at(row->rulebook).rulebook : nullptr;
}

const rules::Zone& OpenStore::zone(const std::string& region) {
  static const auto utc = rules::Zone::fixed("UTC", std::chrono::seconds{0});
  if (const auto* found = region.empty() ? nullptr : rulebook(region)) return *found->zone;
  for (const auto& row : store->regions()) {
    if (const auto* first = rulebook(row.region)) return *first->zone;
  }
  return utc;
}

std::unique_ptr<OpenStore> open_store(const std::string& given, Environment& environment) {
  const auto path = store_path(given, environment);
  if (path.empty()) return nullptr;
  return std::make_unique<OpenStore>(engine::open_sqlite_store(path));
}

std::optional<rules::Instant> clock_of(const std::string& now, OpenStore& open,
                                       Environment& environment) {
  if (now.empty()) return environment.now();
  if (!open.store->info().sandbox) {
    wrong_usage(environment, "--now sets the clock only in a sandbox: this store is a real one",
                "leave --now out, or practise in a store made with: termijn init --sandbox");
    return std::nullopt;
  }
  return read_time(now, open.zone(), "--now", environment);
}

bool region_exists(const std::string& region, OpenStore& open, Environment& environment) {
  if (open.store->region(region)) return true;
  const auto known = region_names(*open.store);
  wrong_usage(environment, fmt::format("there is no region '{}' in this store", region),
              did_you_mean(region, known,
                           known.empty() ? "it has none yet: termijn adopt FILE"
                                         : fmt::format("there are {}", listed(known))));
  return false;
}

std::string region_of(const std::string& candidature, const engine::Store& store) {
  std::string found;
  for (const auto& name : region_names(store)) {
    if (candidature.starts_with(name + "/") && name.size() > found.size()) found = name;
  }
  return found;
}

std::optional<engine::State> find_candidature(const std::string& id, OpenStore& open,
                                              Environment& environment) {
  const auto region = region_of(id, *open.store);
  if (region.empty()) {
    const auto name = id.substr(0, id.rfind('/'));
    if (id.find('/') == std::string::npos) {
      wrong_usage(environment, fmt::format("'{}' is no candidature", id),
                  "write the region's id first: REGION/NUMBER");
    } else {
      region_exists(name, open, environment);
    }
    return std::nullopt;
  }
  auto loaded = engine::load_state(*open.store, region, id);
  if (const auto* fault = std::get_if<engine::FoldFault>(&loaded)) {
    throw engine::StoreError(
        fmt::format("the history of '{}' cannot be read at event {}: {}; run: termijn audit verify",
                    id, fault->sequence, fault->message));
  }
  auto& state = std::get<engine::State>(loaded);
  if (state.exists()) return std::move(state);
  std::vector<std::string> known;
  for (const auto& row : open.store->candidatures(region)) known.push_back(row.id);
  wrong_usage(
      environment, fmt::format("there is no candidature '{}'", id),
      did_you_mean(id, known, fmt::format("termijn status --region {} lists them", region)));
  return std::nullopt;
}

}  // namespace termijn::cli
