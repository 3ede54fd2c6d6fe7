// The codes of what termijn finds: in the sources, in the manual, in `explain-code`.

#include <algorithm>
#include <filesystem>
#include <regex>
#include <set>

#include <boost/test/unit_test.hpp>

#include "../support/files.hpp"
#include "cli/code_pages.hpp"

using namespace termijn;

namespace {

namespace fs = std::filesystem;

std::string without_comments(const std::string& source) {
  return std::regex_replace(source, std::regex("//[^\n]*"), "");
}

/// The codes that stand in quotes in the sources.
std::set<std::string> used_codes() {
  std::set<std::string> codes;
  const std::regex code("\"([EWNA]0[0-9]{3})\"");
  for (const char* folder : {"rules", "engine", "cli"}) {
    const auto root = fs::path(TERMIJN_SOURCE_DIR) / folder;
    for (const auto& entry : fs::recursive_directory_iterator(root)) {
      const auto kind = entry.path().extension();
      if (kind != ".cpp" && kind != ".hpp") continue;
      const std::string text = without_comments(tests::contents(entry.path()));
      for (std::sregex_iterator at(text.begin(), text.end(), code), end; at != end; ++at) {
        codes.insert((*at)[1]);
      }
    }
  }
  return codes;
}

std::set<std::string> told_codes() {
  std::set<std::string> codes;
  for (const auto& page : cli::code_pages()) codes.insert(page.code);
  return codes;
}

/// A code that no rulebook can show in the golden tests, and the file of the test that
/// holds it instead.
struct Elsewhere {
  const char* code;
  const char* test;
};

constexpr const char* act = "tests/engine/candidature/act_test.cpp";
constexpr const char* decide = "tests/engine/candidature/decide_test.cpp";
constexpr const char* amendment = "tests/engine/agenda/amendment_test.cpp";
constexpr const char* refusal = "tests/engine/candidature/refusal_test.cpp";
constexpr const char* undo = "tests/engine/candidature/undo_test.cpp";
constexpr const char* erase = "tests/cli/store_erase_test.cpp";
constexpr const char* roles = "tests/engine/candidature/roles_test.cpp";
constexpr const char* readings = "tests/rules/language/moment/readings_test.cpp";
constexpr const char* score = "tests/rules/language/score/score_test.cpp";
constexpr const char* folder = "tests/golden/cli/check_folder.txt";

constexpr Elsewhere elsewhere[] = {
    // Acts are refused when they are recorded; they are no part of a rulebook.
    {"A0101", act},
    {"A0102", act},
    {"A0103", decide},
    {"A0104", decide},
    {"A0105", refusal},
    {"A0106", decide},
    {"A0107", decide},
    {"A0108", decide},
    {"A0109", decide},
    {"A0110", decide},
    {"A0111", decide},
    {"A0112", decide},
    {"A0113", refusal},
    {"A0114", decide},
    {"A0115", decide},
    {"A0116", decide},
    {"A0117", decide},
    {"A0118", decide},
    {"A0119", decide},
    {"A0120", refusal},
    {"A0121", refusal},
    {"A0122", decide},
    {"A0123", decide},
    {"A0124", decide},
    {"A0130", amendment},
    {"A0131", amendment},
    {"A0132", amendment},
    {"A0133", amendment},
    {"A0134", amendment},
    {"A0135", amendment},
    {"A0141", undo},
    {"A0142", undo},
    {"A0143", undo},
    {"A0144", undo},
    {"A0145", undo},
    {"A0146", undo},
    {"A0147", undo},
    {"A0148", undo},
    {"A0149", undo},
    {"A0150", roles},
    {"A0151", roles},
    {"A0152", roles},
    {"A0153", roles},
    {"A0154", erase},
    {"A0155", erase},
    // A call has a year, and its phrases are read in both languages.
    {"E0107", readings},
    {"E0120", readings},
    {"W0101", "tests/golden/cli/resolve_every_year.txt"},
    // Only what counts from an event that has a date is counted; a rulebook says E0534.
    {"E0119", "tests/golden/cli/resolve_uncounted.txt"},
    // Takes rules of megabytes.
    {"E0232", "tests/rules/language/condition/definition_test.cpp"},
    // Scales and totals are looked at before the score is: E0515, E0507.
    {"E0308", score},
    {"E0309", score},
    // Several regions side by side.
    {"E0555", "tests/rules/rulebook/proof_test.cpp"},
    {"W0516", "tests/rules/rulebook/proof_test.cpp"},
    {"W0517", "tests/rules/rulebook/proof_test.cpp"},
    {"W0518", "tests/rules/rulebook/proof_test.cpp"},
    {"N0505", folder},
    {"W0504", folder},
    {"W0505", folder},
    // Nothing is wrong with the rulebook: its rules cannot be written anew.
    {"W0590", "tests/rules/rulebook/rewrite_test.cpp"},
};

std::set<std::string> codes_with_a_golden() {
  std::set<std::string> codes;
  for (const auto& row : tests::table("tests/golden/faults.tsv")) codes.insert(row.at(1));
  return codes;
}

/// The tables as they are in the tree, whatever the build put into the program.
std::vector<cli::CodePage> rows_in_the_tree() {
  std::vector<cli::CodePage> rows;
  for (const auto& entry :
       fs::directory_iterator(fs::path(TERMIJN_SOURCE_DIR) / "docs/diagnostics")) {
    const auto area = entry.path().stem().string();
    for (auto& row : cli::read_code_pages(area, tests::contents(entry.path()))) {
      rows.push_back(std::move(row));
    }
  }
  return rows;
}

}  // namespace

