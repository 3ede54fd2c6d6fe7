// Many at once on one store: all of it is in or refused with the reason, and one night at a time.

#include <array>
#include <set>

#include <boost/test/unit_test.hpp>

#include "cli/this_process.hpp"
#include "dump.hpp"
#include "engine/store/sqlite/sqlite_store.hpp"
#include "process.hpp"
#include "scale.hpp"
#include "season.hpp"

using namespace termijn::tests;
namespace rules = termijn::rules;

namespace {

constexpr std::size_t crowd = 8;

std::vector<std::string> words(std::vector<std::string> arguments, const std::string& store) {
  arguments.insert(arguments.begin(), TERMIJN_PROGRAM);
  arguments.insert(arguments.end(), {"--store", store});
  return arguments;
}

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

struct Hall {
  Folder folder;
  std::string store = folder / "season.db";

  Hall() {
    run({"init", "--sandbox"}, 0);
    run({"adopt", "--now", "2023-04-20T09:00:00+02:00", example}, 0);
  }
  Outcome run(const std::vector<std::string>& arguments, int exit = -1) const {
    auto ended = run_to_its_end(words(arguments, store), folder / "said");
    if (exit >= 0) BOOST_TEST_REQUIRE(ended.exit == exit, arguments[0] << ended.out << ended.err);
    return ended;
  }
  /// The acts of the first weeks.
  void record_spring() const {
    write_bytes(folder / "spring.jsonl", season(52)[0].text());
    run({"record", "--quiet", "--from", folder / "spring.jsonl"}, 1);  // some are refused
  }
};

std::string candidature_in(const std::string& act) {
  constexpr std::string_view key = R"("candidature":")";
  const auto from = act.find(key) + key.size();
  return act.substr(from, act.find('"', from) - from);
}

/// The acts of the season for each of the crowd: the acts of one candidature stay together.
std::array<std::string, crowd> shares() {
  std::array<std::string, crowd> shares;
  std::map<std::string, std::size_t> whose;
  for (const auto& step : season(26)) {
    for (const auto& act : step.acts) {
      const auto found = whose.try_emplace(candidature_in(act), whose.size()).first;
      shares[found->second % crowd] += act + '\n';
    }
  }
  return shares;
}

/// What `record` said of a line of acts, by its number.
std::map<int, std::string> acts_told(const std::string& out) {
  std::map<int, std::string> told;
  for (const auto& line : split_lines(out)) {
    if (line.size() > 7 && line[4] != ' ' && line.substr(5, 2) == "  ") {
      told[std::stoi(line.substr(0, 5))] = line.substr(7);
    }
  }
  return told;
}

struct Tally {
  std::size_t recorded = 0;
  std::size_t refused = 0;
  std::size_t waited = 0;  ///< Runs that gave up waiting for their turn and were run again.
  std::size_t nights = 0;
  std::size_t nights_refused = 0;
  std::map<std::string, std::set<int>> acknowledged{};  ///< Lines of each who records.
};

/// Starts all at once, and again whoever did not get its turn, until all are through.
void all_at_once(const Hall& hall, Tally& tally) {
  std::map<std::string, std::vector<std::string>> commands;
  const auto acts = shares();
  for (std::size_t one = 0; one < crowd; ++one) {
    const auto file = hall.folder / ("acts-" + std::to_string(one));
    write_bytes(file, acts[one]);
    commands["record-" + std::to_string(one)] = {"record", "--batch", "9", "--from", file};
  }
  for (const char* night : {"night-1", "night-2"}) {
    commands[night] = {"nightly", "--batch", "5", "--now", "2023-06-10T02:00:00+02:00"};
  }
  for (int round = 0; !commands.empty() && round < 20; ++round) {
    std::map<std::string, std::unique_ptr<Process>> running;
    for (const auto& [name, command] : commands) {
      running[name] =
          std::make_unique<Process>(words(command, hall.store), hall.folder / (name + ".said"));
    }
    for (const auto& [name, process] : running) {
      const int exit = process->wait();
      const bool locked = contains(process->err(), "is locked");
      const bool night = contains(process->err(), "a night is running already: process ");
      BOOST_TEST((exit == 0 || exit == 1 || (exit == 3 && (locked || night))), process->err());
      for (const auto& [line, told] : acts_told(process->out())) {
        if (contains(told, ": refused A") && exit != 3) ++tally.refused;
        if (!contains(told, ", now in '")) continue;
        ++tally.recorded;
        BOOST_TEST(tally.acknowledged[name].insert(line).second, "recorded twice: " << told);
      }
      if (exit == 3) ++(night ? tally.nights_refused : tally.waited);
      if (exit != 3) commands.erase(name);
      if (exit != 3 && name.starts_with("night")) ++tally.nights;
    }
  }
  BOOST_TEST(commands.empty());
}

