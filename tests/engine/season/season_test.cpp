#include <algorithm>
#include <set>

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include "engine/candidature/effective.hpp"
#include "play.hpp"

using namespace termijn;
using tests::at;
using tests::Season;

namespace {

const Season& season() {
  static const Season played = tests::play();
  return played;
}

std::string trimmed(const std::string& text) {
  const auto first = text.find_first_not_of(' ');
  return first == std::string::npos ? ""
                                    : text.substr(first, text.find_last_not_of(' ') - first + 1);
}

std::vector<std::string> cells_of(const std::string& row) {
  std::vector<std::string> cells;
  std::istringstream stream(row.substr(1));
  for (std::string cell; std::getline(stream, cell, '|');) cells.push_back(trimmed(cell));
  return cells;
}

/// How season.md says that each candidature ends: `id | total | rank | stage | outcome`.
std::vector<std::string> ends_by_hand() {
  std::vector<std::string> ends;
  for (const auto& line : tests::lines_of(tests::contents(tests::season_folder + "season.md"))) {
    if (line.empty() || line.front() != '|') continue;
    const auto cells = cells_of(line);
    if (cells.size() != 6 || cells[0].find('/') == std::string::npos) continue;
    ends.push_back(cells[0] + " | " + cells[2] + " | " + cells[3] + " | " + cells[4] + " | " +
                   cells[5]);
  }
  std::sort(ends.begin(), ends.end());
  return ends;
}

std::string or_dash(const std::string& text) { return text.empty() ? "–" : text; }

std::vector<std::string> ends_as_played() {
  std::vector<std::string> ends;
  for (const auto& region : season().store->regions()) {
    for (const auto& row : engine::board(*season().store, *season().procedures, region.region)) {
      const auto total = row.score.total ? rules::to_string(*row.score.total) : "";
      const auto rank = row.rank ? std::to_string(*row.rank) : "";
      ends.push_back(row.id + " | " + or_dash(total) + " | " + or_dash(rank) + " | " + row.stage +
                     " | " + or_dash(row.outcome));
    }
  }
  std::sort(ends.begin(), ends.end());
  return ends;
}

std::string night_of(const std::string& day) { return day + "T02:00:00+02:00"; }

const engine::NightReport& night(const std::string& day) {
  return season().nights.at(night_of(day));
}

engine::State state_of(const std::string& id) {
  auto loaded = engine::load_state(*season().store, id.substr(0, id.find('/')), id);
  return std::get<engine::State>(std::move(loaded));
}

}  // namespace

