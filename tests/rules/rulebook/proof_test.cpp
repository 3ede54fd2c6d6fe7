// What is proved about rules: that the cases which are shown are cases, and that
// rulebooks without a fault are left alone.
#include "rules/rulebook/proof.hpp"

#include <set>
#include <string>

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include "support.hpp"

namespace {

using namespace termijn::rules;
namespace tests = termijn::tests;
using tests::load_with;
namespace data = boost::unit_test::data;

Diagnostics proved(const std::string& own) {
  const Loaded loaded = load_with(own);
  BOOST_TEST_REQUIRE(loaded.rulebook.has_value(), tests::found(loaded));
  return prove(*loaded.rulebook);
}

std::string codes(const Diagnostics& diagnostics) {
  std::string text;
  for (const Diagnostic& one : diagnostics) {
    // Examples are not what these tests are about.
    if (one.code != "W0503" && one.code != "N0506") text += (text.empty() ? "" : " ") + one.code;
  }
  return text;
}

/// The examples that the findings' helps end in.
std::string ready_examples(const Diagnostics& diagnostics) {
  std::string text;
  for (const Diagnostic& one : diagnostics) {
    const auto at = one.help.find("[[example]]");
    if (at != std::string::npos) text += one.help.substr(at) + "\n";
  }
  return text;
}

const std::string facts = R"(
[[fact]]
id = "partners"
type = "number"
[[fact]]
id = "size"
type = "text"
choices = ["small", "large"]
[[fact]]
id = "budget"
type = "money"
[[fact]]
id = "share"
type = "percentage"
[[fact]]
id = "founded"
type = "date"
[[fact]]
id = "visited"
type = "instant"
[[fact]]
id = "notice"
type = "working-days"
[[fact]]
id = "towns"
type = "texts"
[[fact]]
id = "member"
type = "truth"
)";

std::string requirement(const std::string& id, const std::string& rule) {
  return "[[requirement]]\nid = \"" + id + "\"\nrule = '" + rule + "'\nbecause = \"x\"\n";
}

struct Rules {
  std::vector<const char*> requirements;
  const char* codes;

  friend std::ostream& operator<<(std::ostream& out, const Rules& row) {
    for (const char* rule : row.requirements) out << rule << "; ";
    return out;
  }
};

const Rules rule_sets[] = {
    {{"partners at least 3", "size = \"small\""}, ""},
    {{"partners at least 3", "partners at most 3"}, ""},
    {{"partners at least 3", "partners at most 2"}, "E0551"},
    {{"budget at most 10000 euro or member", "budget more than 10000 euro"}, ""},
    {{"budget at most 10000 euro or member", "budget more than 10000 euro and not member"},
     "E0551"},
    // Each two go together, the three do not.
    {{"partners + versions at least 10", "partners at most 4", "versions at most 5"}, "E0551"},
    {{"partners at least 3 and partners at most 1"}, "E0550"},
    {{"size in [\"small\", \"large\"]"}, "W0508"},
    {{"channel in region.channels or channel = \"none\""}, "W0508"},
    {{"partners at least 3", "partners at least 1"}, "W0509"},
    {{"partners at least 1", "partners at least 3"}, "W0509"},
    {{"founded before 2020-01-01", "founded before 2021-01-01"}, "W0509"},
    {{"founded before 2020-01-01", "visited by 2021-01-01"}, ""},
    // The region has one challenge, and its name is Westkust.
    {{"any challenges in region.challenges", "every challenges in [2, 3]"}, "E0551"},
    {{"region.name = \"Oostkust\""}, "E0550"},
};

std::string written(const std::vector<const char*>& requirements) {
  std::string text = facts;
  int number = 0;
  for (const char* rule : requirements) text += requirement("r" + std::to_string(++number), rule);
  return text;
}

struct Flows {
  const char* flow;
  const char* codes;

  friend std::ostream& operator<<(std::ostream& out, const Flows& row) { return out << row.flow; }
};

