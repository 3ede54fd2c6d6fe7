#include <cstdlib>
#include <ostream>
#include <vector>

#include <boost/json.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include "../support/files.hpp"
#include "program.hpp"

namespace {

namespace data = boost::unit_test::data;
namespace json = boost::json;
using termijn::tests::Ended;
using termijn::tests::run_program;

struct Command {
  std::string name;
  std::string arguments;
};

std::ostream& operator<<(std::ostream& out, const Command& command) {
  return out << command.name << ": termijn " << command.arguments;
}

std::vector<Command> commands() {
  std::vector<Command> read;
  for (const auto& row : termijn::tests::table("tests/golden/cli/commands.tsv")) {
    read.push_back({row.at(0), row.size() > 1 ? row[1] : ""});
  }
  return read;
}

/// All that the program said, and its exit code, as one text.
std::string transcript(const Command& command) {
  const Ended ended = run_program(command.arguments);
  std::string text = "$ termijn " + command.arguments + '\n' + ended.out;
  if (!ended.err.empty()) text += "--- stderr\n" + ended.err;
  return text + "--- exit " + std::to_string(ended.exit) + '\n';
}

/// The keys of an object, in their order.
std::string keys(const json::value& value) {
  std::string names;
  for (const auto& member : value.as_object()) {
    names += (names.empty() ? "" : " ") + std::string(member.key());
  }
  return names;
}

json::value parsed(const std::string& arguments) {
  const Ended ended = run_program(arguments);
  BOOST_TEST_REQUIRE(ended.err == "");
  return json::parse(ended.out);
}

const std::string examples = "examples/lokale-partnerschappen-2023/";
const std::string session_keys = "from until until_inclusive certainty";
const std::string diagnostic_keys =
    "severity code message file line column length label others help";

}  // namespace

BOOST_DATA_TEST_CASE(says_what_the_golden_file_holds, data::make(commands())) {
  const std::string said = transcript(sample);
  const std::string file = "tests/golden/cli/" + sample.name + ".txt";
  if (std::getenv("TERMIJN_GOLDEN_UPDATE") != nullptr) {
    std::ofstream(std::filesystem::path(TERMIJN_SOURCE_DIR) / file, std::ios::binary) << said;
  }
  BOOST_TEST(said == termijn::tests::contents(file));
  BOOST_TEST(said.find(TERMIJN_SOURCE_DIR) == std::string::npos, "a path of the machine shows");
  BOOST_TEST(said.find('\x1b') == std::string::npos, "a control character reaches the terminal");
}

BOOST_AUTO_TEST_CASE(resolve_keeps_the_contract) {
  const json::value answer = parsed("resolve 'tot 30 juni 2023' --json");
  BOOST_TEST(keys(answer) ==
             "phrase class year_inferred sessions relative readings steps working diagnostics");
  BOOST_TEST(keys(answer.at("readings").at(0)) == "means sessions");
  BOOST_TEST(keys(answer.at("readings").at(0).at("sessions").at(0)) == session_keys);
  BOOST_TEST(keys(answer.at("diagnostics").at(0)) == diagnostic_keys);
  const json::value counted =
      parsed("resolve 'einddatum + 14 dagen' --anchor einddatum=2023-07-07T10:00 --json");
  BOOST_TEST(keys(counted.at("relative")) == "anchor amount unit direction");
  BOOST_TEST(keys(counted.at("steps").at(0)) == "date counted why");
}

BOOST_AUTO_TEST_CASE(limit_keeps_the_contract) {
  const json::value answer = parsed("limit --from '2023-07-07 10:00' --period '14 days' --json");
  BOOST_TEST(keys(answer) == "closes closes_inclusive steps");
  BOOST_TEST(keys(answer.at("steps").at(0)) == "date counted why");
  BOOST_TEST(answer.at("closes").as_string() == "2023-07-25T00:00:00+02:00");
}

