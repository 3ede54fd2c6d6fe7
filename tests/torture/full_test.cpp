// A disk that is really full, and a limit on the size of files.

#include <sys/mount.h>

#include <boost/test/unit_test.hpp>

#include "dump.hpp"
#include "process.hpp"
#include "scale.hpp"
#include "season.hpp"

using namespace termijn::tests;

namespace {

/// A store in `place` with the five regions in force, and acts to be recorded in it.
class Office {
 public:
  Office(const Folder& folder, const std::string& place)
      : folder_(folder), store_(place + "/season.db") {
    for (const auto& step : season(26)) acts_ += step.text();
    write_bytes(folder_ / "acts.jsonl", acts_);
    require({"init", "--sandbox"});
    require({"adopt", "--now", "2023-04-20T09:00:00+02:00", example});
  }

  Outcome run(std::vector<std::string> arguments, const std::string& limit = {}) const {
    arguments.insert(arguments.begin(), TERMIJN_PROGRAM);
    arguments.insert(arguments.end(), {"--store", store_});
    if (!limit.empty()) {
      arguments.insert(arguments.begin(), {"/bin/sh", "-c", limit + "; exec \"$@\"", "sh"});
    }
    return run_to_its_end(arguments, folder_ / "said");
  }
  Outcome record(const std::string& limit = {}) const {
    return run({"record", "--quiet", "--batch", "50", "--from", folder_ / "acts.jsonl"}, limit);
  }
  void require(const std::vector<std::string>& arguments) const {
    const auto ended = run(arguments);
    BOOST_TEST_REQUIRE(ended.exit == 0, ended.err);
  }
  const std::string& store() const { return store_; }

 private:
  const Folder& folder_;
  std::string store_;
  std::string acts_;
};

std::string undisturbed() {
  const Folder folder;
  const Office office(folder, folder / "");
  const auto ended = office.record();
  BOOST_TEST_REQUIRE(ended.exit == 1, ended.err);
  return dump(office.store());
}

/// A file system of its own in memory; only root may have one.
class SmallDisk {
 public:
  explicit SmallDisk(const std::string& place) : place_(place) {
    fs::create_directory(place);
    mounted_ = ::mount("tmpfs", place.c_str(), "tmpfs", 0, "size=2m") == 0;
  }
  ~SmallDisk() {
    if (mounted_) ::umount2(place_.c_str(), MNT_DETACH);
  }
  SmallDisk(const SmallDisk&) = delete;
  SmallDisk& operator=(const SmallDisk&) = delete;

  bool mounted() const { return mounted_; }
  /// Takes all room but so many pages.
  void leave(std::uint64_t pages) const {
    fs::remove(place_ + "/filler");
    const auto room = fs::space(place_).available - pages * 4096;
    write_bytes(place_ + "/filler", std::string(room, 'x'));
  }

 private:
  std::string place_;
  bool mounted_ = false;
};

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_full_disk_stops_the_program_and_damages_nothing) {
  const auto expected = undisturbed();
  const Folder folder;
  const SmallDisk disk(folder / "disk");
  if (!disk.mounted()) {
    BOOST_TEST_MESSAGE("no file system of its own without root: see the limit on files");
    return;
  }
  const Office office(folder, folder / "disk");
  std::size_t stopped = 0;
  for (std::uint64_t pages = 0; pages <= 120; pages += times(30, 3)) {
    disk.leave(pages);
    const auto full = office.record();
    if (full.exit == 1) break;  // room for all of it
    ++stopped;
    BOOST_TEST(full.exit == 3, pages << ": " << full.err);
    BOOST_TEST(contains(full.err, "the disk is full"), full.err);
    const auto verified = office.run({"audit", "verify"});
    BOOST_TEST(verified.exit == 0, verified.out << verified.err);
  }
  BOOST_TEST(stopped > 1U);
  const auto doctor = office.run({"doctor"});
  BOOST_TEST(contains(doctor.out, "disk: 0 MiB are left on its disk; a night may need 64"),
             doctor.out);
  fs::remove(folder / "disk/filler");
  BOOST_TEST(office.record().exit == 1);
  const auto found = dump(office.store());
  BOOST_TEST((found == expected), difference(expected, found));
  BOOST_TEST_MESSAGE(stopped << " times out of room");
}

BOOST_AUTO_TEST_CASE(a_limit_on_files_stops_the_program_and_damages_nothing) {
  const auto expected = undisturbed();
  const Folder folder;
  const Office office(folder, folder / "");
  const auto blocks = fs::file_size(office.store()) / 512;
  std::size_t stopped = 0;
  for (std::uint64_t more = 0; more < 500; more += times(120, 10)) {
    const auto ended = office.record("ulimit -f " + std::to_string(blocks + more));
    if (ended.exit == 1) break;
    ++stopped;
    BOOST_TEST(ended.exit == 3, more << ": " << ended.exit << ended.err);
    BOOST_TEST(contains(ended.err, "the store '"), ended.err);
    BOOST_TEST(office.run({"audit", "verify"}).exit == 0);
  }
  BOOST_TEST(stopped > 1U);
  BOOST_TEST(office.record().exit == 1);
  const auto found = dump(office.store());
  BOOST_TEST((found == expected), difference(expected, found));
}
