// The JSON Schema knows what the loader knows: each key, each word.
#include "rules/rulebook/schema.hpp"

#include <set>

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <toml++/toml.h>

#include "json_validator.hpp"
#include "rules/time/calendar.hpp"
#include "rules/time/regime.hpp"
#include "support.hpp"

namespace {

namespace data = boost::unit_test::data;
namespace fs = std::filesystem;
namespace json = boost::json;
namespace tests = termijn::tests;
using namespace termijn::rules;

const std::string unheard_of = "zzzzzzzzzzzz";
using Names = std::set<std::string>;

const json::object& schema() {
  static const json::value read = json::parse(rulebook_schema());
  return read.as_object();
}

/// A file in the layer above a region that is sound.
Loaded load_above(const std::string& text) {
  tests::Files files = tests::season();
  files["probe.toml"] = "schema = 1\nextends = 'zora-werkt.toml'\n" + text;
  return tests::load(files, "probe.toml");
}

/// The words behind `before` in the help of the fault with this code that is about
/// the probe.
std::optional<Names> told(const Loaded& loaded, const std::string& code,
                          const std::string& before) {
  for (const Diagnostic& one : loaded.diagnostics) {
    const bool ours = one.code == code && one.message.find(unheard_of) != std::string::npos;
    if (!ours || !one.help.starts_with(before)) continue;
    Names names;
    std::istringstream list(one.help.substr(before.size()));
    for (std::string name; std::getline(list >> std::ws, name, ',');) names.insert(name);
    return names;
  }
  return {};
}

/// One table of the schema, and a text that has it with `KEY = VALUE` inside.
struct Table {
  std::string name;
  const json::object* schema;
  std::string before;
  std::string after;

  std::string with(const std::string& line) const { return before + line + after; }
};

std::ostream& operator<<(std::ostream& out, const Table& table) { return out << table.name; }

bool has_fixed_keys(const json::object& table) {
  const auto* rest = table.if_contains("additionalProperties");
  return rest && rest->is_bool() && !rest->as_bool();
}

void collect(const std::string& name, const json::object& part, std::vector<Table>& found) {
  const json::object* table = &part;
  std::string header = "[" + name + "]\n";
  if (const auto* items = part.if_contains("items")) {
    table = &items->as_object();
    header = "[[" + name + "]]\n";
  }
  if (has_fixed_keys(*table)) found.push_back({name, table, header, "\n"});
  if (const auto* rest = table->if_contains("additionalProperties"); rest && rest->is_object()) {
    static const json::array none;
    const auto* forms = rest->as_object().if_contains("anyOf");
    for (const json::value& form : forms ? forms->as_array() : none) {
      if (!has_fixed_keys(form.as_object())) continue;
      found.push_back({name + ".*", &form.as_object(), header + "probe = { ", " }\n"});
    }
  }
  const auto* properties = table->if_contains("properties");
  if (!properties) return;
  for (const auto& member : properties->as_object()) {
    collect(name + "." + std::string(member.key()), member.value().as_object(), found);
  }
}

/// Every table there is, the inner ones as well.
std::vector<Table> tables() {
  static const std::vector<Table> all = [] {
    std::vector<Table> found;
    for (const auto& member : schema().at("properties").as_object()) {
      collect(std::string(member.key()), member.value().as_object(), found);
    }
    return found;
  }();
  return all;
}

Names keys_of(const json::object& table) {
  Names names;
  for (const auto& member : table.at("properties").as_object()) {
    names.insert(std::string(member.key()));
  }
  return names;
}

std::string listed(const Names& names) {
  std::string text;
  for (const std::string& name : names) text += name + " ";
  return text;
}

json::value as_json(const std::string& text) {
  const toml::table table = toml::parse(text);
  std::ostringstream out;
  out << toml::json_formatter(table);
  return json::parse(out.str());
}

std::vector<std::string> faults_of(const std::string& text) {
  return tests::JsonValidator().faults(as_json(text), schema());
}

std::vector<std::string> sound_files() {
  std::vector<std::string> found;
  for (const char* folder :
       {"examples/lokale-partnerschappen-2023", "tests/golden/good", "tests/golden/layers"}) {
    for (const auto& entry : fs::directory_iterator(fs::path(TERMIJN_SOURCE_DIR) / folder)) {
      const std::string name = entry.path().filename().string();
      if (name.ends_with(".toml")) found.push_back(std::string(folder) + "/" + name);
    }
  }
  return found;
}

/// The bad rulebooks with a key or a word that is not known.
std::vector<std::string> misspelt_files() {
  static const std::set<std::string> codes{"E0505", "E0510", "E0519"};
  std::vector<std::string> found;
  for (const auto& row : tests::table("tests/golden/faults.tsv")) {
    // Which milestones [timeline] has, a schema does not know.
    if (!codes.contains(row.at(1)) || row.at(0) == "bad/governs-no-milestone.toml") continue;
    found.push_back("tests/golden/" + row.at(0));
  }
  return found;
}

/// Values of another shape than the loader takes.
const std::string misshapen[] = {
    "schema = '1'",
    "schema = 1\nextends = ['call.toml']",
    "schema = 1\n[call]\nyear = '2023'",
    "schema = 1\n[call]\nyear = 1999",
    "schema = 1\n[call]\nid = 'Call'",
    "schema = 1\n[region]\nmunicipalities = 'Lier'",
    "schema = 1\n[time]\nclosing-days = [2023-07-21]",
    "schema = 1\n[time.half-days]\nmorning = '9-12'",
    "schema = 1\n[anchors]\neinddatum = { event = 'told' }",
    "schema = 1\n[timeline]\nDeadline = '9 juni'",
    "schema = 1\n[timeline]\ndeadline = []",
    "schema = 1\n[requirement]\nid = 'a'\nrule = 'true'\nbecause = 'b'",
    "schema = 1\n[[requirement]]\nid = 'a'\nrule = 'true'",
    "schema = 1\n[[requirement]]\nid = 'a'\nrule = ''\nbecause = 'b'",
    "schema = 1\n[[criterion]]\nid = 'a'\nname = 'b'\nscale = 'low to high'",
    "schema = 1\n[[challenge]]\nnr = 0\nobstacles = []",
    "schema = 1\n[[table]]\nid = 'a'\ninputs = []\nrows = [['1']]",
    "schema = 1\n[scoring]\nleast-reviewers = 1.5",
    "schema = 1\n[workflow]\nbrake = -1",
};

}  // namespace