/// What each was told to be recorded is, and once. What was refused may be accepted now: the
/// night has run meanwhile.
void hold_to_what_was_told(const Hall& hall, const Tally& tally) {
  hall.run({"audit", "verify"}, 0);
  for (const auto& [name, lines] : tally.acknowledged) {
    const auto file = hall.folder / ("acts-" + name.substr(name.find('-') + 1));
    const auto again = acts_told(hall.run({"record", "--from", file}).out);
    for (const int line : lines) {
      BOOST_TEST(contains(again.at(line), ": recorded before"), again.at(line));
    }
  }
  hall.run({"audit", "verify"}, 0);
}

std::string another_boot() {
  auto word = termijn::cli::this_process();
  const auto blank = word.find(' ');
  word[blank + 1] = word[blank + 1] == '0' ? '1' : '0';
  return word;
}

/// Writes down that a night runs, by its holder's word.
void hold_night(const Hall& hall, const std::string& holder, rules::Instant since) {
  const auto store = termijn::engine::open_sqlite_store(hall.store);
  const auto transaction = store->begin();
  transaction->take_night({holder, since});
  transaction->commit();
}

rules::Instant now() {
  return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
}

const std::vector<std::string> nightly = {"nightly", "--now", "2023-05-30T02:00:00+02:00"};

}  // namespace

BOOST_AUTO_TEST_CASE(eight_who_record_and_two_nights_at_once_lose_nothing) {
  Tally tally;
  const std::size_t runs = times(1, 20);
  for (std::size_t run = 0; run < runs; ++run) {
    Tally one;
    const Hall hall;
    all_at_once(hall, one);
    hold_to_what_was_told(hall, one);
    tally.recorded += one.recorded;
    tally.refused += one.refused;
    tally.waited += one.waited;
    tally.nights += one.nights;
    tally.nights_refused += one.nights_refused;
  }
  BOOST_TEST_MESSAGE(runs << " crowds of " << crowd << " and two nights: " << tally.recorded
                          << " acts recorded, " << tally.refused << " refused, " << tally.waited
                          << " runs gave up waiting and came again, " << tally.nights
                          << " nights ran, " << tally.nights_refused << " were sent away");
}

BOOST_AUTO_TEST_CASE(a_second_night_says_who_runs_the_first_and_since_when) {
  const Hall hall;
  hold_night(hall, termijn::cli::this_process(), now());
  const auto second = hall.run(nightly, 3);
  BOOST_TEST(contains(second.err,
                      "a night is running already: process " + std::to_string(::getpid()) + " on "),
             second.err);
  BOOST_TEST(contains(second.err, ", since "), second.err);
  // People go on meanwhile, and a dry run takes no turn.
  hall.record_spring();
  hall.run({"nightly", "--dry-run", "--now", "2023-05-30T02:00:00+02:00"}, 0);
}

BOOST_AUTO_TEST_CASE(a_night_that_is_gone_is_taken_over_and_told_of) {
  const Hall hall;
  const auto takes_over = [&](const std::string& holder, rules::Instant since) {
    hold_night(hall, holder, since);
    const auto night = hall.run(nightly);
    BOOST_TEST((night.exit == 0 || night.exit == 1), holder << night.err);
    BOOST_TEST(contains(night.out, "The night before it did not finish: process "), night.out);
    BOOST_TEST(!contains(hall.run(nightly).out, "did not finish"));
  };
  auto gone = termijn::cli::this_process();
  gone += '9';  // a process of this number that began at another time
  takes_over(gone, now());
  takes_over(another_boot(), now());
  const auto elsewhere = "far.example 1-2-3 pid:[1] 4711 99";
  takes_over(elsewhere, now() - std::chrono::hours(25));
  hold_night(hall, elsewhere, now() - std::chrono::hours(23));
  BOOST_TEST(contains(hall.run(nightly, 3).err, "process 4711 on far.example"));
}

BOOST_AUTO_TEST_CASE(a_night_that_was_killed_is_recognised_by_the_next) {
  const Hall hall;
  hall.record_spring();
  const std::vector<std::string> night = {"nightly", "--batch", "1", "--now",
                                          "2023-06-10T02:00:00+02:00"};
  bool killed = false;
  for (int attempt = 0; attempt < 20 && !killed; ++attempt) {
    Process process(words(night, hall.store), hall.folder / "night.said");
    SQLite::Database file(hall.store, SQLite::OPEN_READONLY, 5000);
    while (!killed && ::kill(process.id(), 0) == 0) {
      killed = file.execAndGet("SELECT count(*) FROM night").getInt() == 1;
      siginfo_t ended{};
      ::waitid(P_PID, static_cast<id_t>(process.id()), &ended, WEXITED | WNOHANG | WNOWAIT);
      if (ended.si_pid != 0) break;
    }
    process.kill();
    killed = process.wait() == -SIGKILL && killed;
  }
  BOOST_TEST_REQUIRE(killed);
  const auto doctor = hall.run({"doctor"}, 1);
  BOOST_TEST(contains(doctor.out, "night: a night did not finish: process "), doctor.out);
  const auto next = hall.run(night);
  BOOST_TEST(contains(next.out, "The night before it did not finish: process "), next.out);
  hall.run({"audit", "verify"}, 0);
}
