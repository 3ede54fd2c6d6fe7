#include "cli/commands/examination.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

#include <fmt/format.h>

#include "cli/commands/open_store.hpp"
#include "cli/commands/whole.hpp"
#include "cli/render/when.hpp"
#include "cli/this_process.hpp"
#include "engine/store/sqlite/copy.hpp"
#include "engine/store/sqlite/sqlite_store.hpp"

namespace termijn::cli {
namespace {

namespace fs = std::filesystem;
using engine::Holding;

constexpr const char* restore_it =
    "stop writing to it; termijn restore BACKUP --check --store FILE, then restore";

/// One look at a store: each `look_at_…` adds what it finds.
class Doctor {
 public:
  Doctor(std::string path, const Environment& environment)
      : path_(std::move(path)), environment_(environment) {}

  Examination examine() {
    look_at_file();
    look_at_disk();
    const bool journal = fs::exists(path_ + "-journal");
    if (!opened()) return std::move(found_);
    if (journal) look_at_journal();
    for (const auto look :
         {&Doctor::look_at_pages, &Doctor::look_at_format, &Doctor::look_at_rulebooks,
          &Doctor::look_at_contents, &Doctor::look_at_clock, &Doctor::look_at_night,
          &Doctor::look_at_checkpoints, &Doctor::look_at_notices}) {
      try {
        (this->*look)();
      } catch (const engine::StoreError& failed) {
        bad("damage", failed.what(), restore_it);
      }
    }
    return std::move(found_);
  }

 private:
  void bad(std::string about, std::string what, std::string next) {
    found_.symptoms.push_back({std::move(about), std::move(what), std::move(next)});
  }
  void fine(std::string what) { found_.fine.push_back(std::move(what)); }
  std::string folder() const {
    const auto parent = fs::path(path_).parent_path();
    return parent.empty() ? "." : parent.string();
  }

  void look_at_file();
  void look_at_disk();
  bool opened();
  void look_at_journal();
  void look_at_pages();
  void look_at_format();
  void look_at_rulebooks();
  void look_at_contents();
  void look_at_clock();
  void look_at_night();
  void look_at_checkpoints();
  void look_at_notices();