BOOST_AUTO_TEST_CASE(knows_every_table_of_the_loader) {
  auto known = told(load_above(unheard_of + " = 1\n"), "E0505", "known here: ");
  BOOST_TEST_REQUIRE(known.has_value());
  known->insert("extends");
  BOOST_TEST(listed(*known) == listed(keys_of(schema())));
}

BOOST_DATA_TEST_CASE(knows_every_key_of_the_loader, data::make(tables())) {
  const Loaded loaded = load_above(sample.with(unheard_of + " = 1"));
  const auto known = told(loaded, "E0505", "known here: ");
  BOOST_TEST_REQUIRE(known.has_value(), tests::found(loaded));
  Names ours = keys_of(*sample.schema);
  // What the layers use up does not reach whoever lists what is known.
  ours.erase("replace");
  ours.erase("calendar-file");
  BOOST_TEST(listed(*known) == listed(ours));
}

BOOST_DATA_TEST_CASE(knows_which_tables_replace_another, data::make(tables())) {
  const Loaded loaded = load_above(sample.with("replace = true"));
  bool refused = false;
  for (const Diagnostic& one : loaded.diagnostics) {
    refused =
        refused || (one.code == "E0505" && one.message.find("'replace'") != std::string::npos);
  }
  // `example` and the like only add up, but the loader lets the word pass.
  const bool known = keys_of(*sample.schema).contains("replace");
  BOOST_TEST((known ? !refused : true));
  const bool merges = sample.schema->contains("required") && !sample.name.ends_with(".*") &&
                      sample.name != "example";
  BOOST_TEST(known == merges);
}

BOOST_AUTO_TEST_CASE(knows_the_file_of_a_calendar) {
  const auto& time = schema().at("properties").at("time").at("properties");
  BOOST_TEST(time.as_object().contains("calendar-file"));
  BOOST_TEST(tests::found(load_above("[time]\ncalendar-file = 'a'")).find("there is no file 'a'") !=
             std::string::npos);
}

BOOST_AUTO_TEST_CASE(shows_every_calendar_and_regime_there_is) {
  const auto shown = [](const json::value& key) {
    Names names;
    for (const json::value& one : key.at("examples").as_array()) {
      names.insert(std::string(one.as_string()));
    }
    return listed(names);
  };
  const auto all = [](const std::vector<std::string>& ids) {
    return listed(Names(ids.begin(), ids.end()));
  };
  const auto& time = schema().at("properties").at("time").at("properties");
  BOOST_TEST(shown(time.at("calendar").at("anyOf").at(0)) == all(builtin_calendar_ids()));
  BOOST_TEST(shown(time.at("regime")) == all(builtin_regime_ids()));
}

BOOST_DATA_TEST_CASE(knows_every_word_of_the_loader, data::make(tables())) {
  for (const auto& member : sample.schema->at("properties").as_object()) {
    const auto* words = member.value().as_object().if_contains("enum");
    if (!words) continue;
    const std::string key(member.key());
    // Without a budget nothing can go over it.
    const std::string beside = key == "over-budget" ? "budget = '1 euro'\n" : "";
    const Loaded loaded = load_above(sample.with(beside + key + " = '" + unheard_of + "'"));
    const auto known = told(loaded, "E0519", "write one of ");
    BOOST_TEST_REQUIRE(known.has_value(), key << tests::found(loaded));
    Names ours;
    for (const json::value& word : words->as_array()) ours.insert(std::string(word.as_string()));
    BOOST_TEST(listed(*known) == listed(ours));
  }
}

BOOST_DATA_TEST_CASE(describes_every_key_in_one_sentence, data::make(tables())) {
  for (const auto& member : sample.schema->at("properties").as_object()) {
    const auto* about = member.value().as_object().if_contains("description");
    BOOST_TEST_REQUIRE(about != nullptr, sample.name << "." << member.key());
    BOOST_TEST(about->as_string().ends_with("."), about->as_string());
  }
}

BOOST_DATA_TEST_CASE(a_sound_rulebook_is_valid, data::make(sound_files())) {
  for (const std::string& fault : faults_of(tests::contents(sample))) BOOST_ERROR(fault);
  BOOST_TEST(tables().size() >= 14U);
}

BOOST_DATA_TEST_CASE(a_misspelt_rulebook_is_not, data::make(misspelt_files())) {
  BOOST_TEST(!faults_of(tests::contents(sample)).empty());
  BOOST_TEST(misspelt_files().size() >= 7U);
}

BOOST_DATA_TEST_CASE(a_misshapen_rulebook_is_not, data::make(misshapen)) {
  BOOST_TEST(faults_of(sample).size() == 1U);
}
