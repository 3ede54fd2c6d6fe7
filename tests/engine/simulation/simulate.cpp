// Lives of stores, made up from seeds: simulate [SEEDS [FIRST]]. Twenty seeds where nobody says
// how many, with TERMIJN_TORTURE a thousand.
//
// Each life is played as it is written, in memory, and once more with the plug pulled in the
// middle of nights and recordings: in memory, or every fifth into a file. Both must keep every
// promise and come to the same roots. What breaks is made small and printed as a script of
// commands.
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <unistd.h>

#include <fmt/format.h>

#include "author.hpp"
#include "engine/store/sqlite/sqlite_store.hpp"
#include "minimise.hpp"

using namespace termijn;
using namespace termijn::simulation;

namespace {

const engine::StoreInfo info{
    .format = 2, .sandbox = true, .origin = "simulation.example", .created = Instant{}};

struct Totals {
  std::size_t steps = 0;
  std::size_t recorded = 0;
  std::size_t refused = 0;
  std::size_t fired = 0;
  std::size_t amended = 0;
  std::size_t events = 0;
};

/// A folder that lasts as long as the object.
class Folder {
 public:
  Folder() {
    name_ = (std::filesystem::temp_directory_path() / "termijn-simulation-XXXXXX").string();
    if (mkdtemp(name_.data()) == nullptr) throw std::runtime_error("no temporary folder");
  }
  ~Folder() { std::filesystem::remove_all(name_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  std::string file(const char* name) const { return name_ + "/" + name; }

 private:
  std::string name_;
};

/// The same life with the plug pulled now and then, and without.
Breach play_both(const Script& script) {
  std::string whole;
  std::string cut;
  if (auto broken = play_anew(script, false, &whole)) return broken;
  if (auto broken = play_anew(script, true, &cut)) return broken;
  if (whole != cut) return Broken{"a pulled plug changes nothing", whole + "and\n" + cut};
  return {};
}

Breach play_into_file(const Script& script, const std::string& expected) {
  const Folder folder;
  const auto path = folder.file("store.db");
  {
    const auto store = engine::create_sqlite_store(path, info);
    Player player(*store, script.calls, true);
    for (const Step& step : script.steps) {
      if (auto broken = player.play(step)) return broken;
    }
  }
  const auto store = engine::open_sqlite_store(path);
  if (roots(*store) != expected) {
    return Broken{"a file holds what memory holds", roots(*store) + "and\n" + expected};
  }
  return Player(*store, script.calls, true).look_over();
}

bool report(Script script, const Broken& broken, const Breaks& breaks) {
  fmt::print("seed {} broke a promise: {}\n", script.seed, broken.words());
  const auto before = script.steps.size();
  script = minimal(std::move(script), broken, breaks);
  fmt::print("made small: {} of {} steps\n{}", script.steps.size(), before,
             printed(script, broken.words()));
  return false;
}

bool live(std::uint64_t seed, bool file, Totals& totals) {
  const auto store = engine::memory_store(info);
  Author author(seed, *store);
  const auto broken = author.write();
  const Script& script = author.script();
  if (broken) {
    return report(script, *broken, [](const Script& tried) { return play_anew(tried, false); });
  }
  totals.steps += script.steps.size();
  totals.recorded += author.player().recorded();
  totals.refused += author.player().refused();
  totals.fired += author.player().fired();
  totals.amended += author.player().amended();
  for (const auto& row : store->regions()) totals.events += row.tree.size();

  const auto expected = roots(*store);
  if (file) {
    const auto in_file = play_into_file(script, expected);
    if (!in_file) return true;
    return report(script, *in_file, [](const Script& tried) {
      std::string whole;
      if (auto plain = play_anew(tried, false, &whole)) return plain;
      return play_into_file(tried, whole);
    });
  }
  std::string cut;
  if (auto again = play_anew(script, true, &cut)) return report(script, *again, play_both);
  if (cut == expected) return true;
  return report(script, {"a pulled plug changes nothing", "other roots"}, play_both);
}

}  // namespace

int main(int count, char** words) {
  const char* usual = std::getenv("TERMIJN_TORTURE") != nullptr ? "1000" : "20";
  const std::uint64_t seeds = std::strtoull(count > 1 ? words[1] : usual, nullptr, 10);
  const std::uint64_t first = count > 2 ? std::strtoull(words[2], nullptr, 10) : 1;
  Totals totals;
  std::uint64_t failed = 0;
  for (std::uint64_t seed = first; seed < first + seeds; ++seed) {
    const bool file = seed % 5 == 0;  // a file costs a sync for each commit
    if (!live(seed, file, totals)) ++failed;
    std::fflush(stdout);
  }
  fmt::print(
      "{} seeds: {} steps, {} acts recorded, {} refused, {} limits fired, {} amendments, {} "
      "events; "
      "{} failed\n",
      seeds, totals.steps, totals.recorded, totals.refused, totals.fired, totals.amended,
      totals.events, failed);
  return failed == 0 ? 0 : 1;
}