BOOST_AUTO_TEST_CASE(every_code_is_explained_and_every_explanation_has_a_code) {
  const auto used = used_codes();
  BOOST_TEST(used.size() > 150U);
  BOOST_TEST(used == told_codes(), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(every_code_is_told_whole_and_once) {
  const auto& pages = cli::code_pages();
  for (const auto& page : pages) {
    BOOST_TEST(page.what != "", page.code);
    BOOST_TEST(page.why != "", page.code << " does not say why");
    BOOST_TEST(page.mend != "", page.code << " does not say how to mend it");
  }
  const auto twice = std::adjacent_find(
      pages.begin(), pages.end(), [](const auto& a, const auto& b) { return a.code == b.code; });
  BOOST_TEST((twice == pages.end()), (twice == pages.end() ? "" : twice->code) << " stands twice");
}

BOOST_AUTO_TEST_CASE(every_page_of_the_manual_is_in_the_program) {
  const auto rows = rows_in_the_tree();
  BOOST_TEST(rows.size() == cli::code_pages().size());
  for (const auto& row : rows) BOOST_TEST(told_codes().contains(row.code), row.code);
}

BOOST_AUTO_TEST_CASE(every_table_of_the_manual_has_four_columns) {
  for (const auto& entry :
       fs::directory_iterator(fs::path(TERMIJN_SOURCE_DIR) / "docs/diagnostics")) {
    std::istringstream lines(tests::contents(entry.path()));
    for (std::string line; std::getline(lines, line);) {
      if (!line.starts_with("| ")) continue;
      BOOST_TEST(std::count(line.begin(), line.end(), '|') == 5, entry.path() << ": " << line);
      if (line.starts_with("| code")) BOOST_TEST(line == "| code | what | why | how to mend |");
    }
  }
}

BOOST_AUTO_TEST_CASE(an_example_shows_the_code_it_is_of) {
  for (const auto& page : cli::code_pages()) {
    const std::string example = cli::code_example(page.code);
    if (example.empty()) continue;
    BOOST_TEST(example.find("[" + page.code + "]") != std::string::npos, page.code);
    BOOST_TEST(example.find("-->") != std::string::npos, page.code);
  }
  BOOST_TEST(cli::code_example("E0207").find("'arival'") != std::string::npos);
  BOOST_TEST(cli::code_example("E9999") == "");
}

BOOST_AUTO_TEST_CASE(a_row_that_lacks_a_cell_is_seen_to_lack_it) {
  const auto rows =
      cli::read_code_pages("x", "| code | what |\n|---|---|\n| E0999 | what | why |\n");
  BOOST_TEST_REQUIRE(rows.size() == 1U);
  BOOST_TEST(rows[0].code == "E0999");
  BOOST_TEST(rows[0].why == "why");
  BOOST_TEST(rows[0].mend == "");
}

BOOST_AUTO_TEST_CASE(every_code_fires_in_a_golden_test_or_where_it_is_said_to) {
  auto shown = codes_with_a_golden();
  for (const Elsewhere& one : elsewhere) {
    BOOST_TEST(!shown.contains(one.code), one.code << " has a golden test and needs no other");
    BOOST_TEST(tests::contents(one.test).find(one.code) != std::string::npos,
               one.code << " is not in " << one.test);
    shown.insert(one.code);
  }
  BOOST_TEST(shown == told_codes(), boost::test_tools::per_element());
}
