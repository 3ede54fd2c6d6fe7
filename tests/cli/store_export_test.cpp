#include <sys/stat.h>

#include <boost/test/unit_test.hpp>

#include "store_session.hpp"

using namespace termijn::tests;

namespace {

std::string read(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

mode_t mode_of(const fs::path& path) {
  struct stat found {};
  BOOST_TEST_REQUIRE(stat(path.c_str(), &found) == 0);
  return found.st_mode & 0777U;
}

std::size_t files_in(const Session& session) {
  std::size_t count = 0;
  for ([[maybe_unused]] const auto& entry : fs::directory_iterator(session.path(""))) ++count;
  return count;
}

}  // namespace

BOOST_AUTO_TEST_CASE(an_export_makes_the_same_store_elsewhere) {
  const Session session;
  session.season();
  const auto full = session.path("season.jsonl").string();
  BOOST_TEST(session.run({"export", "--format", "jsonl", "--output", full}).exit == 0);
  const auto copy = session.path("copy.db").string();
  const auto made = session.run_bare({"import", full, "--store", copy});
  BOOST_TEST(made.exit == 0, made.err);
  BOOST_TEST(says(made.out, "made the store '" + copy + "': "), made.out);
  BOOST_TEST(mode_of(copy) == 0600U);
  for (const auto& command : std::vector<std::vector<std::string>>{{"audit", "verify"},
                                                                   {"audit", "replay"},
                                                                   {"status", "--json"},
                                                                   {"history", "dorp/0001"},
                                                                   {"rank", "dorp"}}) {
    auto there = command;
    there.insert(there.end(), {"--store", copy});
    BOOST_TEST(session.run_bare(there).out == session.run(command).out, command.front());
  }
  const auto again = session.run_bare({"export", "--format", "jsonl", "--store", copy});
  BOOST_TEST((again.out == read(full)));
}

BOOST_AUTO_TEST_CASE(tables_are_written_as_the_golden_files_hold_them) {
  const Session session;
  session.season();
  check_golden(session.run({"export", "--format", "csv"}).out, "export.csv.expected");
  const auto one = session.run({"export", "--format", "xes", "--candidature", "dorp/0004"});
  check_golden(one.out, "export.xes.expected");
}

BOOST_AUTO_TEST_CASE(the_lossless_form_is_for_its_owner_and_for_no_terminal) {
  const Session session;
  session.season();
  const auto full = session.path("full.jsonl").string();
  const auto table = session.path("table.csv").string();
  const auto mask = umask(022);
  BOOST_TEST(session.run({"export", "--format", "jsonl", "--output", full}).exit == 0);
  BOOST_TEST(session.run({"export", "--format", "csv", "--output", table}).exit == 0);
  umask(mask);
  BOOST_TEST(mode_of(full) == 0600U);
  BOOST_TEST(mode_of(table) == 0644U);
  const auto shown =
      session.run_bare({"export", "--format", "jsonl", "--store", session.store()}, "", true);
  BOOST_TEST(shown.exit == 2);
  BOOST_TEST(shown.out == "");
  BOOST_TEST(says(shown.err, "add --output FILE"), shown.err);
}

BOOST_AUTO_TEST_CASE(an_export_of_what_is_not_there_is_refused) {
  const Session session;
  session.season();
  const auto region = session.run({"export", "--format", "csv", "--region", "drop"});
  BOOST_TEST(region.exit == 2);
  BOOST_TEST(says(region.err, "did you mean 'dorp'?"), region.err);
  const auto candidature = session.run({"export", "--format", "csv", "--candidature", "dorp/01"});
  BOOST_TEST(candidature.exit == 2);
  BOOST_TEST(says(candidature.err, "there is no candidature 'dorp/01'"), candidature.err);
  const auto form = session.run({"export", "--format", "pdf"});
  BOOST_TEST(form.exit == 2);
  const auto place = session.run(
      {"export", "--format", "csv", "--output", session.path("no/such/folder.csv").string()});
  BOOST_TEST(place.exit == 2);
  BOOST_TEST(says(place.err, "cannot be written"), place.err);
}

BOOST_AUTO_TEST_CASE(a_refused_import_leaves_nothing_behind) {
  const Session session;
  session.season();
  auto text = session.run({"export", "--format", "jsonl"}).out;
  const auto at = text.find("De Vlinder");
  BOOST_TEST_REQUIRE(at != std::string::npos);
  text.replace(at, 10, "De Vlonder");
  const auto spoiled = session.write("spoiled.jsonl", text);
  const auto before = files_in(session);
  const auto copy = session.path("copy.db").string();
  const auto refused = session.run_bare({"import", spoiled, "--store", copy});
  BOOST_TEST(refused.exit == 2);
  BOOST_TEST(says(refused.err, "line "), refused.err);
  BOOST_TEST(says(refused.err, "spoiled.jsonl': "), refused.err);
  BOOST_TEST(says(refused.err, "no store was made"), refused.err);
  BOOST_TEST(files_in(session) == before);
  BOOST_TEST(session.run_bare({"import", session.path("none").string(), "--store", copy}).exit ==
             2);
  const auto part = session.write(
      "part.jsonl", session.run({"export", "--format", "jsonl", "--region", "dorp"}).out);
  const auto partial = session.run_bare({"import", part, "--store", copy});
  BOOST_TEST(says(partial.err, "an export of a part"), partial.err);
  BOOST_TEST(!fs::exists(copy));
}

BOOST_AUTO_TEST_CASE(an_import_replaces_no_store) {
  const Session session;
  session.season();
  const auto full = session.write("full.jsonl", session.run({"export", "--format", "jsonl"}).out);
  const auto bytes = session.bytes();
  const auto refused = session.run({"import", full});
  BOOST_TEST(refused.exit == 3);
  BOOST_TEST(says(refused.err, "exists already"), refused.err);
  BOOST_TEST((session.bytes() == bytes));
  BOOST_TEST(session.run({"audit", "verify"}).exit == 0);
}
