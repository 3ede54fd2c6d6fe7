// Rulebooks with one fault each (bad/) or none that stops them (good/), and what
// a coordinator reads about them (*.expected). faults.tsv says of each the code
// and the place, worked out by hand from the text.
//
// TERMIJN_GOLDEN_UPDATE=1 writes the *.expected anew; read the difference.

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <vector>

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include "../support/files.hpp"
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
  return loaded.emplace(name, load_rulebook(name, read, zones)).first->second;
}

std::string output_of(const std::string& name) {
  const Loaded& loaded = load(name);
  return render(loaded.diagnostics, *loaded.sources);
}

fs::path expected_of(const std::string& name) {
  return TERMIJN_SOURCE_DIR / folder / fs::path(name).replace_extension(".expected");
}

void check_output(const std::string& name) {
  const std::string output = output_of(name);
  if (std::getenv("TERMIJN_GOLDEN_UPDATE")) {
    std::ofstream(expected_of(name), std::ios::binary) << output;
  }
  BOOST_TEST(output == termijn::tests::contents(folder / expected_of(name)));
  for (const char* foreign : {"boost", "toml::", "TOML_", "N5", "std::", "x3"}) {
    BOOST_TEST(output.find(foreign) == std::string::npos, foreign << " shows through");
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

std::vector<Fault> faults() {
  std::vector<Fault> found;
  for (const auto& row : termijn::tests::table(folder / "faults.tsv")) {
    found.push_back({row.at(0), row.at(1), row.at(2)});
  }
  return found;
}

}  // namespace

namespace data = boost::unit_test::data;

BOOST_DATA_TEST_CASE(bad_says_what_is_expected, data::make(rulebooks("bad"))) {
  check_output(sample);
  BOOST_TEST(has_errors(load(sample).diagnostics));
  BOOST_TEST(!load(sample).rulebook.has_value());
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

BOOST_AUTO_TEST_CASE(every_bad_rulebook_has_its_fault_in_the_table) {
  std::vector<std::string> listed;
  for (const Fault& fault : faults()) listed.push_back(fault.file);
  for (const std::string& name : rulebooks("bad")) {
    BOOST_TEST(std::count(listed.begin(), listed.end(), name) == 1, name << " is not listed");
  }
  BOOST_TEST(rulebooks("bad").size() >= 40U);
}