BOOST_AUTO_TEST_CASE(check_keeps_the_contract) {
  const json::value answer = parsed("check " + examples + " --json");
  BOOST_TEST(keys(answer) == "files errors warnings");
  BOOST_TEST_REQUIRE(answer.at("files").as_array().size() == 5U);
  BOOST_TEST(keys(answer.at("files").at(0)) == "file region digest diagnostics");
  BOOST_TEST(keys(answer.at("files").at(0).at("diagnostics").at(0)) == diagnostic_keys);
  BOOST_TEST(answer.at("errors").as_int64() == 0);
}

BOOST_AUTO_TEST_CASE(timeline_keeps_the_contract) {
  const json::value answer = parsed("timeline " + examples + "lier.toml --json");
  BOOST_TEST(keys(answer) == "region milestones");
  BOOST_TEST(keys(answer.at("milestones").at(0)) == "id phrase planned sessions");
  BOOST_TEST(keys(answer.at("milestones").at(0).at("sessions").at(0)) == session_keys);
}

BOOST_AUTO_TEST_CASE(eval_keeps_the_contract) {
  const json::value answer = parsed("eval 'pitched' --facts tests/golden/cli/facts.json --json");
  BOOST_TEST(keys(answer) == "value type missing trace");
  BOOST_TEST(keys(answer.at("trace").at(0)) == "expression type value");
}

BOOST_AUTO_TEST_CASE(eval_knows_the_named_rules_and_milestones_of_a_rulebook) {
  const auto eval = [](const std::string& expression) {
    return parsed("eval '" + expression +
                  "' --rules tests/golden/good/named-rules-and-tables.toml "
                  "--facts tests/golden/cli/facts-of-a-grant.json --json");
  };
  const json::value grant = eval("grant = 10000 euro");
  BOOST_TEST(grant.at("value").as_bool());
  BOOST_TEST(grant.at("trace").at(0).at("expression").as_string() == "size");
  BOOST_TEST(eval("arrival by deadline - 1 week").at("value").as_bool());
  BOOST_TEST(!eval("arrival by deadline - 8 days").at("value").as_bool());
  BOOST_TEST(eval("region.name is \"Westkust\"").at("value").as_bool());
}

BOOST_AUTO_TEST_CASE(the_digest_does_not_depend_on_where_the_file_lies) {
  const std::string there = "check ./examples/../" + examples + "lier.toml --json";
  const json::value one = parsed("check " + examples + "lier.toml --json");
  const json::value other = parsed(there);
  BOOST_TEST(one.at("files").at(0).at("digest") == other.at("files").at(0).at("digest"));
}

BOOST_AUTO_TEST_CASE(a_closed_pipe_is_a_fault_and_no_crash) {
  int ends[2];
  BOOST_TEST_REQUIRE(pipe(ends) == 0);
  close(ends[0]);
  // The redirection of run_program comes later and would win: a shell of its own keeps it out.
  const std::string command = "exec '" TERMIJN_PROGRAM "' --help >&" + std::to_string(ends[1]);
  const Ended ended = run_program("--version >/dev/null && sh -c \"" + command + "\"");
  close(ends[1]);
  BOOST_TEST(ended.exit == 4);
  BOOST_TEST(ended.err == "termijn: the output could not be written\n");
}

BOOST_AUTO_TEST_CASE(a_full_disk_is_a_fault) {
  const std::string command = "exec '" TERMIJN_PROGRAM "' --help >/dev/full";
  const Ended ended = run_program("--version >/dev/null && sh -c \"" + command + "\"");
  BOOST_TEST(ended.exit == 4);
  BOOST_TEST(ended.err == "termijn: the output could not be written\n");
}

BOOST_AUTO_TEST_CASE(prints_no_colour_where_there_is_no_terminal) {
  const Ended ended = run_program("check " + examples);
  BOOST_TEST(ended.out.find('\x1b') == std::string::npos);
}
