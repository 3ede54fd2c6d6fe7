#include "engine/candidature/state.hpp"

#include <boost/json/parse.hpp>
#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include "engine/candidature/kinds.hpp"

using namespace termijn::engine;

namespace {

Event event(std::string_view kind, const std::string& body, std::uint64_t sequence = 1) {
  return {.region = "noord",
          .sequence = sequence,
          .candidature = "noord/1",
          .kind = std::string(kind),
          .happened = Instant{std::chrono::seconds{1686000000 + static_cast<int>(sequence)}},
          .recorded = Instant{std::chrono::seconds{1686000000}},
          .actor = "coordinator",
          .rulebook = "d",
          .body = boost::json::parse(body).as_object(),
          .personal = {}};
}

const Event born = event(
    kind::submitted,
    R"({"stage":"received","organisation":"Org A","channel":"mail","recipient":"x","on-time":true,"documents":[],"challenges":[]})");

std::string move(const std::string& from, const std::string& to, bool ends = false) {
  return R"({"transition":"t","from":")" + from + R"(","to":")" + to +
         R"(","automatic":false,"adverse":false,"ends":)" + (ends ? "true" : "false") + "}";
}

}  // namespace

BOOST_AUTO_TEST_CASE(folds_moves_from_stage_to_stage) {
  const auto folded = fold({born, event(kind::moved, move("received", "admissible"), 2)});
  BOOST_TEST(std::get<State>(folded).stage == "admissible");
  BOOST_TEST(std::get<State>(folded).last_sequence == 2U);
}

struct Spoiled {
  std::vector<Event> events;
  std::string message;
};
std::ostream& operator<<(std::ostream& out, const Spoiled& row) { return out << row.message; }

const Spoiled spoiled[] = {
    {{born, event("promoted", "{}", 2)}, "unknown kind 'promoted'"},
    {{event(kind::moved, move("received", "admissible"))}, "'moved' before any submission"},
    {{born, event(kind::moved, move("told", "final"), 2)},
     "moved: a move from 'told' while in 'received'"},
    {{born, event(kind::scored, "{}", 2)}, "scored: 'reviewer' is missing"},
    {{born, event(kind::scored, R"({"reviewer":7})", 2)}, "scored: 'reviewer' must be text"},
    {{born, event(kind::extended, R"({"milestone":"deadline","closes":"soon"})", 2)},
     "extended: 'closes' must be an instant with an offset"},
    {{born, event(kind::admitted_late, R"({"on-time":[]})", 2)},
     "admitted-late: 'on-time' must have a verdict for each version"},
    {{born, event(kind::corrected, R"({"number":2})", 2)}, "corrected: 'number' names no version"},
};

BOOST_DATA_TEST_CASE(refuses_a_history_it_cannot_read, boost::unit_test::data::make(spoiled)) {
  const auto folded = fold(sample.events);
  BOOST_TEST_REQUIRE(std::holds_alternative<FoldFault>(folded));
  BOOST_TEST(std::get<FoldFault>(folded).message == sample.message);
}

BOOST_AUTO_TEST_CASE(a_second_scorecard_of_a_reviewer_replaces_the_first) {
  const auto folded = fold({born, event(kind::scored, R"({"reviewer":"r","scores":{"a":"7"}})", 2),
                            event(kind::scored, R"({"reviewer":"r","scores":{"a":"8"}})", 3)});
  BOOST_TEST(std::get<State>(folded).scorecards.at("r").at("a") == "8");
}

BOOST_AUTO_TEST_CASE(a_late_rebuttal_is_no_anchor) {
  const auto folded = fold({born, event(kind::rebutted, R"({"late":true})", 2)});
  BOOST_TEST(!std::get<State>(folded).anchors.contains("rebutted"));
}

struct Name {
  const char* written;
  const char* folded;
};
std::ostream& operator<<(std::ostream& out, const Name& row) { return out << row.written; }
const Name names[] = {{"De Brug", "de brug"},
                      {"  DE\t BRUG  ", "de brug"},
                      {"ÉÉN Huis", "één huis"},
                      {"Één × twee", "één × twee"}};

BOOST_DATA_TEST_CASE(organisation_names_compare_without_case_and_blanks,
                     boost::unit_test::data::make(names)) {
  BOOST_TEST(folded_name(sample.written) == sample.folded);
}
