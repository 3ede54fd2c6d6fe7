// The program is killed at any moment of `record` and `nightly`; the store must come out as
// if nothing had happened.

#include <random>
#include <set>

#include <boost/test/unit_test.hpp>

#include "dump.hpp"
#include "process.hpp"
#include "scale.hpp"
#include "season.hpp"

using namespace termijn::tests;

namespace {

constexpr std::size_t kills_of_one_step = 8;

class Play {
 public:
  explicit Play(const Folder& folder, const std::string& name)
      : folder_(folder), store_(folder / (name + ".db")), said_(folder / (name + ".said")) {
    must({"init", "--sandbox", "--origin", "termijn.example/killed"});  // in checkpoints
    must({"adopt", "--now", "2023-04-20T09:00:00+02:00", example});
  }

  std::unique_ptr<Process> start(const Step& step) const {
    return std::make_unique<Process>(arguments_of(step), said_);
  }
  /// Small batches: the more commits, the more moments that matter.
  std::vector<std::string> arguments_of(const Step& step) const {
    if (step.acts.empty()) return words({"nightly", "--batch", "3", "--now", step.night});
    write_bytes(folder_ / "acts.jsonl", step.text());
    return words({"record", "--batch", "7", "--from", folder_ / "acts.jsonl"});
  }
  void verify() const { must({"audit", "verify"}); }
  const std::string& store() const { return store_; }

 private:
  std::vector<std::string> words(std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin(), TERMIJN_PROGRAM);
    arguments.insert(arguments.end(), {"--store", store_});
    return arguments;
  }
  void must(const std::vector<std::string>& arguments) const {
    Process process(words(arguments), said_);
    const int exit = process.wait();
    BOOST_TEST_REQUIRE(exit == 0,
                       arguments[0] << " ends with " << exit << process.out() << process.err());
  }

  const Folder& folder_;
  std::string store_;
  std::string said_;
};

/// Acts by line, as `record` tells them: only whole lines count as said.
std::map<int, std::string> acts_told(const std::string& out) {
  std::map<int, std::string> told;
  const auto whole = out.substr(0, out.rfind('\n') + 1);
  for (const auto& line : split_lines(whole)) {
    if (line.size() < 8 || line.substr(5, 2) != "  " || line[4] == ' ') continue;
    told[std::stoi(line.substr(0, 5))] = line.substr(7);
  }
  return told;
}

bool is_acknowledged(const std::string& told) {
  return told.find(", now in '") != std::string::npos;
}

struct Tally {
  std::size_t kills = 0;
  std::size_t inside = 0;        ///< A journal lay beside the store.
  std::size_t half_written = 0;  ///< The store's own bytes had changed, too.
  std::size_t acknowledged = 0;  ///< Acts told as recorded by a run that was then killed.
};

/// Kills one step again and again until it gets through.
class Killing {
 public:
  Killing(const Play& play, const Step& step, Clock::duration length, std::mt19937_64& chance,
          Tally& tally)
      : play_(play), step_(step), length_(length), chance_(chance), tally_(tally) {}

  void run(std::size_t kills) {
    for (std::size_t number = 0; number < kills && once(); ++number) play_.verify();
    const auto process = play_.start(step_);
    const int exit = process->wait();
    BOOST_TEST((exit == 0 || exit == 1), exit << process->err());
    hold_to_its_word(process->out());
  }

 private:
  /// Whether it was killed before it was done.
  bool once() {
    const auto before = bytes_of(play_.store());
    const auto span = static_cast<std::uint64_t>(length_.count()) + 1;
    const auto process = play_.start(step_);
    if (!process->kill_at(Clock::now() + Clock::duration(chance_() % span))) return false;
    ++tally_.kills;
    std::error_code none;
    if (fs::file_size(play_.store() + "-journal", none) > 0 && !none) {
      ++tally_.inside;
      if (bytes_of(play_.store()) != before) ++tally_.half_written;
    }
    hold_to_its_word(process->out());
    for (const auto& [line, told] : acts_told(process->out())) {
      if (is_acknowledged(told) && acknowledged_.insert(line).second) ++tally_.acknowledged;
    }
    return true;
  }

  /// What an earlier run said to have recorded is there, and is not recorded twice.
  void hold_to_its_word(const std::string& out) const {
    const auto told = acts_told(out);
    for (const int line : acknowledged_) {
      const auto found = told.find(line);
      if (found == told.end()) continue;
      BOOST_TEST(found->second.ends_with(": recorded before"), found->second);
    }
  }

  const Play& play_;
  const Step& step_;
  Clock::duration length_;
  std::mt19937_64& chance_;
  Tally& tally_;
  std::set<int> acknowledged_;
};

}  // namespace

BOOST_AUTO_TEST_CASE(a_run_that_is_killed_loses_nothing_and_doubles_nothing) {
  const std::size_t wanted = times(20, 500);
  const Folder folder;
  const auto steps = season(in_full() ? 9 : 40);
  std::vector<Clock::duration> lengths;
  const Play undisturbed(folder, "undisturbed");
  for (const auto& step : steps) {
    const auto start = Clock::now();
    const auto process = undisturbed.start(step);
    const int exit = process->wait();
    lengths.push_back(Clock::now() - start);
    BOOST_TEST_REQUIRE((exit == 0 || exit == 1), process->err());
  }
  const auto expected = dump(undisturbed.store());

  std::mt19937_64 chance(seed());
  Tally tally;
  for (int season = 0; tally.kills < wanted; ++season) {
    const Play play(folder, "killed-" + std::to_string(season));
    for (std::size_t number = 0; number < steps.size(); ++number) {
      Killing killing(play, steps[number], lengths[number], chance, tally);
      killing.run(std::min(kills_of_one_step, wanted - tally.kills));
    }
    play.verify();
    const auto found = dump(play.store());
    BOOST_TEST((found == expected), "seed " << seed() << ": " << difference(expected, found));
  }
  BOOST_TEST_MESSAGE(tally.kills << " kills survived, " << tally.inside
                                 << " of them inside a transaction (" << tally.half_written
                                 << " with pages written already), " << tally.acknowledged
                                 << " acts acknowledged before a kill");
  BOOST_TEST(tally.kills >= wanted);
  BOOST_TEST(tally.inside > 0U);
}