const Flows flows[] = {
    // The region's own requirement is that the arrival is by the deadline.
    {"a -> b when every requirement holds ends\na -> c when any requirement fails ends\n", ""},
    {"a -> b when every requirement holds ends\na -> c when (arrival after deadline) ends\n", ""},
    {"a -> b when every requirement holds ends\na -> c when (arrival by deadline) ends\n",
     "W0701 E0709"},
    {"a -> b when any requirement fails ends\na -> c when (arrival by deadline) ends\n", ""},
    {"a -> b when score passes ends\na -> c when score.total less than 60% ends\n", ""},
    {"a -> b when score passes ends\na -> c when score.total at most 60% ends\n", "E0709"},
    {"a -> b when reviewed ends\na -> c when scorecards = 0 ends\n", ""},
    {"a -> b when reviewed ends\na -> c when scorecards = 1 ends\n", "E0709"},
    // Only time is needed.
    {"a -> b when reviewed ends\n", ""},
    {"a -> b when rebuttal is known ends\n", ""},
    {"a -> b when pitched\nb -> c on decide ends\n", ""},
    {"a -> b when partners at least 3 ends\n", "W0701"},
    {"a -> b when partners at least 3 ends\na -> c on rebut ends\n", "W0701"},
    {"a -> b when partners at least 3 ends\na -> c on decide ends\n", ""},
    {"a -> b when partners at least 3 ends\na -> c after deadline ends\n", ""},
    // The same act, another act, another moment.
    {"a -> b on decide when partners at least 3 ends\na -> c on decide when partners less than 3 "
     "ends\n",
     ""},
    {"a -> b on decide when partners at least 3 ends\na -> c on decide ends\n", "E0709"},
    {"a -> b on decide ends\na -> c on pitch ends\n", ""},
    {"a -> b after review ends\na -> c after decision ends\n", ""},
    {"a -> b after review ends\na -> c after review ends\n", "E0709"},
    {"a -> b on pitch within review ends\na -> c on pitch within pitch ends\n", ""},
    {"a, b -> c on decide ends\na -> b on pitch\nany except c -> d on decide ends\n", "E0709"},
};

std::string with_flow(const std::string& flow) {
  return facts + "[scoring]\npass = \"total at least 60%\"\n[workflow]\nflow = '''\n" + flow +
         "'''\n";
}

struct Tables {
  const char* table;
  const char* codes;

  friend std::ostream& operator<<(std::ostream& out, const Tables& row) { return out << row.table; }
};

const Tables tables[] = {
    {"inputs = ['partners']\nrows = [['at most 3', '1'], ['more than 3', '2']]", ""},
    {"inputs = ['partners']\nrows = [['at most 3', '1'], ['at least 3', '2']]", "E0552"},
    {"inputs = ['partners']\nrows = [['at most 3', '1'], ['at least 3', '2']]\npolicy = \"first\"",
     ""},
    {"inputs = ['partners']\nrows = [['at most 3', '1'], ['more than 4', '2']]", "E0553"},
    {"inputs = ['partners']\nrows = [['at most 3', '1'], ['more than 4', '2']]\notherwise = '3'",
     ""},
    {"inputs = ['partners']\nrows = [['at most 3', '1'], ['more than 3', '2']]\notherwise = '3'",
     "W0511"},
    {"inputs = ['size', 'member']\nrows = [['\"small\"', '-', '1'], ['\"large\"', 'true', '2'], "
     "['\"large\"', 'false', '3']]",
     ""},
    {"inputs = ['size', 'member']\nrows = [['\"small\"', '-', '1'], ['-', 'true', '2'], "
     "['\"large\"', 'false', '3']]",
     "E0552"},
    {"inputs = ['size', 'member']\nrows = [['\"small\"', '-', '1'], ['\"large\"', 'true', '2']]",
     "E0553"},
    {"inputs = ['budget']\nrows = [['between 0 euro and 999.99 euro', '1'], ['at least 1000 euro', "
     "'2'], ['less than 0 euro', '3']]",
     "E0553"},
    {"inputs = ['founded']\nrows = [['before 2020-01-01', '1'], ['after 2019-12-31', '2']]", ""},
    {"inputs = ['founded']\nrows = [['before 2020-01-01', '1'], ['after 2020-01-01', '2']]",
     "E0553"},
    {"inputs = ['partners', 'partners']\nrows = [['at most 3', 'more than 4', '1'], ['-', '-', "
     "'2']]\npolicy = \"first\"",
     "W0511 W0508"},
    {"inputs = ['share']\nrows = [['at least 60%', '1'], ['at least 70%', '2'], ['-', "
     "'3']]\npolicy = "
     "\"first\"",
     "W0511"},
};

std::string with_table(const std::string& table) {
  return facts + "[[table]]\nid = \"level\"\n" + table + "\n" +
         requirement("enough", "level at least 2");
}

struct Exceptions {
  const char* rule;
  const char* codes;

  friend std::ostream& operator<<(std::ostream& out, const Exceptions& row) {
    return out << row.rule;
  }
};

const Exceptions exceptions[] = {
    {"partners at least 3 except when member because \"lid\"", ""},
    {"partners at least 3 except when partners = 5 because \"vijf\"", "W0512"},
    {"partners at least 3 except when partners = 2 because \"twee\"", ""},
    {"partners at least 3 except when member and not member because \"nooit\"", "W0512"},
    {"partners at least 3 except when member because \"lid\" except when member and size = "
     "\"small\" because \"klein lid\"",
     "W0512"},
    {"partners at least 3 except when partners less than 3 because \"alles\"", "W0508"},
};

}  // namespace

BOOST_AUTO_TEST_SUITE(proof)

BOOST_DATA_TEST_CASE(every_case_has_one_row, data::make(tables)) {
  BOOST_TEST(codes(proved(with_table(sample.table))) == sample.codes);
}

