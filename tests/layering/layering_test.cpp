#include <algorithm>
#include <filesystem>
#include <regex>
#include <string>
#include <vector>

#include <boost/test/unit_test.hpp>

#include "../support/files.hpp"

namespace {

namespace fs = std::filesystem;

struct Include {
  std::string from;  ///< The including file, from the root.
  std::string to;    ///< What stands between the quotes or brackets.
};

std::vector<Include> includes_of(const std::string& folder) {
  static const std::regex line(R"(^\s*#\s*include\s*[<"]([^>"]+)[>"])");
  std::vector<Include> found;
  const fs::path root = TERMIJN_SOURCE_DIR;
  for (const auto& entry : fs::recursive_directory_iterator(root / folder)) {
    const auto extension = entry.path().extension();
    if (extension != ".cpp" && extension != ".hpp") continue;
    const auto name = fs::relative(entry.path(), root).string();
    std::istringstream text(termijn::tests::contents(name));
    std::smatch match;
    for (std::string read; std::getline(text, read);) {
      if (std::regex_search(read, match, line)) found.push_back({name, match[1]});
    }
  }
  return found;
}

bool starts_with_any(const std::string& text, const std::vector<std::string>& prefixes) {
  return std::any_of(prefixes.begin(), prefixes.end(),
                     [&](const std::string& prefix) { return text.starts_with(prefix); });
}

void check_never(const std::string& folder, const std::vector<std::string>& prefixes) {
  const auto includes = includes_of(folder);
  BOOST_TEST_REQUIRE(!includes.empty());
  for (const auto& [from, to] : includes) {
    BOOST_TEST(!starts_with_any(to, prefixes), from << " includes " << to);
  }
}

bool is_public_header(const std::string& name) {
  return name.ends_with(".hpp") && name.find("/detail/") == std::string::npos;
}

}  // namespace

BOOST_AUTO_TEST_CASE(rules_include_neither_engine_nor_cli) {
  check_never("rules", {"engine/", "cli/", "sqlite3.h", "SQLiteCpp", "boost/graph"});
}

BOOST_AUTO_TEST_CASE(engine_includes_no_cli_and_no_parser) {
  check_never("engine", {"cli/", "toml++", "boost/spirit"});
}

BOOST_AUTO_TEST_CASE(a_detail_header_is_included_only_from_its_own_folder) {
  for (const char* folder : {"rules", "engine", "cli"}) {
    for (const auto& [from, to] : includes_of(folder)) {
      const auto detail = to.find("/detail/");
      if (detail == std::string::npos || to.starts_with("boost/")) continue;
      BOOST_TEST(from.starts_with(to.substr(0, detail + 1)), from << " includes " << to);
    }
  }
}

BOOST_AUTO_TEST_CASE(public_headers_show_no_parser_no_database_and_no_graph) {
  for (const char* folder : {"rules", "engine"}) {
    for (const auto& [from, to] : includes_of(folder)) {
      if (!is_public_header(from)) continue;
      BOOST_TEST(!starts_with_any(to, {"boost/spirit", "boost/fusion", "boost/graph", "toml++",
                                       "SQLiteCpp", "sqlite3.h", "openssl"}),
                 from << " includes " << to);
    }
  }
}

BOOST_AUTO_TEST_CASE(only_the_store_speaks_sqlite) {
  for (const char* folder : {"rules", "engine", "cli"}) {
    for (const auto& [from, to] : includes_of(folder)) {
      if (from.starts_with("engine/store/sqlite/")) continue;
      BOOST_TEST(!starts_with_any(to, {"SQLiteCpp", "sqlite3.h"}), from << " includes " << to);
    }
  }
}

BOOST_AUTO_TEST_CASE(no_file_grows_past_four_hundred_lines) {
  const fs::path root = TERMIJN_SOURCE_DIR;
  for (const char* folder : {"rules", "engine", "cli"}) {
    for (const auto& entry : fs::recursive_directory_iterator(root / folder)) {
      const auto extension = entry.path().extension();
      if (extension != ".cpp" && extension != ".hpp") continue;
      const auto name = fs::relative(entry.path(), root).string();
      const auto text = termijn::tests::contents(name);
      BOOST_TEST(std::count(text.begin(), text.end(), '\n') <= 400, name << " is too long");
    }
  }
}
