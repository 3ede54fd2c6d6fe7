// Histories that released versions wrote must give the same states for ever; spoiled ones must
// be refused, never guessed at.

#include <algorithm>
#include <filesystem>
#include <regex>
#include <set>
#include <sstream>
#include <unistd.h>

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <fmt/format.h>

#include "../../support/files.hpp"
#include "engine/agenda/record.hpp"
#include "engine/audit/replay.hpp"
#include "engine/store/sqlite/sqlite_store.hpp"
#include "rules/rulebook/rulebook.hpp"

using namespace termijn;

namespace {

namespace fs = std::filesystem;

const std::string folder = "tests/golden/history/";

/// A history that was written once, copied so that nothing can write to the original.
class Kept {
 public:
  explicit Kept(const std::string& format) : format_(format) {
    auto name = (fs::temp_directory_path() / "termijn-history-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder");
    folder_ = name;
    for (const auto& entry :
         fs::directory_iterator(fs::path(TERMIJN_SOURCE_DIR) / folder / format)) {
      if (entry.path().extension() == ".db") fs::copy_file(entry.path(), folder_ / "store.db");
    }
    fs::permissions(folder_ / "store.db", fs::perms::owner_read | fs::perms::owner_write);
  }
  ~Kept() { fs::remove_all(folder_); }
  Kept(const Kept&) = delete;
  Kept& operator=(const Kept&) = delete;

  std::unique_ptr<engine::Store> open() const {
    return engine::open_sqlite_store((folder_ / "store.db").string());
  }
  std::string expected() const { return tests::contents(folder + format_ + "/expected.txt"); }
  std::vector<std::string> acts() const {
    std::vector<std::string> lines;
    for (const auto& entry :
         fs::directory_iterator(fs::path(TERMIJN_SOURCE_DIR) / folder / format_)) {
      if (entry.path().extension() != ".jsonl") continue;
      std::istringstream text(
          tests::contents(folder + format_ + "/" + entry.path().filename().string()));
      for (std::string line; std::getline(text, line);) lines.push_back(line);
    }
    return lines;
  }

