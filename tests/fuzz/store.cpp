// A real store file, damaged as the input says: bytes, pages, its length, and rows by SQL
// with the triggers dropped. Whatever is damaged, opening, verifying, replaying and reading
// histories must end in findings or in a StoreError; an event that reads otherwise than it
// was appended must not pass in silence.
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <unistd.h>

#include <sqlite3.h>

#include "desk.hpp"
#include "engine/audit/replay.hpp"
#include "engine/store/sqlite/sqlite_store.hpp"
#include "input.hpp"

using namespace termijn;

namespace {

using fuzz::Input;
using fuzz::Log;
using fuzz::log_of;

/// What somebody with the file could do to a row. ?1 a text, ?2 which row, ?3 a number.
const char* const changes[] = {
    "UPDATE event SET bytes = ?1 WHERE sequence = 1 + ?2",
    "UPDATE event SET bytes = replace(bytes, 'noord', ?1) WHERE sequence = 1 + ?2",
    "UPDATE event SET bytes = (SELECT bytes FROM event WHERE sequence = 1 + ?3) "
    "WHERE sequence = 1 + ?2",
    "UPDATE event SET candidature = ?1 WHERE sequence = 1 + ?2",
    "UPDATE event SET previous = ?3 WHERE sequence = 1 + ?2",
    "UPDATE event SET sequence = 1 + ?3 WHERE sequence = 1 + ?2",
    "UPDATE event SET region = ?1 WHERE sequence = 1 + ?2",
    "UPDATE event SET leaf = (SELECT leaf FROM event WHERE sequence = 1 + ?3) "
    "WHERE sequence = 1 + ?2",
    "DELETE FROM event WHERE sequence = 1 + ?2",
    "DELETE FROM event WHERE sequence > ?2",
    "INSERT INTO event SELECT region, 1000 + ?3, candidature, previous, bytes, leaf FROM event "
    "WHERE sequence = 1 + ?2",
    "UPDATE region SET size = ?3",
    "UPDATE region SET rulebook = ?1",
    "UPDATE region SET subtrees = CAST(?1 AS BLOB)",
    "DELETE FROM region",
    "UPDATE candidature SET stage = ?1 WHERE id = 'noord/' || (1 + ?2 % 6)",
    "UPDATE candidature SET standing = ?1 WHERE id = 'noord/' || (1 + ?2 % 6)",
    "UPDATE candidature SET organisation = ?1 WHERE id = 'noord/' || (1 + ?2 % 6)",
    "UPDATE candidature SET rulebook = ?1 WHERE id = 'noord/' || (1 + ?2 % 6)",
    "UPDATE candidature SET limits = ?1 WHERE id = 'noord/' || (1 + ?2 % 6)",
    "UPDATE candidature SET head = ?3 WHERE id = 'noord/' || (1 + ?2 % 6)",
    "UPDATE candidature SET arrival = ?3 WHERE id = 'noord/' || (1 + ?2 % 6)",
    "UPDATE candidature SET last_sequence = ?3 WHERE id = 'noord/' || (1 + ?2 % 6)",
    "DELETE FROM candidature WHERE id = 'noord/' || (1 + ?2 % 6)",
    "INSERT INTO candidature (region, id, head) VALUES ('noord', ?1, ?3)",
    "DELETE FROM due",
    "UPDATE due SET due = due + ?3",
    "INSERT INTO due VALUES (?3, 'noord', ?1, ?1)",
    "DELETE FROM claim",
    "UPDATE personal SET bytes = ?1",
    "UPDATE personal SET salt = CAST(?1 AS BLOB)",
    "UPDATE personal SET sequence = 1 + ?3 WHERE sequence = 1 + ?2",
    "UPDATE document SET bytes = CAST(?1 AS BLOB) WHERE number = 1 + ?2",
    "UPDATE document SET digest = ?1 WHERE number = 1 + ?2",
    "UPDATE document SET name = ?1 WHERE number = 1 + ?2",
    "UPDATE document SET kind = ?1 WHERE number = 1 + ?2",
    "DELETE FROM document WHERE number = 1 + ?2",
    "UPDATE refused SET line = CAST(?1 AS BLOB), reason = ?1",
    "UPDATE store SET origin = ?1, sandbox = ?3",
    "DELETE FROM store",
    "DROP TABLE claim",
    "DROP TABLE document",
    "PRAGMA user_version = 9",
    "PRAGMA user_version = 1",
};

std::string bytes_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

/// A folder of its own, in memory where the machine has such a place; it goes with the process.
class Folder {
 public:
  Folder() {
    const bool memory = std::filesystem::is_directory("/dev/shm");
    std::string name = (memory ? "/dev/shm" : std::filesystem::temp_directory_path().string()) +
                       "/termijn-fuzz-XXXXXX";
    if (mkdtemp(name.data()) == nullptr) std::abort();
    path_ = name;
  }
  ~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

const std::string& folder() {
  static const Folder made;
  return made.path();
}

struct Whole {
  std::string bytes;  ///< The file, undamaged.
  Log log;
  std::vector<engine::CandidatureRow> rows;
};

const Whole& whole() {
  static const Whole made = [] {
    Whole whole;
    const auto path = folder() + "/whole.db";
    tests::Desk desk(
        engine::create_sqlite_store(
            path,
            {.format = 2, .sandbox = true, .origin = "fuzz.example", .created = rules::Instant{}}),
        tests::small_rules(2));
    fuzz::play_a_little(desk);
    whole.log = log_of(desk.store());
    whole.rows = desk.store().candidatures("noord");
    whole.bytes = bytes_of(path);
    return whole;
  }();
  return made;
}

void damage_bytes(std::string& file, Input& input, std::size_t how) {
  constexpr std::size_t page = 4096;
  const std::size_t pages = std::max<std::size_t>(1, file.size() / page);
  const std::size_t at = input.number() % pages * page;
  const std::size_t other = input.number() % pages * page;
  switch (how) {
    case 0:  // in the page's own header, or anywhere
      file[at + input.number() % std::min(page, file.size() - at)] ^=
          static_cast<char>(1 + input.byte());
      return;
    case 1: {
      const auto text = input.text();
      file.replace(at + input.number() % page % (file.size() - at), text.size(), text);
      return;
    }
    case 2:
      file.resize(std::min(file.size(), at + other % page + 1));
      return;
    case 3:
      file.replace(at, page, file.substr(other, page));
      return;
    default:
      file[input.byte() % 100] = static_cast<char>(input.byte());
  }
}

void damage_rows(const std::string& path, Input& input) {
  sqlite3* database = nullptr;
  if (sqlite3_open(path.c_str(), &database) == SQLITE_OK) {
    sqlite3_exec(database, "PRAGMA synchronous = OFF; PRAGMA journal_mode = MEMORY", nullptr,
                 nullptr, nullptr);
    std::string drops;
    sqlite3_exec(
        database, "SELECT 'DROP TRIGGER ' || name || ';' FROM sqlite_master WHERE type = 'trigger'",
        [](void* all, int, char** row, char**) {
          *static_cast<std::string*>(all) += row[0] != nullptr ? row[0] : "";
          return 0;
        },
        &drops, nullptr);
    sqlite3_exec(database, drops.c_str(), nullptr, nullptr, nullptr);
    const auto* change = changes[input.byte() % std::size(changes)];
    sqlite3_stmt* statement = nullptr;
    if (sqlite3_prepare_v2(database, change, -1, &statement, nullptr) == SQLITE_OK) {
      const auto text = input.text();
      sqlite3_bind_text(statement, 1, text.c_str(), static_cast<int>(text.size()),
                        SQLITE_TRANSIENT);
      sqlite3_bind_int64(statement, 2, static_cast<sqlite3_int64>(input.byte() % 48));
      sqlite3_bind_int64(statement, 3, static_cast<sqlite3_int64>(input.number()) - 8);
      sqlite3_step(statement);
    }
    sqlite3_finalize(statement);
  }
  sqlite3_close(database);
}

void damage(const std::string& path, Input& input) {
  std::string file = whole().bytes;
  std::ofstream(path, std::ios::binary) << file;
  for (int times = 0; times < 6 && input.more(); ++times) {
    const auto how = input.byte() % 12;
    if (how >= 5) {
      damage_rows(path, input);
      continue;
    }
    file = bytes_of(path);
    if (file.empty()) return;
    damage_bytes(file, input, how);
    std::ofstream(path, std::ios::binary) << file;
  }
}

/// An event that is there otherwise than it was appended, or not there.
bool differs(const Log& log) {
  for (const auto& [region, events] : log) {
    const auto found = whole().log.find(region);
    if (found == whole().log.end() || found->second != events) return true;
  }
  // A region whose last event is gone with all that is known of it is another store: only a
  // checkpoint kept elsewhere tells.
  return false;
}

void look_at(const std::string& path) {
  const auto store = engine::open_sqlite_store(path, std::chrono::milliseconds{1});
  engine::Procedures procedures(*store);
  const auto findings = engine::verify(*store);
  const Log log = log_of(*store);
  fuzz::must(!differs(log) || !findings.empty(), "a changed event is found");
  for (const auto& row : store->candidatures("noord")) {
    static_cast<void>(engine::load_state(*store, row.region, row.id));
  }
  static_cast<void>(store->notices());
  static_cast<void>(store->refusals());
  const auto replayed = engine::replay(*store, procedures);
  if (log.empty() && store->candidatures("noord").empty()) return;
  fuzz::must(store->candidatures("noord") == whole().rows || !findings.empty() ||
                 !replayed.findings.empty(),
             "a row that its events do not say is found");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static_cast<void>(whole());
  const auto path = folder() + "/damaged.db";
  for (const char* beside : {"", "-journal", "-wal", "-shm"}) {
    std::filesystem::remove(path + beside);
  }
  Input input(data, size);
  damage(path, input);
  try {
    look_at(path);
  } catch (const engine::StoreError& failed) {
    fuzz::must(failed.what() != std::string(), "a store that fails says why");
  }
  return 0;
}
