#include <cstdlib>
#include <fstream>
#include <sstream>

#include <boost/test/unit_test.hpp>

#include "tests/rules/language/moment/support.hpp"
#include "tests/support/files.hpp"

using namespace termijn::rules;

// What a coordinator reads about each phrase of bad.txt, as it is printed.
// TERMIJN_GOLDEN_UPDATE=1 rewrites the file; read every line of the difference.
BOOST_AUTO_TEST_CASE(says_what_is_wrong_and_what_to_write) {
  std::istringstream phrases(termijn::tests::contents("tests/golden/moment/bad.txt"));
  std::string printed;
  for (std::string phrase; std::getline(phrases, phrase);) {
    Sources sources;
    const Excerpt excerpt = whole(sources, sources.add("phrase", phrase));
    const MomentContext context{.zone = *termijn::tests::zones()("Europe/Brussels"),
                                .zones = termijn::tests::zones(),
                                .as = ReadAs::deadline};
    const Moment moment = resolve_moment(excerpt, context);
    BOOST_TEST(!moment.diagnostics.empty(), "nothing is said about " << phrase);
    printed += "== " + std::string(to_string(moment.kind)) + "\n";
    printed += render(moment.diagnostics, sources);
  }
  const std::string golden = "tests/golden/moment/bad.expected";
  if (std::getenv("TERMIJN_GOLDEN_UPDATE") != nullptr) {
    std::ofstream(std::string(TERMIJN_SOURCE_DIR) + "/" + golden) << printed;
  }
  BOOST_TEST(printed == termijn::tests::contents(golden));
  BOOST_TEST(printed.find("boost") == std::string::npos);
}
