#include <algorithm>
#include <sys/stat.h>

#include <boost/json/parse.hpp>
#include <boost/test/unit_test.hpp>

#include "store_session.hpp"

using namespace termijn::tests;
namespace json = boost::json;

namespace {

std::string read(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

std::vector<std::string> files_in(const fs::path& folder) {
  std::vector<std::string> names;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file()) names.push_back(fs::relative(entry.path(), folder).string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

int checked(const fs::path& folder) {
  return std::system(("sh '" + (folder / "verify.sh").string() + "' >/dev/null 2>&1").c_str());
}

}  // namespace

BOOST_AUTO_TEST_CASE(prove_makes_a_folder_that_checks_itself) {
  const Session session;
  session.season();
  const auto folder = session.path("proof");
  const auto said = session.run({"audit", "prove", "dorp/0004", "--out", folder.string()});
  BOOST_TEST(said.exit == 0, said.err);
  BOOST_TEST(says(said.out, "is signed by nobody"), said.out);
  BOOST_TEST(says(said.out, "sh " + folder.string() + "/verify.sh"), said.out);
  BOOST_TEST(checked(folder) == 0);
  // The account is what `history` prints.
  BOOST_TEST(read(folder / "account.txt") == session.run({"history", "dorp/0004"}).out);
  const auto files = files_in(folder);
  for (const char* name : {"README.txt", "account.txt", "checkpoint.note", "index.txt", "verify.sh",
                           "events/000001.json", "proofs/000001.txt"}) {
    BOOST_TEST(std::count(files.begin(), files.end(), name) == 1, name);
  }
  struct stat found {};
  BOOST_TEST_REQUIRE(stat(folder.c_str(), &found) == 0);
  BOOST_TEST((found.st_mode & 0777U) == 0700U);
}

BOOST_AUTO_TEST_CASE(prove_leaves_personal_data_out_everywhere) {
  const Session session;
  session.sandbox();
  const std::string sender = "ada@vlinder.example";
  const std::string line =
      R"({"at":"2023-06-01T10:00:00+02:00","region":"dorp","candidature":"dorp/0001","act":"submit",)"
      R"("actor":"applicant","body":{"organisation":"De Vlinder","medium":"e-mail",)"
      R"("to":"kandidatuur@dorp.example","from":")" +
      sender + R"(","documents":[{"name":"a.pdf"}],"challenges":[1]}})";
  BOOST_TEST_REQUIRE(session.run({"record", "--from", "-"}, line).exit == 0);
  const auto with = session.path("with");
  const auto without = session.path("without");
  BOOST_TEST(session.run({"audit", "prove", "dorp/0001", "--out", with.string()}).exit == 0);
  const auto said = session.run(
      {"audit", "prove", "dorp/0001", "--out", without.string(), "--without-personal", "--json"});
  const auto told = json::parse(said.out).as_object();
  BOOST_TEST(told.at("personal").to_number<int>() == 0);
  BOOST_TEST(told.at("folder").as_string() == without.string());
  BOOST_TEST(told.at("signed_by").as_array().empty());
  BOOST_TEST(says(read(with / "personal/000002.json"), sender));
  BOOST_TEST(says(read(with / "account.txt"), sender));
  for (const auto& name : files_in(without)) BOOST_TEST(!says(read(without / name), sender), name);
  BOOST_TEST(checked(without) == 0);
}

BOOST_AUTO_TEST_CASE(prove_replaces_nothing_and_leaves_nothing_half) {
  const Session session;
  session.season();
  const auto folder = session.path("proof").string();
  BOOST_TEST(session.run({"audit", "prove", "dorp/9", "--out", folder}).exit == 2);
  session.write("proof/mine.txt", "kept");
  const auto said = session.run({"audit", "prove", "dorp/0001", "--out", folder});
  BOOST_TEST(said.exit == 2);
  BOOST_TEST(says(said.err, "exists already"), said.err);
  BOOST_TEST(files_in(folder) == std::vector<std::string>{"mine.txt"},
             boost::test_tools::per_element());
  const auto nowhere = session.path("no/folder").string();
  BOOST_TEST(session.run({"audit", "prove", "dorp/0001", "--out", nowhere}).exit == 2);
  BOOST_TEST(!fs::exists(session.path("no")));
}
