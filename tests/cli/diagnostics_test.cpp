// How what was found is written: for people, for editors, in colour.

#include "cli/render/diagnostics.hpp"

#include <boost/test/unit_test.hpp>

using namespace termijn;

namespace {

struct Found {
  rules::Sources sources;
  rules::Diagnostics diagnostics;
};

/// A clash of two places, the second in the call, and a warning at the same place.
Found clash() {
  Found found;
  const auto region = found.sources.add("region.toml", "a\n\té = 'x > 1'\n");
  const auto call = found.sources.add("call.toml", "b = 2\n");
  found.diagnostics.push_back({rules::Severity::warning, "W0999", "later", {{region, 8, 9}, ""}});
  found.diagnostics.push_back({rules::Severity::error,
                               "E0999",
                               "'x' and 1 clash",
                               {{region, 8, 13}, "this is x"},
                               {{{call, 4, 5}, "this is 2"}},
                               "write\nless"});
  return found;
}

}  // namespace

BOOST_AUTO_TEST_CASE(an_editor_gets_one_line_a_place_in_characters) {
  const Found found = clash();
  BOOST_TEST(cli::render_gnu(found.diagnostics, found.sources) ==
             "region.toml:2:6: warning: later [W0999]\n"
             "region.toml:2:6: error: 'x' and 1 clash [E0999]\n"
             "region.toml:2:6: note: this is x\n"
             "call.toml:1:5: note: this is 2\n"
             "region.toml:2:6: note: write\\nless\n");
}

BOOST_AUTO_TEST_CASE(people_see_the_line_with_a_tab_as_one_blank) {
  const Found found = clash();
  const std::string text = cli::render({found.diagnostics[1]}, found.sources, false);
  BOOST_TEST(text ==
             "error[E0999]: 'x' and 1 clash\n"
             " --> region.toml:2:6\n"
             "  |\n"
             "2 |  é = 'x > 1'\n"
             "  |      ^^^^^ this is x\n"
             " ::: call.toml:1:5\n"
             "  |\n"
             "1 | b = 2\n"
             "  |     - this is 2\n"
             "  = help: write\n    less\n\n");
}

BOOST_AUTO_TEST_CASE(colour_is_for_terminals) {
  const Found found = clash();
  BOOST_TEST(cli::render(found.diagnostics, found.sources, false).find('\x1b') ==
             std::string::npos);
  BOOST_TEST(cli::render(found.diagnostics, found.sources, true).find("\x1b[31m") !=
             std::string::npos);
  BOOST_TEST(cli::render_gnu(found.diagnostics, found.sources).find('\x1b') == std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_long_line_is_shown_round_its_fault) {
  rules::Sources sources;
  const auto id = sources.add("x", std::string(300, 'a') + "FAULT" + std::string(300, 'b'));
  const rules::Diagnostic found{rules::Severity::error, "E0999", "m", {{id, 300, 305}, ""}};
  const std::string text = rules::render(found, sources);
  const std::string before = "…" + std::string(40, 'a');
  BOOST_TEST(text.find(before + "FAULT" + std::string(95, 'b') + "…\n") != std::string::npos);
  BOOST_TEST(text.find("| " + std::string(41, ' ') + "^^^^^\n") != std::string::npos);
}
