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
  const auto known = rules::recordable_acts();
  BOOST_TEST(shown == std::set<std::string>(known.begin(), known.end()),
             boost::test_tools::per_element());
}
