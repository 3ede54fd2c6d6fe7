// The disk fails, tears, loses what was not synced or fills up, at each operation of `record`
// and `nightly`; the store is as it was before or after a transaction, and the same command
// run again brings it to the end.

#include <sys/wait.h>
#include <unistd.h>

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include "../cli/store_session.hpp"
#include "dump.hpp"
#include "faulty_disk.hpp"
#include "scale.hpp"
#include "season.hpp"

using namespace termijn::tests;

namespace {

/// A command on a store, and where it may leave it: as it was, or after one of its commits.
struct Work {
  std::string name;
  std::vector<std::string> command;
  std::string input;
  std::size_t batch = 0;  ///< Acts told at each commit; 0: tells none.
  std::string base{};     ///< The store before, as bytes.
  std::vector<std::string> states{};
  std::size_t operations = 0;
};

/// Whether it went well, for a night that reports what people owe, too.
bool went_well(int exit) { return exit == 0 || exit == 1; }

class Bench {
 public:
  /// Prepares the store and runs the work once with nothing in its way.
  void prepare(Work& work) {
    disk.arm({});
    work.base = session.bytes();
    work.states.push_back(dump(session.store()));
    std::vector<std::string> commits;
    disk.committed = [&](const std::string&) { commits.push_back(session.bytes()); };
    disk.arm({});
    const auto said = session.run(work.command, work.input);
    BOOST_TEST_REQUIRE(went_well(said.exit), said.err);
    work.operations = disk.operations();
    disk.committed = nullptr;
    const auto end = session.bytes();
    for (const auto& bytes : commits) {
      put(bytes);
      work.states.push_back(dump(session.store()));
    }
    put(end);
    BOOST_TEST_REQUIRE((work.states.back() == dump(session.store())));
    BOOST_TEST_REQUIRE(work.states.size() > 1U);
  }

  void put(const std::string& bytes) {
    fs::remove(session.store() + "-journal");
    write_bytes(session.store(), bytes);
  }

  /// One fault in one run of the work.
  void try_fault(const Work& work, const Plan& plan, bool power_fails) {
    put(work.base);
    disk.arm(plan);
    const auto said =
        plan.fault == Fault::killed ? run_in_a_child(work) : session.run(work.command, work.input);
    if (power_fails) disk.power_fails();
    disk.arm({});
    const auto where = work.name + " " + name_of(plan.fault) + " at " +
                       std::to_string(plan.operation) + (power_fails ? ", power fails" : "") +
                       ", seed " + std::to_string(plan.seed) + ": " + said.err;
    check_said(said, where);
    if (said.exit == 3) ++stopped;
    const std::ptrdiff_t found = state_now(work, where);
    // What it told is there, whatever came of the power.
    BOOST_TEST(found >= static_cast<std::ptrdiff_t>(told_states(work, said)), where);
    const auto again = session.run(work.command, work.input);
    BOOST_TEST(went_well(again.exit), where << again.err);
    BOOST_TEST((dump(session.store()) == work.states.back()), where);
    BOOST_TEST(!fs::exists(session.store() + "-journal"), where);
    ++points;
  }

  Session session;
  FaultyDisk disk;
  std::size_t points = 0;
  std::size_t stopped = 0;
  std::size_t killed = 0;
  std::size_t inside = 0;  ///< Of those, while a journal lay there.

 private:
  /// What it says is lost with it.
  Said run_in_a_child(const Work& work) {
    const pid_t child = ::fork();
    BOOST_TEST_REQUIRE(child >= 0);
    if (child == 0) ::_exit(session.run(work.command, work.input).exit);
    int status = 0;
    ::waitpid(child, &status, 0);
    if (WIFEXITED(status)) return {"", "", WEXITSTATUS(status)};
    BOOST_TEST(WTERMSIG(status) == SIGKILL);
    ++killed;
    if (fs::exists(session.store() + "-journal")) ++inside;
    return {"", "the store '' (killed)", 3};
  }

  static void check_said(const Said& said, const std::string& where) {
    if (went_well(said.exit)) return;
    BOOST_TEST(said.exit == 3, where);
    BOOST_TEST(says(said.err, "the store '"), where);
  }

  std::ptrdiff_t state_now(const Work& work, const std::string& where) {
    const auto verified = session.run({"audit", "verify"});
    BOOST_TEST(verified.exit == 0, where << verified.out << verified.err);
    const auto now = dump(session.store());
    // The last such state: taking the night and letting it go shows in no dump.
    const auto found = std::find(work.states.rbegin(), work.states.rend(), now);
    BOOST_TEST((found != work.states.rend()), where << "is in no state that it was ever in");
    return (work.states.rend() - found) - 1;
  }