  std::string path_;
  const Environment& environment_;
  Examination found_;
  std::unique_ptr<OpenStore> open_;
  bool rulebooks_ = true;
};

void Doctor::look_at_file() {
  struct stat file {};
  struct stat place {};
  if (::stat(path_.c_str(), &file) != 0 || ::stat(folder().c_str(), &place) != 0) return;
  const auto before = found_.symptoms.size();
  if ((file.st_mode & (S_IRWXG | S_IRWXO)) != 0) {
    bad("permissions",
        fmt::format("others than its owner may open it (mode {:04o})", file.st_mode & 07777U),
        fmt::format("chmod 600 '{}'", path_));
  }
  if ((place.st_mode & S_IWOTH) != 0 && (place.st_mode & S_ISVTX) == 0) {
    bad("permissions", fmt::format("everybody may remove files from its folder '{}'", folder()),
        fmt::format("chmod o-w '{}'", folder()));
  }
  if (::access(path_.c_str(), W_OK) != 0 || ::access(folder().c_str(), W_OK) != 0) {
    bad("permissions", "this user may read it and not write to it (or not to its folder)",
        "nothing, if this is for reading; else run as the owner of the file and its folder");
  }
  if (found_.symptoms.size() == before) fine("only its owner may open it");
}

bool is_network(const std::string& folder) {
  // statfs(2): NFS, SMB, CIFS, SMB2, AFS, Ceph, 9p.
  constexpr std::array<std::uint64_t, 7> kinds = {0x6969,     0x517B,     0xFF534D42, 0xFE534D42,
                                                  0x5346414F, 0x00C36400, 0x01021997};
  struct statfs found {};
  if (::statfs(folder.c_str(), &found) != 0) return false;
  const auto kind = static_cast<std::uint64_t>(found.f_type) & 0xFFFFFFFFU;
  return std::find(kinds.begin(), kinds.end(), kind) != kinds.end();
}

void Doctor::look_at_disk() {
  if (is_network(folder())) {
    bad("disk", "it lies on a network file system, whose locks cannot be relied on",
        "move it to a disk of this machine; take backups to the network");
  }
  std::error_code unknown;
  const auto room = fs::space(folder(), unknown);
  const auto size = unknown ? 0 : fs::file_size(path_, unknown);
  if (unknown) return;
  // A transaction may need the store's size again for its journal, and a backup as well.
  constexpr std::uintmax_t least = 64ULL << 20U;
  const auto wanted = std::max(2 * size, least);
  if (room.available < wanted) {
    bad("disk",
        fmt::format("{} MiB are left on its disk; a night may need {}", room.available >> 20U,
                    wanted >> 20U),
        "make room before the next night; a full disk stops it, but damages nothing");
  } else {
    fine(fmt::format("{} MiB are left on its disk", room.available >> 20U));
  }
}

bool Doctor::opened() {
  try {
    open_ = std::make_unique<OpenStore>(engine::open_sqlite_store(path_));
    static_cast<void>(open_->store->regions());
    found_.opened = true;
  } catch (const engine::StoreError& failed) {
    bad("store", failed.what(), "docs/operator.md says what to do: When something is wrong");
  }
  return found_.opened;
}

void Doctor::look_at_journal() {
  if (fs::exists(path_ + "-journal")) {
    bad("journal", "a journal lies beside it that is not of a run that died",
        "nothing while a command runs; else leave it there: the next write removes it");
  } else {
    fine("a run had died in the middle of a step: that step was undone, as it should be");
  }
}

void Doctor::look_at_pages() {
  const auto state = engine::examine_sqlite_store(path_);
  if (!state.integrity.empty()) {
    bad("damage", "SQLite finds: " + state.integrity, restore_it);
  }
  if (state.orphans > 0) {
    bad("damage", fmt::format("{} rows belong to events that are not there", state.orphans),
        restore_it);
  }
  if (state.integrity.empty() && state.orphans == 0) fine("its pages and indexes are sound");
}

void Doctor::look_at_format() {
  const int format = open_->store->info().format;
  const int newest = engine::StoreInfo{}.format;
  if (format < newest) {
    bad("format", fmt::format("it is of format {}; this program writes format {}", format, newest),
        "make a backup; the next write upgrades it, and older programs cannot open it then");
  } else {
    fine(fmt::format("it is of format {}", format));
  }
}

void Doctor::look_at_rulebooks() {
  std::size_t count = 0;
  for (const auto& row : open_->store->regions()) {
    try {
      if (!row.rulebook.empty()) open_->procedures.at(row.rulebook);
      for (const auto& one : open_->store->candidatures(row.region)) {
        open_->procedures.at(one.rulebook);
      }
      ++count;
    } catch (const engine::StoreError& failed) {
      rulebooks_ = false;
      bad("rulebook", fmt::format("{}: {}", row.region, failed.what()),
          "use the termijn that adopted it, or restore a backup");
    }
  }
  if (count == 0 && rulebooks_) {
    bad("rulebook", "no region has one in force", "termijn adopt FILE");
  } else if (rulebooks_) {
    fine(fmt::format("the rulebooks of {} region{} load", count, count == 1 ? "" : "s"));
  }
}

void Doctor::look_at_contents() {
  if (!rulebooks_) return;
  const auto findings = findings_in(*open_);
  for (const auto& finding : findings) {
    bad("damage", finding_in_words(finding),
        "keep the file as it is for an auditor (docs/auditor.md); termijn restore BACKUP --check");
  }
  if (findings.empty()) fine("everything holds: bytes, trees, documents, derived tables");
}

void Doctor::look_at_clock() {
  if (open_->store->info().sandbox) return;
  std::optional<rules::Instant> newest;
  for (const auto& row : open_->store->regions()) {
    open_->store->scan(row.region, row.tree.size(), [&](const engine::StoredEvent& stored) {
      const auto decoded = engine::decode(stored);
      const auto* event = std::get_if<engine::Event>(&decoded);
      if (event && (!newest || event->recorded > *newest)) newest = event->recorded;
    });
  }
  if (!newest) return;
  if (*newest > environment_.now()) {
    bad("clock",
        fmt::format("the newest event was recorded {}, and this machine's clock says {}",
                    spoken(*newest, open_->zone()), spoken(environment_.now(), open_->zone())),
        "set the clock (timedatectl) before anything is recorded or a night runs");
  } else {
    fine("the clock is not behind the newest event");
  }
}

void Doctor::look_at_night() {
  const auto holder = open_->store->night();
  if (!holder) return fine("no night is running");
  const auto who = fmt::format("{}, since {}", process_in_words(holder->holder),
                               spoken(holder->started, open_->zone()));
  switch (environment_.holding(holder->holder)) {
    case Holding::running:
      return fine("a night is running: " + who);
    case Holding::gone:
      return bad("night", "a night did not finish: " + who,
                 "termijn nightly takes up where it stopped");
    case Holding::elsewhere:
      return bad("night", "a night was begun on another machine: " + who,
                 "look there; a day after its start termijn nightly takes over");
  }
}

void Doctor::look_at_checkpoints() {
  for (const auto& row : open_->store->regions()) {
    const auto made = open_->store->checkpoints(row.region);
    const auto covered = made.empty() ? 0 : made.back().size;
    if (covered == row.tree.size()) continue;
    bad("checkpoint",
        fmt::format("{}: {} of {} events came after the last checkpoint", row.region,
                    row.tree.size() - covered, row.tree.size()),
        "termijn audit checkpoint, and publish it (docs/auditor.md)");
  }
  const engine::Trust nobody;  // but what the store itself requires
  const auto verified = engine::verify(*open_->store, nobody);
  for (const auto& finding : engine::uncovered(*open_->store, nobody, verified)) {
    bad("signature", finding_in_words(finding),
        "termijn audit checkpoint --key FILE (docs/operator.md when the key is lost)");
  }
}

void Doctor::look_at_notices() {
  const auto waiting = open_->store->notices().size();
  fine(fmt::format("{} notice{} stand{} in the outbox", waiting, waiting == 1 ? "" : "s",
                   waiting == 1 ? "s" : ""));
}

}  // namespace

Examination examine(const std::string& path, const Environment& environment) {
  return Doctor(path, environment).examine();
}

}  // namespace termijn::cli
