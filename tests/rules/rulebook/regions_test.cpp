// The five regions: what their own words mean (regions.tsv, from the published
// addenda) and what `check` finds in them.

#include <algorithm>
#include <string>
#include <vector>

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <fmt/format.h>

#include "rules/rulebook/timeline.hpp"
#include "support.hpp"

namespace {

using namespace termijn::rules;
namespace tests = termijn::tests;

const Loaded& region(const std::string& id) {
  static std::map<std::string, Loaded> loaded;
  const auto at = loaded.find(id);
  if (at != loaded.end()) return at->second;
  return loaded.emplace(id, tests::load(tests::season(), id + ".toml")).first->second;
}

const Rulebook& rulebook(const std::string& id) {
  const Loaded& loaded = region(id);
  BOOST_TEST_REQUIRE(loaded.rulebook.has_value(), tests::found(loaded));
  return *loaded.rulebook;
}

std::string spoken(Instant instant, const Zone& zone) {
  const LocalTime local = zone.local(instant);
  const auto minutes = local.since_midnight.count() / 60;
  return fmt::format("{} {:02}:{:02}", to_string(local.date), minutes / 60, minutes % 60);
}

std::string spoken(const MilestoneWindow& window, ReadAs as, const Zone& zone) {
  if (as == ReadAs::deadline) {
    return window.closes ? "closes " + spoken(window.closes->closes, zone) : "never closes";
  }
  std::string out;
  for (const Window& session : window.sessions) {
    out += fmt::format(
        "{}{} - {} {}", out.empty() ? "" : "; ", session.from ? spoken(*session.from, zone) : "",
        session.until ? spoken(*session.until, zone) : "", to_string(session.certainty));
  }
  return out;
}

struct Row {
  std::string region;
  std::string milestone;
  bool planned;
  std::string sessions;
};

std::ostream& operator<<(std::ostream& out, const Row& row) {
  return out << row.region << " " << row.milestone;
}

std::vector<Row> rows() {
  std::vector<Row> read;
  for (const auto& cells : tests::table("tests/rules/rulebook/regions.tsv")) {
    read.push_back({cells.at(0), cells.at(1), cells.at(2) == "yes", cells.at(3)});
  }
  return read;
}

/// The codes of this area that were found, sorted.
std::vector<std::string> codes(const Loaded& loaded) {
  std::vector<std::string> found;
  for (const Diagnostic& diagnostic : loaded.diagnostics) {
    if (diagnostic.code.substr(1, 2) == "05") found.push_back(diagnostic.code);
  }
  std::sort(found.begin(), found.end());
  return found;
}

struct Findings {
  std::string region;
  std::vector<std::string> codes;
};

std::ostream& operator<<(std::ostream& out, const Findings& findings) {
  return out << findings.region;
}

const Findings found_alone[] = {
    {"zora-werkt", {"N0502"}},
    {"pajotarl", {"N0501"}},
    {"lier", {}},
    {"oostende", {"N0503", "W0501", "W0502"}},
    {"mechelen-bodukap", {"N0502"}},
};

const Findings found_together[] = {
    {"zora-werkt", {"W0505"}},
    {"pajotarl", {}},
    {"lier", {"N0505", "W0504", "W0505"}},
    {"oostende", {"N0505"}},
    {"mechelen-bodukap", {"W0504"}},
};

}  // namespace

namespace data = boost::unit_test::data;

BOOST_DATA_TEST_CASE(a_region_s_words_mean_what_its_addendum_says, data::make(rows())) {
  const Rulebook& book = rulebook(sample.region);
  const Milestone* milestone = book.milestone(sample.milestone);
  BOOST_TEST_REQUIRE(milestone);
  const MilestoneWindow window = milestone_window(book, sample.milestone, {});
  BOOST_TEST(spoken(window, milestone->as, *book.zone) == sample.sessions);
  BOOST_TEST(window.planned == sample.planned);
  BOOST_TEST(window.fault == "");
}

BOOST_AUTO_TEST_CASE(the_table_holds_every_milestone_of_every_region) {
  std::size_t milestones = 0;
  for (const auto& [id, codes] : found_alone) milestones += rulebook(id).timeline.size();
  BOOST_TEST(milestones == rows().size());
}

BOOST_DATA_TEST_CASE(check_finds_in_a_region, data::make(found_alone)) {
  const auto found = codes(region(sample.region));
  BOOST_TEST(found == sample.codes, tests::found(region(sample.region)));
}

BOOST_DATA_TEST_CASE(check_finds_between_the_regions, data::make(found_together)) {
  std::vector<const Rulebook*> books;
  std::size_t index = 0;
  for (const auto& [id, codes] : found_together) {
    if (id == sample.region) index = books.size();
    books.push_back(&rulebook(id));
  }
  std::vector<std::string> found;
  for (const CrossFinding& finding : check_together(books)) {
    if (finding.rulebook == index) found.push_back(finding.diagnostic.code);
  }
  std::sort(found.begin(), found.end());
  BOOST_TEST(found == sample.codes, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(juries_of_lier_and_zora_meet_on_monday_19_june) {
  const auto findings = check_together({&rulebook("lier"), &rulebook("zora-werkt")});
  BOOST_TEST_REQUIRE(findings.size() == 2U);
  for (const CrossFinding& finding : findings) {
    BOOST_TEST(
        finding.diagnostic.message.find("Mon 19 June 2023, 09:00 to 12:00") != std::string::npos,
        finding.diagnostic.message);
  }
}

BOOST_AUTO_TEST_CASE(the_timeline_is_in_the_order_of_the_procedure) {
  std::vector<std::string> ids;
  for (const PlannedMilestone& one : planned_timeline(rulebook("lier"))) ids.push_back(one.id);
  const std::vector<std::string> order{"launch", "deadline", "review",  "result",
                                       "pitch",  "decision", "rebuttal"};
  BOOST_TEST(ids == order, boost::test_tools::per_element());
  BOOST_TEST(planned_timeline(rulebook("zora-werkt"))[3].phrase ==
             "Week van 19/06/2023:  Maandag 19/6/2023 - voormiddag;  Woensdag 21/6/2023 - "
             "namiddag");
}

BOOST_AUTO_TEST_CASE(rules_of_the_call_keep_their_place_in_its_file) {
  const Rulebook& book = rulebook("zora-werkt");
  const RulePlace place = book.place(book.requirements.front().rule.span());
  BOOST_TEST(place.file == "call.toml");
  BOOST_TEST(book.words(book.requirements.front().rule.span()) == "arrival by deadline");
  BOOST_TEST(book.place(book.channels.front().span).file == "zora-werkt.toml");
}

BOOST_AUTO_TEST_CASE(the_call_by_itself_is_a_layer) {
  const Loaded loaded = tests::load(tests::season(), "call.toml");
  BOOST_TEST(loaded.layer);
  BOOST_TEST(!loaded.rulebook.has_value());
  BOOST_TEST(loaded.diagnostics.size() == 1U);
  BOOST_TEST(!region("lier").layer);
}