  static std::size_t told_states(const Work& work, const Said& said) {
    if (went_well(said.exit)) return work.states.size() - 1;
    const auto lines = static_cast<std::size_t>(std::count(said.out.begin(), said.out.end(), '\n'));
    return work.batch == 0 ? 0 : lines / work.batch;
  }
};

/// The four candidatures of a small region, and then a night or a batch of what people do.
Work small_night(Bench& bench) {
  bench.session.spring();
  return {.name = "small night",
          .command = {"nightly", "--now", "2023-06-20T02:00:00+02:00", "--batch", "3"},
          .input = ""};
}

Work small_record(Bench& bench) {
  bench.session.spring();
  bench.session.run({"nightly", "--now", "2023-06-10T02:00:00+02:00"});
  return {.name = "small record",
          .command = {"record", "--from", "-", "--batch", "3"},
          .input = contents("tests/cli/store/summer.jsonl"),
          .batch = 3};
}

/// The first weeks of the five regions, and then the next of them in batches.
void begin_season(Bench& bench, std::size_t until) {
  BOOST_TEST_REQUIRE(bench.session.run({"init", "--sandbox"}).exit == 0);
  BOOST_TEST_REQUIRE(
      bench.session.run({"adopt", example, "--now", "2023-04-20T09:00:00+02:00"}).exit == 0);
  const auto steps = season(26);
  for (std::size_t number = 0; number < until; ++number) {
    const auto& step = steps[number];
    const auto said = step.acts.empty() ? bench.session.run({"nightly", "--now", step.night})
                                        : bench.session.run({"record", "--from", "-"}, step.text());
    BOOST_TEST_REQUIRE(went_well(said.exit), said.err);
  }
}

Work large_record(Bench& bench) {
  begin_season(bench, 1);
  Step next;
  for (const auto& step : season(26))
    next.acts.insert(next.acts.end(), step.acts.begin(), step.acts.end());
  next.acts.resize(90);
  return {.name = "large record",
          .command = {"record", "--from", "-", "--batch", "40"},
          .input = next.text()};
}

Work large_night(Bench& bench) {
  begin_season(bench, 2);
  return {.name = "large night",
          .command = {"nightly", "--now", "2023-06-18T02:00:00+02:00", "--batch", "40"},
          .input = ""};
}

/// A store of the format before is upgraded by the first write to it.
Work upgrade(Bench& bench) {
  fs::copy_file(std::string(TERMIJN_SOURCE_DIR) + "/tests/golden/history/format-1/v1.db",
                bench.session.store());
  return {.name = "upgrade",
          .command = {"record", "--from", "-"},
          .input = R"({"at":"2023-11-02T10:00:00+01:00","region":"zora-werkt",)"
                   R"("candidature":"zora-werkt/0001","act":"withdraw","actor":"applicant",)"
                   R"("body":{"reason":"te druk"}})"};
}

using Make = Work (*)(Bench&);

/// Every `stride`-th operation with every fault.
void try_all(Make make, std::size_t stride) {
  Bench bench;
  Work work = make(bench);
  bench.prepare(work);
  std::uint64_t number = seed();
  for (const Fault fault : all_faults) {
    const bool power = fault == Fault::dies || fault == Fault::half;
    for (std::size_t at = 1 + number % stride; at <= work.operations + 1; at += stride) {
      bench.try_fault(work, {fault, at, ++number}, power);
      if (power) bench.try_fault(work, {fault, at, ++number}, power);
    }
  }
  // Nothing goes wrong but that the power fails when the command has just ended.
  for (std::size_t more = 0; more < times(3, 50); ++more) {
    bench.try_fault(work, {Fault::none, 0, ++number}, true);
  }
  BOOST_TEST_MESSAGE(work.name << ": " << work.operations << " operations, " << bench.points
                               << " fault points tried, " << bench.stopped
                               << " of them stopped the program; " << bench.killed << " kills, "
                               << bench.inside << " inside a transaction");
  BOOST_TEST(bench.stopped > 0U);
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_faulty_disk_damages_no_night) { try_all(small_night, times(37, 1)); }

BOOST_AUTO_TEST_CASE(a_faulty_disk_damages_no_acts) { try_all(small_record, times(37, 1)); }

BOOST_AUTO_TEST_CASE(a_backup_on_a_faulty_disk_is_whole_or_is_not_there) {
  Bench bench;
  bench.session.spring();
  const auto before = bench.session.bytes();
  const auto copy = bench.session.path("copy.db").string();
  const auto backup = [&](const Plan& plan) {
    fs::remove(copy);
    bench.disk.arm(plan);
    const auto said = bench.session.run({"backup", copy});
    const auto operations = bench.disk.operations();
    bench.disk.arm({});
    BOOST_TEST((said.exit == 0) == fs::exists(copy), said.err);
    BOOST_TEST((said.exit == 0 || said.exit == 3), said.err);
    BOOST_TEST((bench.session.bytes() == before));
    const auto files = std::distance(fs::directory_iterator(bench.session.path("")), {});
    BOOST_TEST(files == (said.exit == 0 ? 2 : 1), name_of(plan.fault) << plan.operation);
    if (said.exit == 0) BOOST_TEST(bench.session.run({"restore", copy, "--check"}).exit == 0);
    return operations;
  };
  const auto operations = backup({});
  std::size_t points = 0;
  for (const Fault fault : {Fault::fails, Fault::full, Fault::dies, Fault::half}) {
    for (std::size_t at = 1; at <= operations; at += times(29, 1), ++points) {
      backup({fault, at, at});
    }
  }
  BOOST_TEST_MESSAGE("backup: " << operations << " operations, " << points << " fault points");
}

BOOST_AUTO_TEST_CASE(a_faulty_disk_damages_no_upgrade) { try_all(upgrade, times(97, 1)); }

BOOST_AUTO_TEST_CASE(a_faulty_disk_damages_no_large_night,
                     *boost::unit_test::precondition([](auto) { return in_full(); })) {
  try_all(large_night, 5);
}

BOOST_AUTO_TEST_CASE(a_faulty_disk_damages_no_large_batch,
                     *boost::unit_test::precondition([](auto) { return in_full(); })) {
  try_all(large_record, 5);
}