BOOST_AUTO_TEST_CASE(every_candidature_ends_as_worked_out_by_hand) {
  const auto expected = ends_by_hand();
  BOOST_TEST(expected.size() == 80U);
  BOOST_TEST(ends_as_played() == expected, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(refuses_the_repeated_line_and_the_scorecards_of_the_partial) {
  std::vector<std::string> refused;
  for (const auto& result : season().results) {
    if (std::holds_alternative<engine::Refusal>(result.result)) {
      refused.push_back(tests::said(result));
    }
  }
  BOOST_TEST(refused == (std::vector<std::string>{"A0103", "A0109", "A0109"}),
             boost::test_tools::per_element());
  BOOST_TEST(season().results.size() == 436U);
  BOOST_TEST(season().store->refusals().size() == 2U);
}

BOOST_AUTO_TEST_CASE(holds_eight_refusals_above_the_brake_and_lets_five_go) {
  std::vector<std::string> held;
  for (const auto& waiting : night("2023-06-10").held) held.push_back(waiting.candidature);
  std::vector<std::string> expected;
  for (const char* number : {"0003", "0004", "0005", "0006", "0007", "0008", "0009", "0010"}) {
    expected.push_back(std::string("mechelen-bodukap/") + number);
  }
  BOOST_TEST(held == expected, boost::test_tools::per_element());

  std::vector<std::string> refused;
  for (const auto& fired : night("2023-06-10").fired) {
    if (fired.became == "inadmissible") refused.push_back(fired.candidature);
  }
  BOOST_TEST(
      refused == (std::vector<std::string>{"zora-werkt/0003", "zora-werkt/0005", "zora-werkt/0007",
                                           "zora-werkt/0009", "zora-werkt/0018"}),
      boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(reports_what_people_owe_on_each_night_until_it_is_done) {
  std::vector<std::string> owed;
  for (const auto& [when, report] : season().nights) {
    for (const auto& waiting : report.overdue) {
      owed.push_back(when.substr(5, 5) + " " + waiting.candidature + " " + waiting.limit);
    }
  }
  std::vector<std::string> expected;
  const auto expect = [&](const std::vector<std::string>& days, const std::string& what) {
    for (const auto& day : days) expected.push_back(day + " " + what);
  };
  expect({"06-10", "06-11", "06-12"}, "lier/0014 owed:admissible->reviewed");
  expect({"07-01", "07-02", "07-03"}, "oostende/0007 owed:decided->told");
  expect({"07-15", "07-16", "07-17", "07-18"}, "zora-werkt/0017 owed:decided->told");
  expect({"10-06", "10-07", "10-08", "10-09"}, "pajotarl/0011 owed:decided->told");
  BOOST_TEST(owed == expected, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(catches_up_after_three_skipped_nights_with_both_instants) {
  BOOST_TEST(!season().nights.contains(night_of("2023-07-25")));
  BOOST_TEST(!season().nights.contains(night_of("2023-07-26")));
  BOOST_TEST(!season().nights.contains(night_of("2023-07-27")));
  std::vector<std::string> fired;
  for (const auto& limit : night("2023-07-28").fired) {
    BOOST_TEST(rules::rfc3339(limit.due) == "2023-07-24T22:00:00Z");
    BOOST_TEST(rules::rfc3339(limit.fired) == "2023-07-28T00:00:00Z");
    BOOST_TEST(limit.became == "final");
    fired.push_back(limit.candidature);
  }
  std::vector<std::string> expected;
  for (const char* number :
       {"0001", "0002", "0010", "0011", "0012", "0013", "0014", "0016", "0018"}) {
    expected.push_back(std::string("mechelen-bodukap/") + number);
  }
  expected.push_back("zora-werkt/0016");
  BOOST_TEST(fired == expected, boost::test_tools::per_element());
}

struct Firing {
  const char* day;
  const char* candidature;
  const char* became;
};

std::ostream& operator<<(std::ostream& out, const Firing& firing) {
  return out << firing.day << ' ' << firing.candidature;
}

// The night on which a candidature moved on, from season.md.
const Firing firings[] = {
    {"2023-06-03", "lier/0002", "admissible"},
    {"2023-06-03", "lier/0003", "inadmissible"},
    {"2023-06-03", "lier/0008", "admissible"},
    {"2023-06-03", "oostende/0013", "admissible"},
    {"2023-06-10", "mechelen-bodukap/0002", "admissible"},
    {"2023-06-10", "zora-werkt/0002", "admissible"},
    {"2023-06-10", "zora-werkt/0004", "admissible"},
    {"2023-06-13", "zora-werkt/0007", "admissible"},
    {"2023-06-13", "mechelen-bodukap/0010", "admissible"},
    {"2023-06-14", "zora-werkt/0006", "admissible"},
    {"2023-07-12", "lier/0013", "final"},
    {"2023-07-14", "zora-werkt/0001", "final"},
    {"2023-07-16", "oostende/0010", "final"},
    {"2023-08-02", "zora-werkt/0017", "final"},
    {"2023-09-02", "pajotarl/0004", "inadmissible"},
    {"2023-09-02", "pajotarl/0005", "admissible"},
    {"2023-09-05", "pajotarl/0014", "inadmissible"},
    {"2023-10-20", "pajotarl/0013", "final"},
};

BOOST_DATA_TEST_CASE(moves_on_in_the_night_that_the_rules_say, firings) {
  std::string became;
  for (const auto& fired : night(sample.day).fired) {
    if (fired.candidature == sample.candidature) became = fired.became;
  }
  BOOST_TEST(became == sample.became);
}

struct Window {
  const char* candidature;
  const char* closes;  ///< The first instant that is too late.
};

std::ostream& operator<<(std::ostream& out, const Window& window) {
  return out << window.candidature;
}

// Worked out from the day on which each was told; Oostende and PajoTARL have fixed dates.
const Window windows[] = {
    {"zora-werkt/0001", "2023-07-14T00:00:00+02:00"},        // told Thu 29 June
    {"zora-werkt/0016", "2023-07-25T00:00:00+02:00"},        // told Fri 7 July, across 21 July
    {"zora-werkt/0017", "2023-08-02T00:00:00+02:00"},        // told Tue 18 July
    {"lier/0001", "2023-07-12T00:00:00+02:00"},              // told Tue 27 June
    {"mechelen-bodukap/0018", "2023-07-25T00:00:00+02:00"},  // told Fri 7 July
    {"oostende/0007", "2023-07-16T00:00:00+02:00"},          // Sat 15 July
    {"pajotarl/0011", "2023-10-20T00:00:00+02:00"},          // before 20 October
};

BOOST_DATA_TEST_CASE(closes_the_rebuttal_when_the_law_says, windows) {
  const auto state = state_of(sample.candidature);
  const auto& rulebook = season().procedures->at(state.rulebook).rulebook;
  const auto limit = engine::effective_limit(rulebook, state, "rebuttal");
  const auto& found = std::get<engine::EffectiveLimit>(limit);
  BOOST_TEST(rules::rfc3339(engine::lapses_at(found.closes), *rulebook.zone) == sample.closes);
}

BOOST_AUTO_TEST_CASE(keeps_late_rebuttals_and_late_versions_as_late) {
  std::set<std::string> late;
  for (const auto& result : season().results) {
    const auto* recorded = std::get_if<engine::Recorded>(&result.result);
    if (recorded && recorded->remark.starts_with("too late")) late.insert(recorded->candidature);
  }
  BOOST_TEST(late == (std::set<std::string>{"lier/0013", "mechelen-bodukap/0016", "oostende/0009",
                                            "oostende/0010", "pajotarl/0013", "zora-werkt/0016"}),
             boost::test_tools::per_element());
  for (const char* id : {"zora-werkt/0004", "lier/0008", "oostende/0005", "pajotarl/0007"}) {
    const auto state = state_of(id);
    BOOST_TEST(state.versions.size() == 2U);
    BOOST_TEST(state.counting()->number == 1);
  }
}

struct Tie {
  const char* candidature;
  int rank;
  const char* decided_by;  ///< What put it after the one above, its equal in total.
};

std::ostream& operator<<(std::ostream& out, const Tie& tie) { return out << tie.candidature; }

const Tie ties[] = {
    {"zora-werkt/0011", 4, "partnership"},
    {"zora-werkt/0013", 8, "earliest arrival"},
    {"mechelen-bodukap/0010", 8, "earliest arrival"},
    {"mechelen-bodukap/0012", 5, "organisation"},
};

BOOST_DATA_TEST_CASE(breaks_ties_by_the_next_key_of_the_rank_rule, ties) {
  const std::string id = sample.candidature;
  const auto region = id.substr(0, id.find('/'));
  for (const auto& row : engine::board(*season().store, *season().procedures, region)) {
    if (row.id != id) continue;
    BOOST_TEST(row.rank.value() == sample.rank);
    BOOST_TEST(row.decided_by == sample.decided_by);
  }
}

struct Answer {
  const char* candidature;
  const char* told;  ///< The decision in the last `told` event.
};

std::ostream& operator<<(std::ostream& out, const Answer& answer) {
  return out << answer.candidature;
}

const Answer answers[] = {
    {"zora-werkt/0005",
     R"({"outcome":"rejected","reasons":{"right-channel":"kandidaturen komen per e-mail toe in )"
     R"(de mailbox van de regio [call.toml:28]"},"reassessment":"de mailbox van de regio staat )"
     R"(in het addendum; een oude folder wijzigt dat niet"})"},
    {"lier/0010",
     R"({"outcome":"rejected","reasons":{"growth":"een haalbaar plan voor de jaren nadien",)"
     R"("innovation":"een vernieuwende aanpak, al uitgetest","partnership":"de partners staan in )"
     R"(het dossier, hun taken niet"},"reassessment":"het wijkteam bevestigt een contact, geen )"
     R"(samenwerking"})"},
};

BOOST_DATA_TEST_CASE(tells_what_came_of_a_rebuttal_with_all_reasons, answers) {
  const std::string id = sample.candidature;
  std::string told;
  for (const auto& stored : season().store->history(id.substr(0, id.find('/')), id)) {
    const auto event = std::get<engine::Event>(engine::decode(stored));
    if (event.kind == "told") told = engine::canonical(event.body.at("decision"));
  }
  BOOST_TEST(told == engine::canonical(boost::json::parse(sample.told)));
}

BOOST_AUTO_TEST_CASE(a_second_run_of_every_night_changes_nothing) {
  BOOST_TEST(season().nights.size() == 192U);
  BOOST_TEST(season().restless == std::vector<std::string>{}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(the_whole_season_replays_without_findings) {
  const auto report = engine::replay(*season().store, *season().procedures);
  BOOST_TEST(report.candidatures == 80U);
  BOOST_TEST(report.findings.empty());
}