 private:
  std::string format_;
  fs::path folder_;
};

std::string line_of(const engine::State& state) {
  std::string versions;
  for (const auto& version : state.versions) versions += version.on_time ? " on-time" : " late";
  return fmt::format("{} {} {} {} {}{}\n", state.id, state.stage, to_string(state.standing()),
                     state.outcome.empty() ? "-" : state.outcome, state.rulebook.substr(0, 12),
                     versions);
}

std::string told(const engine::Store& store) {
  std::string text;
  for (const auto& row : store.regions()) {
    for (const auto& state : engine::fold_region(store, row.region).states) text += line_of(state);
    text += fmt::format("{} {} events, root {}\n", row.region, row.tree.size(),
                        rules::hex(row.tree.root()));
  }
  return text;
}

std::vector<std::string> formats() {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(fs::path(TERMIJN_SOURCE_DIR) / folder)) {
    if (entry.is_directory()) names.push_back(entry.path().filename().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

void check_whole(const engine::Store& store, const std::string& expected) {
  for (const auto& finding : engine::verify(store)) BOOST_ERROR(finding.what);
  engine::Procedures procedures(store);
  for (const auto& finding : engine::replay(store, procedures).findings) {
    BOOST_ERROR(finding.candidature << ": " << finding.what);
  }
  BOOST_TEST(told(store) == expected);
}

}  // namespace

BOOST_DATA_TEST_CASE(a_kept_history_opens_verifies_replays_and_folds_the_same,
                     boost::unit_test::data::make(formats())) {
  const Kept kept(sample);
  check_whole(*kept.open(), kept.expected());
}

BOOST_DATA_TEST_CASE(acts_of_a_kept_history_are_known_again_and_add_nothing,
                     boost::unit_test::data::make(formats())) {
  const Kept kept(sample);
  const auto store = kept.open();
  engine::Procedures procedures(*store);
  const auto acts = kept.acts();
  BOOST_TEST_REQUIRE(!acts.empty());
  const auto later = *rules::parse_rfc3339("2030-01-01T00:00:00Z");
  for (const auto& line :
       engine::record(*store, procedures, acts, [&](const engine::Act*) { return later; })) {
    const auto* refusal = std::get_if<engine::Refusal>(&line.result);
    BOOST_TEST(refusal != nullptr, "line " << line.line << " was recorded again");
  }
  check_whole(*store, kept.expected());
}

namespace {

/// A copy in memory of a kept history's events, one of them changed on the way.
using Change = std::function<void(engine::Event&)>;

std::vector<engine::Finding> findings_after(const engine::Store& kept, std::uint64_t sequence,
                                            const Change& change) {
  auto copy = engine::memory_store(kept.info());
  auto transaction = copy->begin();
  for (const auto& row : kept.regions()) {
    kept.scan(row.region, 1, [&](const engine::StoredEvent& stored) {
      auto event = std::get<engine::Event>(engine::decode(stored));
      if (event.sequence == sequence) change(event);
      transaction->append(std::move(event));
    });
    std::vector<engine::Finding> found;
    for (auto& finding : engine::fold_region(*copy, row.region).findings) {
      found.push_back(std::move(finding));
    }
    transaction->commit();
    return found;
  }
  return {};
}

struct Spoiled {
  const char* name;
  const char* kind;  ///< Of the event that is spoiled: the first of its kind.
  Change change;
  const char* message;
};
std::ostream& operator<<(std::ostream& out, const Spoiled& row) { return out << row.name; }

const Spoiled spoiled[] = {
    {"an unknown kind", "scored", [](engine::Event& event) { event.kind = "promoted"; },
     "unknown kind 'promoted'"},
    {"a kind of a newer version", "moved",
     [](engine::Event& event) { event.kind = "moved-by-jury"; }, "unknown kind 'moved-by-jury'"},
    {"a kind in other letters", "decided", [](engine::Event& event) { event.kind = "Decided"; },
     "unknown kind 'Decided'"},
    {"a body without its field", "scored",
     [](engine::Event& event) { event.body.erase("reviewer"); }, "scored: 'reviewer' is missing"},
    {"a field of another kind", "decided", [](engine::Event& event) { event.body["outcome"] = 7; },
     "decided: 'outcome' must be text"},
    {"a stage that it was not in", "moved",
     [](engine::Event& event) { event.body["from"] = "told"; },
     "moved: a move from 'told' while in 'received'"},
    {"a verdict too many", "extended",
     [](engine::Event& event) { event.body["on-time"].as_array().emplace_back(true); },
     "extended: 'on-time' must have a verdict for each version"},
};

std::uint64_t first_of(const engine::Store& store, const std::string& kind) {
  std::uint64_t found = 0;
  for (const auto& row : store.regions()) {
    store.scan(row.region, 1, [&](const engine::StoredEvent& stored) {
      if (found == 0 && std::get<engine::Event>(engine::decode(stored)).kind == kind) {
        found = stored.sequence;
      }
    });
  }
  return found;
}

}  // namespace

BOOST_DATA_TEST_CASE(a_spoiled_history_is_refused, boost::unit_test::data::make(spoiled)) {
  const Kept kept("format-1");
  const auto store = kept.open();
  const auto sequence = first_of(*store, sample.kind);
  BOOST_TEST_REQUIRE(sequence != 0U);
  const auto found = findings_after(*store, sequence, sample.change);
  BOOST_TEST_REQUIRE(found.size() == 1U);
  BOOST_TEST(found.front().what == sample.message);
  BOOST_TEST(found.front().sequence == sequence);
}

BOOST_AUTO_TEST_CASE(bytes_of_a_newer_format_are_refused) {
  const Kept kept("format-1");
  const auto store = kept.open();
  auto stored = store->history("zora-werkt", "zora-werkt/0001").front();
  const std::string format = "\"format\":1";
  stored.bytes.replace(stored.bytes.find(format), format.size(), "\"format\":2");
  const auto read = engine::decode(stored);
  BOOST_TEST_REQUIRE(std::holds_alternative<std::string>(read));
  BOOST_TEST(std::get<std::string>(read) == "an unknown format version");
}

namespace {

/// The words in kinds.hpp.
std::set<std::string> every_kind() {
  std::set<std::string> kinds;
  const auto text = tests::contents("engine/candidature/kinds.hpp");
  const std::regex word("=\\s*\"([a-z-]+)\"");
  for (std::sregex_iterator at(text.begin(), text.end(), word), end; at != end; ++at) {
    kinds.insert((*at)[1]);
  }
  return kinds;
}

}  // namespace

BOOST_AUTO_TEST_CASE(every_kind_of_event_stands_in_a_kept_history) {
  std::set<std::string> kept;
  for (const auto& format : formats()) {
    const Kept history(format);
    const auto store = history.open();
    for (const auto& row : store->regions()) {
      store->scan(row.region, 1, [&](const engine::StoredEvent& stored) {
        kept.insert(std::get<engine::Event>(engine::decode(stored)).kind);
      });
    }
  }
  const auto known = every_kind();
  BOOST_TEST(known.size() > 20U);
  BOOST_TEST(kept == known, boost::test_tools::per_element());
}
