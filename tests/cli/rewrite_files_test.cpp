// What termijn fmt and translate do to files: all or nothing, and nothing else.
#include <sys/stat.h>

#include <boost/json.hpp>
#include <boost/test/unit_test.hpp>

#include "../support/files.hpp"
#include "program.hpp"

namespace {

namespace fs = std::filesystem;
using termijn::tests::contents;
using termijn::tests::Ended;
using termijn::tests::run_program;
using termijn::tests::text_of;

const std::string untidy = "schema = 1\r\n[[requirement]]\r\nrule = 'versions  =  1'  # once\r\n";
const std::string tidy = "schema = 1\r\n[[requirement]]\r\nrule = 'versions = 1'  # once\r\n";
const std::string examples = "examples/lokale-partnerschappen-2023/";

/// A folder that is gone afterwards.
class Folder {
 public:
  Folder() : path_((fs::temp_directory_path() / "termijn-fmt-XXXXXX").string()) {
    BOOST_TEST_REQUIRE(mkdtemp(path_.data()) != nullptr);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() { fs::remove_all(path_); }

  std::string file(const std::string& name) const { return path_ + "/" + name; }
  std::string add(const std::string& name, const std::string& text) const {
    std::ofstream(file(name), std::ios::binary) << text;
    return file(name);
  }
  std::size_t size() const {
    return static_cast<std::size_t>(
        std::distance(fs::directory_iterator(path_), fs::directory_iterator()));
  }

 private:
  std::string path_;
};

struct stat status_of(const std::string& file) {
  struct stat found {};
  BOOST_TEST_REQUIRE(lstat(file.c_str(), &found) == 0);
  return found;
}

}  // namespace

BOOST_AUTO_TEST_CASE(fmt_writes_the_file_anew_and_keeps_its_permissions) {
  const Folder folder;
  const std::string file = folder.add("a.toml", untidy);
  BOOST_TEST_REQUIRE(chmod(file.c_str(), 0640) == 0);
  const Ended ended = run_program("fmt '" + file + "'");
  BOOST_TEST(ended.exit == 0);
  BOOST_TEST(ended.out == file + ": 1 rule laid out\n");
  BOOST_TEST(ended.err == "");
  BOOST_TEST(text_of(file) == tidy);
  BOOST_TEST((status_of(file).st_mode & 07777U) == 0640U);
  BOOST_TEST(folder.size() == 1U, "a draft is left behind");
}

BOOST_AUTO_TEST_CASE(fmt_does_not_touch_a_file_that_is_in_order) {
  const Folder folder;
  const std::string file = folder.add("a.toml", tidy);
  const auto before = status_of(file);
  const Ended ended = run_program("fmt '" + file + "'");
  BOOST_TEST(ended.exit == 0);
  BOOST_TEST(ended.out == "");
  BOOST_TEST(status_of(file).st_ino == before.st_ino);
}

BOOST_AUTO_TEST_CASE(fmt_check_changes_nothing_and_says_so) {
  const Folder folder;
  const std::string file = folder.add("a.toml", untidy);
  const Ended ended = run_program("fmt --check '" + file + "'");
  BOOST_TEST(ended.exit == 1);
  BOOST_TEST(ended.out == file + ":3: 'requirement.rule' would become\n  versions = 1\n");
  BOOST_TEST(text_of(file) == untidy);
}

BOOST_AUTO_TEST_CASE(fmt_follows_a_link_and_leaves_it_a_link) {
  const Folder folder;
  const std::string file = folder.add("a.toml", untidy);
  fs::create_symlink(file, folder.file("link.toml"));
  BOOST_TEST(run_program("fmt '" + folder.file("link.toml") + "'").exit == 0);
  BOOST_TEST(fs::is_symlink(folder.file("link.toml")));
  BOOST_TEST(text_of(file) == tidy);
}

BOOST_AUTO_TEST_CASE(fmt_reads_from_standard_input) {
  const Folder folder;
  const std::string file = folder.add("a.toml", untidy);
  // run_program closes the input; a shell of its own has one.
  const std::string command = "exec '" TERMIJN_PROGRAM "' fmt - <'" + file + "'";
  const Ended ended = run_program("--version >/dev/null && sh -c \"" + command + "\"");
  BOOST_TEST(ended.out == tidy);
  BOOST_TEST(ended.exit == 0);
  BOOST_TEST(text_of(file) == untidy);
}

BOOST_AUTO_TEST_CASE(fmt_does_the_other_files_when_one_cannot_be_read) {
  const Folder folder;
  const std::string broken = folder.add("a.toml", "schema = ");
  const std::string file = folder.add("b.toml", untidy);
  const Ended ended = run_program("fmt '" + broken + "' '" + file + "'");
  BOOST_TEST(ended.exit == 2);
  BOOST_TEST(ended.err.find("E0501") != std::string::npos, ended.err);
  BOOST_TEST(text_of(broken) == "schema = ");
  BOOST_TEST(text_of(file) == tidy);
}

BOOST_AUTO_TEST_CASE(fmt_leaves_a_file_that_nobody_may_write) {
  const Folder folder;
  const std::string file = folder.add("a.toml", untidy);
  BOOST_TEST_REQUIRE(chmod(file.c_str(), 0440) == 0);
  if (access(file.c_str(), W_OK) == 0) return;  // To an administrator nothing is read-only.
  const Ended ended = run_program("fmt '" + file + "'");
  BOOST_TEST(ended.exit == 2);
  BOOST_TEST(ended.err.find("cannot be written") != std::string::npos, ended.err);
  BOOST_TEST(text_of(file) == untidy);
}

BOOST_AUTO_TEST_CASE(translate_writes_a_new_file_that_loads) {
  const Folder folder;
  for (const char* name : {"call.toml", "lier.toml", "pajotarl.toml"}) {
    folder.add(name, contents(examples + name));
  }
  const Ended layer = run_program("translate --to nl '" + folder.file("call.toml") +
                                  "' --output '" + folder.file("call.toml") + "'");
  BOOST_TEST(layer.exit == 0);
  BOOST_TEST(layer.err == "");
  const Ended region = run_program("translate --to nl '" + folder.file("pajotarl.toml") +
                                   "' --output '" + folder.file("dutch.toml") + "'");
  BOOST_TEST(region.exit == 0);
  BOOST_TEST(region.out == "");
  BOOST_TEST(text_of(folder.file("call.toml")).find("aankomst uiterlijk deadline") !=
             std::string::npos);
  BOOST_TEST(text_of(folder.file("dutch.toml")).find("minstens één document heeft naam met") !=
             std::string::npos);
  BOOST_TEST(text_of(folder.file("pajotarl.toml")) == contents(examples + "pajotarl.toml"));
  for (const char* name : {"lier.toml", "dutch.toml"}) {
    BOOST_TEST(run_program("check '" + folder.file(name) + "'").exit == 0, name);
  }
}

BOOST_AUTO_TEST_CASE(translate_never_writes_over_another_file) {
  const Folder folder;
  const std::string other = folder.add("other.toml", "mine");
  const Ended ended =
      run_program("translate --to nl " + examples + "lier.toml --output '" + other + "'");
  BOOST_TEST(ended.exit == 2);
  BOOST_TEST(text_of(other) == "mine");
}

BOOST_AUTO_TEST_CASE(translate_does_not_write_where_the_layers_are_not) {
  const Folder folder;
  const std::string file = folder.file("lier.toml");
  const Ended ended =
      run_program("translate --to nl " + examples + "lier.toml --output '" + file + "'");
  BOOST_TEST(ended.exit == 2);
  BOOST_TEST(ended.err.find("would not load there") != std::string::npos, ended.err);
  BOOST_TEST(!fs::exists(file));
}

BOOST_AUTO_TEST_CASE(schema_prints_json) {
  const Ended ended = run_program("schema");
  BOOST_TEST(ended.exit == 0);
  BOOST_TEST(ended.out == contents("rules/rulebook/schema/rulebook.json"));
  BOOST_TEST(boost::json::parse(ended.out).is_object());
}
