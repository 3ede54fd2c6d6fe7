#include <regex>

#include <boost/test/unit_test.hpp>

#include "../support/files.hpp"
#include "program.hpp"

using termijn::tests::contents;
using termijn::tests::text_of;

namespace {

/// What `./run demo` shows once the program is built.
std::string demo() {
  std::string folder = (std::filesystem::temp_directory_path() / "termijn-demo-XXXXXX").string();
  if (mkdtemp(folder.data()) == nullptr) throw std::runtime_error("no temporary folder");
  const std::string command = "cd '" TERMIJN_SOURCE_DIR "' && sh examples/demo.sh '" TERMIJN_PROGRAM
                              "' >'" +
                              folder + "/out' 2>&1 </dev/null";
  const int status = std::system(command.c_str());
  auto said = text_of(folder + "/out");
  std::filesystem::remove_all(folder);
  BOOST_TEST_REQUIRE(status == 0, said);
  // The roots cover the zone data that was adopted, which is the machine's.
  return std::regex_replace(said, std::regex("root [0-9a-f]{64}"), "root ROOT");
}

}  // namespace

BOOST_AUTO_TEST_CASE(the_demo_shows_the_season_as_worked_out_by_hand) {
  const char* golden = "tests/golden/demo.txt";
  const auto said = demo();
  if (std::getenv("TERMIJN_GOLDEN_UPDATE") != nullptr) {
    std::ofstream(std::filesystem::path(TERMIJN_SOURCE_DIR) / golden, std::ios::binary) << said;
  }
  BOOST_TEST(said == contents(golden));
  BOOST_TEST(said.find(TERMIJN_SOURCE_DIR) == std::string::npos, "a path of the machine shows");
}
