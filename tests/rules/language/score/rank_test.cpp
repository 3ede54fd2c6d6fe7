#include <algorithm>

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <rapidcheck.h>

#include "rules/digest.hpp"
#include "scoring_under_test.hpp"

using namespace termijn::tests;
namespace data = boost::unit_test::data;

namespace {

Scoring ranking(const std::string& rule) {
  const Compiled compiled({.rank = rule});
  BOOST_TEST_REQUIRE(compiled.said() == "");
  return *compiled.scoring;
}

Contender contender(const std::string& id, const std::string& organisation, int arrival,
                    std::vector<std::optional<Number>> scores) {
  const Compiled scoring({});
  return {id, organisation, Instant(std::chrono::seconds(arrival)),
          score(*scoring.scoring, {card(std::move(scores))})};
}

/// `id (key) id (key) …`
std::string order(const std::string& rule, const std::vector<Contender>& contenders) {
  std::string text;
  for (const Ranked& one : rank(ranking(rule), contenders)) {
    text += std::to_string(one.rank) + " " + contenders[one.contender].id +
            (one.decided_by.empty() ? "" : " by " + one.decided_by) + "; ";
  }
  return text;
}

const std::vector<Contender>& field() {
  static const std::vector<Contender> contenders = {
      contender("c/1", "de Brug", 30, {8, 6, 6}),  // 32 + 18 + 18 = 68
      contender("c/2", "Élan", 20, {6, 6, 26}),    // 24 + 18 + 78 = 120: off the scale
      contender("c/3", "Atelier", 20, {5, 8, 8}),  // 20 + 24 + 24 = 68
      contender("c/4", "anker", 10, {5, 8, 8}),    // 68 too, and the same criteria
      contender("c/5", "Zonder score", 5, {std::nullopt, 8, 8}),
  };
  return contenders;
}

struct Row {
  const char* rule;
  const char* order;

  friend std::ostream& operator<<(std::ostream& out, const Row& row) { return out << row.rule; }
};

const Row rows[] = {
    {"total, then partnership, then earliest arrival, then organisation",
     "1 c/2; 2 c/1 by total; 3 c/4 by partnership; 4 c/3 by earliest arrival; "},
    {"lowest total, then lowest partnership, then latest arrival, then organisation",
     "1 c/3; 2 c/4 by latest arrival; 3 c/1 by lowest partnership; 4 c/2 by lowest total; "},
    {"total, then innovation, then organisation",
     "1 c/2; 2 c/4 by total; 3 c/3 by organisation; 4 c/1 by innovation; "},
    {"organisation",
     "1 c/4; 2 c/3 by organisation; 3 c/1 by organisation; 4 c/2 by organisation; "},
    {"id", "1 c/1; 2 c/2 by id; 3 c/3 by id; 4 c/4 by id; "},
};

}  // namespace

BOOST_DATA_TEST_CASE(ranks_by_each_key_in_turn, data::make(rows)) {
  BOOST_TEST(order(sample.rule, field()) == sample.order);
}

BOOST_AUTO_TEST_CASE(what_every_key_leaves_equal_is_decided_by_the_id) {
  const std::vector<Contender> twins{contender("c/9", "Zelfde", 1, {5, 5, 5}),
                                     contender("c/8", "zelfde", 1, {5, 5, 5})};
  BOOST_TEST(order("total, then organisation", twins) == "1 c/8; 2 c/9 by id; ");
}

BOOST_AUTO_TEST_CASE(a_lot_is_the_order_of_the_digests_of_the_ids) {
  const auto& contenders = field();
  const auto ranked = rank(ranking("lot"), contenders);
  for (std::size_t i = 1; i < ranked.size(); ++i) {
    BOOST_TEST(hex(sha256(contenders[ranked[i - 1].contender].id)) <
               hex(sha256(contenders[ranked[i].contender].id)));
    BOOST_TEST(ranked[i].decided_by == "lot");
  }
}

BOOST_AUTO_TEST_CASE(a_lot_can_be_drawn_again_with_sha256sum) {
  // printf '%s' zora-werkt/0001 | sha256sum, and so on, sorted:
  // 06089e2a96b115de… zora-werkt/0001
  // 3bf1bfb5a6204134… zora-werkt/0003
  // bddedf09543ecf61… zora-werkt/0002
  std::vector<Contender> contenders;
  for (const char* id : {"zora-werkt/0001", "zora-werkt/0002", "zora-werkt/0003"}) {
    contenders.push_back(contender(id, "O", 1, {5, 5, 5}));
  }
  BOOST_TEST(order("lot", contenders) ==
             "1 zora-werkt/0001; 2 zora-werkt/0003 by lot; 3 zora-werkt/0002 by lot; ");
}

BOOST_AUTO_TEST_CASE(the_key_between_any_two_is_told) {
  const Scoring scoring =
      ranking("total, then partnership, then earliest arrival, then organisation");
  const auto& contenders = field();
  BOOST_TEST(decided_between(scoring, contenders[0], contenders[2]) == "partnership");
  BOOST_TEST(decided_between(scoring, contenders[2], contenders[3]) == "earliest arrival");
  BOOST_TEST(decided_between(scoring, contenders[3], contenders[1]) == "total");
}

BOOST_AUTO_TEST_CASE(the_order_does_not_depend_on_the_order_of_the_input) {
  const Scoring scoring = ranking("total, then growth, then earliest arrival, then organisation");
  BOOST_TEST(rc::check("permutations", [&] {
    const auto few = [] { return *rc::gen::inRange<std::int64_t>(4, 7); };
    std::vector<Contender> contenders;
    const int count = *rc::gen::inRange(1, 8);
    for (int i = 0; i < count; ++i) {
      contenders.push_back(contender("c/" + std::to_string(i),
                                     *rc::gen::element<std::string>("a", "A", "b"),
                                     *rc::gen::inRange(0, 2), {few(), few(), few()}));
    }
    const auto ids = [&](const std::vector<Contender>& field) {
      std::string text;
      for (const Ranked& one : rank(scoring, field)) {
        text += field[one.contender].id + one.decided_by + " ";
      }
      return text;
    };
    const std::string before = ids(contenders);
    const auto turn = *rc::gen::inRange(0, count);
    std::rotate(contenders.begin(), contenders.begin() + turn, contenders.end());
    RC_ASSERT(ids(contenders) == before);
    std::reverse(contenders.begin(), contenders.end());
    RC_ASSERT(ids(contenders) == before);
  }));
}