BOOST_DATA_TEST_CASE(exceptions_make_a_difference, data::make(exceptions)) {
  BOOST_TEST(codes(proved(facts + requirement("r", sample.rule))) == sample.codes);
}

BOOST_DATA_TEST_CASE(examples_of_sound_tables_read_back, data::make(tables)) {
  const std::string own = with_table(sample.table);
  if (std::string_view(sample.codes) != "") return;
  const std::string examples = ready_examples(proved(own));
  BOOST_TEST(ready_examples(proved(own + examples)) == "", examples);
}

BOOST_DATA_TEST_CASE(examples_of_exceptions_read_back, data::make(exceptions)) {
  const std::string own = facts + requirement("r", sample.rule);
  const std::string examples = ready_examples(proved(own));
  BOOST_TEST(ready_examples(proved(own + examples)) == "", examples);
}

BOOST_DATA_TEST_CASE(requirements_are_held_against_each_other, data::make(rule_sets)) {
  BOOST_TEST(codes(proved(written(sample.requirements))) == sample.codes);
}

BOOST_DATA_TEST_CASE(transitions_are_held_against_each_other, data::make(flows)) {
  BOOST_TEST(codes(proved(with_flow(sample.flow))) == sample.codes);
}

BOOST_AUTO_TEST_CASE(ready_examples_read_back_and_cover_every_kind_of_fact) {
  const std::string own = written({
      "partners at least 3",
      "size = \"small\"",
      "budget more than 1250.50 euro",
      "share less than 33.5%",
      "founded before 2020-01-01",
      "visited after 2023-01-01",
      "notice at least 10 working days",
      "any towns in [\"De Panne\", \"Nieuwpoort\"]",
      "member",
      "any documents has (name contains \"plan\" and pages at most 20)",
      "organisation contains \"brug\"",
      "score.quality at least 7",
  });
  const Diagnostics before = proved(own);
  const std::string examples = ready_examples(before);
  const Diagnostics after = proved(own + examples);
  BOOST_TEST(!before.empty());
  BOOST_TEST(ready_examples(after) == "", examples);
}

BOOST_DATA_TEST_CASE(the_case_of_two_that_compete_reads_back, data::make(flows)) {
  const std::string own = with_flow(sample.flow);
  const std::string examples = ready_examples(proved(own));
  const Loaded loaded = load_with(own + examples);
  BOOST_TEST(loaded.rulebook.has_value(), examples << tests::found(loaded));
}

/// What two regions of the small call have to do with each other, by code.
std::string together(const std::string& one, const std::string& other) {
  const Loaded first = load_with(one);
  const Loaded second = load_with(other);
  BOOST_TEST_REQUIRE(first.rulebook.has_value(), tests::found(first));
  BOOST_TEST_REQUIRE(second.rulebook.has_value(), tests::found(second));
  std::set<std::string> found;
  for (const CrossFinding& finding : check_together({&*first.rulebook, &*second.rulebook})) {
    const Loaded& loaded = finding.rulebook == 0 ? first : second;
    found.insert(finding.diagnostic.code);
    BOOST_TEST(!render(finding.diagnostic, *loaded.sources).empty());
  }
  std::string text;
  for (const std::string& code : found) {
    // They share a mailbox and a pitch.
    if (code != "W0504" && code != "W0505") text += (text.empty() ? "" : " ") + code;
  }
  return text;
}

BOOST_AUTO_TEST_CASE(regions_of_one_call_do_not_get_in_each_others_way) {
  const std::string towns = "municipalities = [\"De Panne\", \"Koksijde\"]\n";
  const std::string here = "[region]\nid = \"here\"\nname = \"Here\"\n";
  const std::string there = "[region]\nid = \"there\"\nname = \"Yonder\"\n";
  BOOST_TEST(together(here, there) == "");
  BOOST_TEST(together(here, here) == "E0555");
  BOOST_TEST(together(here + towns, there + towns) == "W0518");
  BOOST_TEST(together(here, there + "[call]\nyear = 2024\n[timeline]\nlaunch = \"28/04/2023\"\n") ==
             "W0516");
  const std::string marked = requirement("marked", "any document has name containing region.name");
  BOOST_TEST(together(here + marked, there + marked) == "");
  BOOST_TEST(together(here + marked, "[region]\nid = \"there\"\nname = \"Adherence\"\n" + marked) ==
             "W0517");
}

BOOST_AUTO_TEST_CASE(the_five_regions_have_nothing_to_prove_wrong) {
  for (const auto& [name, text] : tests::season()) {
    const Loaded loaded = tests::load(tests::season(), name);
    if (!loaded.rulebook) continue;
    const std::string said = render(prove(*loaded.rulebook), *loaded.sources);
    BOOST_TEST(said == "", name << said);
  }
}

BOOST_AUTO_TEST_SUITE_END()
