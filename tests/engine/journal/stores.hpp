#pragma once

#include <filesystem>
#include <memory>
#include <stdexcept>
#include <stdlib.h>
#include <string>
#include <vector>

#include <boost/mpl/list.hpp>

#include "engine/journal/store.hpp"
#include "engine/store/sqlite/sqlite_store.hpp"
#include "rules/time/zone.hpp"

namespace termijn::tests {

using namespace engine;

/// A folder of its own that goes when the test ends.
class TemporaryFolder {
 public:
  TemporaryFolder() {
    std::string name = std::filesystem::temp_directory_path() / "termijn-XXXXXX";
    if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder");
    path_ = name;
  }
  ~TemporaryFolder() { std::filesystem::remove_all(path_); }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  std::string operator/(const std::string& name) const { return path_ / name; }
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

inline rules::Instant at(const char* text) { return rules::parse_rfc3339(text).value(); }

inline StoreInfo sandbox_info() {
  StoreInfo info;
  info.sandbox = true;
  info.origin = "termijn.example/test";
  info.created = at("2023-04-01T08:00:00Z");
  return info;
}

/// The twins that keep the same promises. `reopened` ends what was open.
struct InMemory {
  std::unique_ptr<Store> store = memory_store(sandbox_info());

  Store& open() { return *store; }
  Store& reopened() { return *store; }
};

struct OnDisk {
  TemporaryFolder folder;
  std::string path = folder / "season.termijn";
  std::unique_ptr<Store> store = create_sqlite_store(path, sandbox_info());

  Store& open() { return *store; }
  Store& reopened() {
    store.reset();
    store = open_sqlite_store(path);
    return *store;
  }
};

inline Event submission(const std::string& region, const std::string& candidature) {
  Event event;
  event.region = region;
  event.candidature = candidature;
  event.kind = "submitted";
  event.happened = at("2023-06-09T20:00:00Z");
  event.recorded = at("2023-06-09T20:00:05Z");
  event.actor = "mailbox";
  event.rulebook = std::string(64, 'a');
  event.body = {{"document", "kandidatuur.pdf"}};
  return event;
}

using Stores = boost::mpl::list<InMemory, OnDisk>;

inline constexpr char zora[] = "zora-werkt";
inline constexpr char oostende[] = "oostende";

inline std::vector<StoredEvent> scanned(const Store& store, const std::string& region,
                                        std::uint64_t first = 1) {
  std::vector<StoredEvent> events;
  store.scan(region, first, [&](const StoredEvent& event) { events.push_back(event); });
  return events;
}

inline std::vector<std::uint64_t> sequences(const std::vector<StoredEvent>& events) {
  std::vector<std::uint64_t> numbers;
  for (const StoredEvent& event : events) numbers.push_back(event.sequence);
  return numbers;
}

inline CandidatureRow row(const std::string& id, const std::string& organisation,
                          const std::string& region = zora) {
  CandidatureRow made;
  made.region = region;
  made.id = id;
  made.organisation = organisation;
  made.stage = "received";
  made.rulebook = std::string(64, 'a');
  made.standing = "open";
  made.last_sequence = 1;
  return made;
}

inline DueRow due(const char* instant, const std::string& candidature,
                  const std::string& limit = "lapse", const std::string& region = zora) {
  return {at(instant), region, candidature, limit};
}

inline Notice notice(const char* occurrence, const std::string& recipient) {
  Notice made;
  made.region = zora;
  made.candidature = "zora-werkt/1";
  made.rule = "told->final";
  made.occurrence = occurrence;
  made.recipient = recipient;
  made.text = "the window for a rebuttal has closed";
  made.created = at("2023-07-22T03:00:00Z");
  return made;
}

/// Runs `write` in a transaction of its own and keeps it.
template <typename Write>
void write(Store& store, Write act) {
  const auto transaction = store.begin();
  act(*transaction);
  transaction->commit();
}

}  // namespace termijn::tests
