#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "cli/environment.hpp"
#include "engine/candidature/state.hpp"
#include "engine/journal/store.hpp"
#include "engine/workflow/adoption.hpp"

namespace CLI {
class App;
}

namespace termijn::cli {

/// `--store FILE`; without it the environment variable TERMIJN_STORE names the file.
void add_store_option(CLI::App& command, std::string& path);

/// `--batch N`: how much is written in one transaction.
void add_batch_option(CLI::App& command, std::size_t& batch, const std::string& about);

/// The file that `--store` or TERMIJN_STORE names; empty when neither does, which has
/// then been told on `err`.
std::string store_path(const std::string& given, Environment& environment);

/// A store with the rulebooks it keeps.
struct OpenStore {
  std::unique_ptr<engine::Store> store;
  engine::Procedures procedures;

  explicit OpenStore(std::unique_ptr<engine::Store> opened)
      : store(std::move(opened)), procedures(*store) {}

  /// The rulebook in force for new candidatures; null when the region has none.
  const rules::Rulebook* rulebook(const std::string& region);
  /// The zone of a region; without one, and for no region, that of the first region, and
  /// in a store without rulebooks UTC.
  const rules::Zone& zone(const std::string& region = {});
};

/// Opens the store. Null when none is named, which has then been told. Throws StoreError.
std::unique_ptr<OpenStore> open_store(const std::string& given, Environment& environment);

/// The instant that a command works at: the machine's clock, or what `--now` says, which
/// only a sandbox believes. Empty when it cannot be, which has then been told.
std::optional<rules::Instant> clock_of(const std::string& now, OpenStore& open,
                                       Environment& environment);

/// Whether there is such a region; when not, that has been told with the nearest there is.
bool region_exists(const std::string& region, OpenStore& open, Environment& environment);

/// The region that the id of a candidature begins with; empty when there is none such.
std::string region_of(const std::string& candidature, const engine::Store& store);

/// A candidature as it stands. Empty when there is none, which has then been told with
/// the nearest there is. Throws StoreError when its history cannot be read.
std::optional<engine::State> find_candidature(const std::string& id, OpenStore& open,
                                              Environment& environment);

}  // namespace termijn::cli
