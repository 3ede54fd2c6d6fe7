// Who may do what: `[roles]` of a rulebook.

#include "rules/rulebook/roles.hpp"

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include "../support/desk.hpp"
#include "engine/candidature/authority.hpp"

using namespace termijn;
using tests::Desk;
using tests::said;

namespace {

constexpr const char* in_time = "2023-06-01T10:00:00+02:00";

std::string with_roles() {
  return tests::small_rules() + R"(
[roles]
applicant   = ["applicant"]
reviewer    = ["reviewer-*"]
jury        = ["jury"]
coordinator = ["coordinator", "office"]
auditor     = ["court"]
)";
}

std::string help_of(const engine::LineResult& line) {
  return std::get<engine::Refusal>(line.result).help;
}

}  // namespace

struct Attempt {
  const char* actor;
  const char* act;
  const char* body;
  const char* came;  ///< The refusal's code, or the stage.
};
std::ostream& operator<<(std::ostream& out, const Attempt& row) {
  return out << row.actor << ' ' << row.act << " -> " << row.came;
}

const Attempt attempts[] = {
    {"applicant", "withdraw", "{}", "withdrawn"},
    {"coordinator", "withdraw", "{}", "withdrawn"},  // what came on paper
    {"office", "withdraw", "{}", "withdrawn"},
    {"reviewer-1", "withdraw", "{}", "A0150"},
    {"court", "withdraw", "{}", "A0150"},
    {"jury", "pitch", "{}", "received"},
    {"reviewer-1", "pitch", "{}", "A0150"},
    {"reviewer-1", "score", R"({"scores":{"growth":7}})", "received"},
    {"reviewer", "score", R"({"scores":{"growth":7}})", "A0151"},
    {"jury", "score", R"({"scores":{"growth":7}})", "received"},
    {"applicant", "score", R"({"scores":{"growth":7}})", "A0150"},
    {"coordinator", "score", R"({"scores":{"growth":7}})", "A0153"},
    {"coordinator", "score", R"({"scores":{"growth":7},"reviewer":"reviewer-2"})", "received"},
    {"reviewer-1", "score", R"({"scores":{"growth":7},"reviewer":"applicant"})", "A0153"},
    {"coordinator", "declare-conflict", R"({"reason":"x","reviewer":"jury"})", "received"},
    {"coordinator", "declare-conflict", R"({"reason":"x"})", "A0153"},
    {"applicant", "admit-late", R"({"reason":"x"})", "A0150"},
    {"applicant", "undo", R"({"reason":"x"})", "A0150"},
    {"jury", "supersede", R"({"outcome":"selected","reason":"x"})", "A0150"},
    {"clock", "withdraw", "{}", "A0152"},
    {"cordinator", "withdraw", "{}", "A0151"},
};

BOOST_DATA_TEST_CASE(an_act_needs_a_role_that_may_do_it, boost::unit_test::data::make(attempts)) {
  Desk desk(with_roles());
  desk.submit(in_time, "1", "Org 1");
  BOOST_TEST(said(desk.act("2023-06-02T10:00:00+02:00", "1", sample.act, sample.body,
                           sample.actor)) == sample.came);
}

BOOST_AUTO_TEST_CASE(a_refusal_says_who_may) {
  Desk desk(with_roles());
  desk.submit(in_time, "1", "Org 1");
  const auto when = "2023-06-02T10:00:00+02:00";
  BOOST_TEST(help_of(desk.act(when, "1", "pitch", "{}", "reviewer-1")) ==
             "who may: jury ('jury'), coordinator ('coordinator'), coordinator ('office')");
  BOOST_TEST(help_of(desk.act(when, "1", "withdraw", "{}", "cordinator")) ==
             "did you mean 'coordinator'?");
}

BOOST_AUTO_TEST_CASE(without_roles_only_the_clock_is_kept_apart) {
  Desk desk;
  desk.submit(in_time, "1", "Org 1");
  const auto when = "2023-06-02T10:00:00+02:00";
  BOOST_TEST(said(desk.act(when, "1", "pitch", "{}", "clock")) == "A0152");
  BOOST_TEST(said(desk.act(when, "1", "pitch", "{}", "anybody")) == "received");
}

BOOST_AUTO_TEST_CASE(what_is_done_at_the_desk_is_the_coordinators) {
  const auto rulebook = tests::load({{"noord.toml", with_roles()}}, "noord.toml");
  BOOST_TEST(!engine::check_actor(&rulebook, "office", "adopt"));
  BOOST_TEST(engine::check_actor(&rulebook, "jury", "adopt")->code == "A0150");
  BOOST_TEST(engine::check_actor(&rulebook, "court", "erase")->code == "A0150");
  BOOST_TEST(!engine::check_actor(nullptr, "anybody", "adopt"));
  BOOST_TEST(engine::check_actor(nullptr, "clock", "adopt")->code == "A0152");
}

BOOST_AUTO_TEST_CASE(the_clock_goes_on_where_roles_are_given) {
  Desk desk(with_roles());
  desk.submit(in_time, "1", "Org 1");
  desk.night("2023-06-10T02:00:00+02:00");
  BOOST_TEST(desk.state("1").stage == "admissible");
}
