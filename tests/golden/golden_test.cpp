// Rulebooks with one fault each (bad/), with several (several/) or with none that stops
// them (good/), and what a coordinator reads about them (*.expected). faults.tsv and
// several.tsv say of each the codes and the places, worked out by hand from the text.
//
// TERMIJN_GOLDEN_UPDATE=1 writes the *.expected anew; read the difference.

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <sstream>
#include <string>
#include <vector>

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include "../support/files.hpp"
#include "engine/workflow/workflow.hpp"
#include "rules/rulebook/proof.hpp"
#include "rules/rulebook/rulebook.hpp"

namespace {

namespace fs = std::filesystem;
using namespace termijn::rules;

const fs::path folder = "tests/golden";

std::vector<std::string> rulebooks(const std::string& kind) {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(TERMIJN_SOURCE_DIR / folder / kind)) {
    if (entry.path().extension() == ".toml") {
      names.push_back(kind + "/" + entry.path().filename().string());
    }
  }
  std::sort(names.begin(), names.end());
  return names;
}

std::optional<std::string> read(const std::string& name) {
  if (!fs::exists(TERMIJN_SOURCE_DIR / folder / name)) return {};
  return termijn::tests::contents(folder / name);
}

const Loaded& load(const std::string& name) {
  static const ZoneSource zones = zones_in_folder();
  static std::map<std::string, Loaded> loaded;
  const auto at = loaded.find(name);
  if (at != loaded.end()) return at->second;
  Loaded& fresh = loaded.emplace(name, load_rulebook(name, read, zones)).first->second;
  if (fresh.rulebook) {
    for (const auto& more :
         {prove(*fresh.rulebook), termijn::engine::check_workflow(*fresh.rulebook)}) {
      fresh.diagnostics.insert(fresh.diagnostics.end(), more.begin(), more.end());
    }
    fresh.diagnostics = sorted(std::move(fresh.diagnostics));
  }
  return fresh;
}

std::string output_of(const std::string& name) {
  const Loaded& loaded = load(name);
  return render(loaded.diagnostics, *loaded.sources);
}

fs::path expected_of(const std::string& name) {
  return TERMIJN_SOURCE_DIR / folder / fs::path(name).replace_extension(".expected");
}

/// What termijn itself says: all but the lines of the file that are shown.
std::vector<std::string> words_of(const std::string& output) {
  static const std::regex excerpt("^ *[0-9]+ \\| .*");
  std::vector<std::string> words;
  std::istringstream lines(output);
  for (std::string line; std::getline(lines, line);) {
    if (!std::regex_match(line, excerpt)) words.push_back(line);
  }
  return words;
}

/// Words of a parser, of C++ or of a library, which a coordinator cannot know.
const std::regex foreign(
    R"(toml::|TOML_|x3|std::|boost|N[0-9]E|parse|pars(er|ing)|expected one of|\bnode|token|)"
    R"(identifier|literal|unexpected|syntax|invalid|prohibited|EOF|end-of-file|null|redefine|)"
    R"(delimiter|terminator|array|string|integer|boolean|U\+[0-9A-F]{4})");

void check_output(const std::string& name) {
  const std::string output = output_of(name);
  if (std::getenv("TERMIJN_GOLDEN_UPDATE")) {
    std::ofstream(expected_of(name), std::ios::binary) << output;
  }
  BOOST_TEST(output == termijn::tests::contents(folder / expected_of(name)));
  for (const std::string& line : words_of(output)) {
    BOOST_TEST(!std::regex_search(line, foreign), line);
  }
}

std::string place_of(const Diagnostic& diagnostic, const Sources& sources) {
  const Source& source = sources.at(diagnostic.primary.span.source);
  const Place place = source.place(diagnostic.primary.span.begin);
  return source.name() + ":" + std::to_string(place.line) + ":" + std::to_string(place.column);
}

struct Fault {
  std::string file;
  std::string code;
  std::string place;
};

std::ostream& operator<<(std::ostream& out, const Fault& fault) { return out << fault.file; }

std::vector<Fault> faults(const char* table = "faults.tsv") {
  std::vector<Fault> found;
  for (const auto& row : termijn::tests::table(folder / table)) {
    found.push_back({row.at(0), row.at(1), row.at(2)});
  }
  return found;
}

}  // namespace

namespace data = boost::unit_test::data;

BOOST_DATA_TEST_CASE(bad_says_what_is_expected, data::make(rulebooks("bad"))) {
  check_output(sample);
  BOOST_TEST(has_errors(load(sample).diagnostics));
}

BOOST_DATA_TEST_CASE(several_says_what_is_expected, data::make(rulebooks("several"))) {
  check_output(sample);
  BOOST_TEST(has_errors(load(sample).diagnostics));
}

BOOST_DATA_TEST_CASE(good_says_what_is_expected_and_loads, data::make(rulebooks("good"))) {
  check_output(sample);
  BOOST_TEST(!has_errors(load(sample).diagnostics));
  BOOST_TEST(load(sample).rulebook.has_value());
}

BOOST_DATA_TEST_CASE(each_fault_is_reported_once_at_its_place, data::make(faults())) {
  const Loaded& loaded = load(sample.file);
  BOOST_TEST_REQUIRE(loaded.diagnostics.size() == 1U, render(loaded.diagnostics, *loaded.sources));
  BOOST_TEST(loaded.diagnostics.front().code == sample.code);
  BOOST_TEST(place_of(loaded.diagnostics.front(), *loaded.sources) == sample.place);
}

BOOST_DATA_TEST_CASE(several_faults_are_each_reported_once_by_place,
                     data::make(rulebooks("several"))) {
  std::vector<std::string> marked;
  for (const Fault& fault : faults("several.tsv")) {
    if (fault.file == sample) marked.push_back(fault.code + " " + fault.place);
  }
  const Loaded& loaded = load(sample);
  std::vector<std::string> told;
  for (const Diagnostic& diagnostic : loaded.diagnostics) {
    told.push_back(diagnostic.code + " " + place_of(diagnostic, *loaded.sources));
  }
  BOOST_TEST(told.size() > 1U);
  BOOST_TEST(told == marked, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(every_bad_rulebook_has_its_fault_in_the_table) {
  std::vector<std::string> listed;
  for (const Fault& fault : faults()) listed.push_back(fault.file);
  for (const std::string& name : rulebooks("bad")) {
    BOOST_TEST(std::count(listed.begin(), listed.end(), name) == 1, name << " is not listed");
  }
  BOOST_TEST(rulebooks("bad").size() >= 240U);
}
