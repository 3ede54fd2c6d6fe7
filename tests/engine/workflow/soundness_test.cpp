#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include "../support/desk.hpp"
#include "engine/workflow/workflow.hpp"

using namespace termijn;

namespace {

std::string with_flow(const std::string& flow, const std::string& must_pass = "") {
  auto text = tests::small_rules();
  const auto begin = text.find("flow = '''\n") + 11;
  text.replace(begin, text.find("'''", begin) - begin, flow);
  const auto rule = text.find("must-pass = [");
  const auto end = text.find('\n', rule);
  text.replace(rule, end - rule, "must-pass = [" + must_pass + "]");
  return text;
}

struct Flow {
  std::string flow;
  std::string must_pass;
  std::string code;  ///< Empty: sound.
  std::string message;
};
std::ostream& operator<<(std::ostream& out, const Flow& row) { return out << row.flow; }

const Flow flows[] = {
    {"a -> b on decide ends\n", "", "", ""},
    {"a -> b on decide ends\nc -> b on decide ends\n", "", "E0701",
     "no candidature can reach stage 'c'"},
    {"a -> b on decide\na -> c on withdraw ends\n", "", "E0702",
     "stage 'b' is a dead end: nothing leads out of it"},
    {"a -> b on decide\nb -> d on pitch\nd -> b on score\na -> c on withdraw ends\n", "", "E0703",
     "from stage 'b' no end can be reached"},
    {"a -> b on decide\nb -> c on rebut by rebuttal ends\n", "", "E0704",
     "stage 'b' waits for an applicant and has no way out"},
    {"a -> b on decide\nb -> c on rebut by rebuttal ends\nb -> c after rebuttal ends\n", "", "",
     ""},
    {"a -> b when reviewed\nb -> a when pitched\nb -> c on decide ends\n", "", "E0705",
     "stages 'a' and 'b' can chase each other without end"},
    {"a -> b on decide ends\nb -> a on correct\n", "", "E0706",
     "stage 'b' ends the candidature, yet goes on to 'a'"},
    {"a -> b on pitch\na -> c on decide ends\nb -> c on decide ends\n", "\"b before c\"", "E0707",
     "stage 'c' can be reached without passing 'b'"},
    {"a -> b on pitch\nb -> c on decide ends\n", "\"b before c\"", "", ""},
    {"a -> b on pitch\nb -> c on decide ends\n", "\"bb before c\"", "E0708",
     "'bb' is no stage of the flow"},
    {"a -> b on decide undone by rebut\nb -> c on rebut ends\nb -> c after rebuttal ends\n", "",
     "W0703", "in stage 'b', 'rebut' both takes this back and leads on to 'c'"},
    {"a -> b on decide ends undone by decide\n", "", "W0703",
     "'decide' both makes this move and takes it back"},
    {"a -> b on decide ends undone by correct\n", "", "", ""},
};

}  // namespace

BOOST_DATA_TEST_CASE(checks_the_graph_as_a_whole, boost::unit_test::data::make(flows)) {
  const auto rulebook =
      tests::load({{"n.toml", with_flow(sample.flow, sample.must_pass)}}, "n.toml");
  const auto faults = engine::check_workflow(rulebook);
  if (sample.code.empty()) {
    BOOST_TEST(faults.empty());
    return;
  }
  BOOST_TEST_REQUIRE(!faults.empty());
  BOOST_TEST(faults.front().code == sample.code);
  BOOST_TEST(faults.front().message == sample.message);
}

BOOST_AUTO_TEST_CASE(prints_the_way_that_avoids_a_stage) {
  const auto rulebook = tests::load(
      {{"n.toml",
        with_flow("a -> b on pitch\nb -> c on score\na -> c on submit\nc -> d on decide ends\n",
                  "\"b before d\"")}},
      "n.toml");
  const auto faults = engine::check_workflow(rulebook);
  BOOST_TEST_REQUIRE(faults.size() == 1U);
  BOOST_TEST(faults.front().primary.text == "for example: a -> c -> d");
  BOOST_TEST_REQUIRE(faults.front().secondary.size() == 2U);
  BOOST_TEST(rulebook.words(faults.front().secondary[0].span) == "a -> c on submit");
  BOOST_TEST(rulebook.words(faults.front().secondary[1].span) == "c -> d on decide ends");
}

BOOST_AUTO_TEST_CASE(the_small_call_is_sound) {
  const auto rulebook = tests::load({{"n.toml", tests::small_rules()}}, "n.toml");
  BOOST_TEST(engine::check_workflow(rulebook).empty());
}
