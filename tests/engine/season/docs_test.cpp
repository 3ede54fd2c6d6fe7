#include <algorithm>
#include <filesystem>
#include <regex>
#include <set>

#include <boost/test/unit_test.hpp>

#include "../../support/files.hpp"
#include "engine/candidature/act.hpp"
#include "rules/rulebook/facts.hpp"

using namespace termijn;

namespace {

std::vector<std::string> examples() {
  std::vector<std::string> examples;
  std::istringstream lines(tests::contents("docs/acts.md"));
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("{\"at\":")) examples.push_back(line);
  }
  return examples;
}

std::set<std::string> found_in(const std::string& text, const std::string& pattern) {
  const std::regex code(pattern);
  std::set<std::string> codes;
  for (std::sregex_iterator at(text.begin(), text.end(), code), end; at != end; ++at) {
    codes.insert((*at)[1]);
  }
  return codes;
}

/// The quoted codes of a kind in the sources of a folder.
std::set<std::string> codes_of(const std::string& folder, const std::string& pattern) {
  std::set<std::string> codes;
  const auto root = std::filesystem::path(TERMIJN_SOURCE_DIR);
  for (const auto& entry : std::filesystem::recursive_directory_iterator(root / folder)) {
    if (entry.path().extension() != ".cpp") continue;
    const auto text = tests::contents(std::filesystem::relative(entry.path(), root));
    codes.merge(found_in(text, "\"(" + pattern + ")\""));
  }
  return codes;
}

std::set<std::string> listed(const std::string& page, const std::string& pattern) {
  return found_in(tests::contents(page), "\\| (" + pattern + ") \\|");
}

}  // namespace

BOOST_AUTO_TEST_CASE(every_example_of_an_act_is_one) {
  for (const auto& line : examples()) {
    const auto parsed = engine::parse_act(line);
    const auto* refused = std::get_if<engine::Refusal>(&parsed);
    BOOST_TEST(!refused, line << (refused ? engine::to_string(*refused) : ""));
  }
}

BOOST_AUTO_TEST_CASE(every_act_has_an_example) {
  std::set<std::string> shown;
  for (const auto& line : examples()) {
    const auto parsed = engine::parse_act(line);
    if (const auto* act = std::get_if<engine::Act>(&parsed)) shown.insert(act->kind);
  }
  const auto known = rules::known_acts();
  BOOST_TEST(shown == std::set<std::string>(known.begin(), known.end()),
             boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(every_refusal_code_is_explained_and_no_other) {
  BOOST_TEST(listed("docs/diagnostics/acts.md", "A01[0-9]{2}") == codes_of("engine", "A01[0-9]{2}"),
             boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(every_finding_about_the_workflow_is_explained_and_no_other) {
  BOOST_TEST(
      listed("docs/diagnostics/workflow.md", "E07[0-9]{2}") == codes_of("engine", "E07[0-9]{2}"),
      boost::test_tools::per_element());
}
