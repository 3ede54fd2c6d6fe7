// A rulebook is made again from the store alone: with the calendar and the regime as they were
// kept, whatever this version of the program brings.
#include "engine/workflow/adoption.hpp"

#include <boost/test/unit_test.hpp>

#include "../support/desk.hpp"
#include "engine/candidature/effective.hpp"

namespace {

using namespace termijn;
using tests::replaced;

/// The calendars of another version of termijn, in which 21 July is a day like any other.
rules::LawTexts without_national_day() {
  auto laws = rules::builtin_law_texts();
  auto& text = laws.calendars.at("BE");
  text = replaced(text, "day  = \"07-21\"", "day  = \"12-27\"");
  return laws;
}

struct Kept {
  std::unique_ptr<engine::Store> store = tests::memory();
  std::string digest;

  bool adopt(const std::string& text, const rules::LawTexts& laws) {
    engine::RulebookFiles files;
    const auto rulebook = tests::load({{"noord.toml", text}}, "noord.toml", &files);
    files.laws = laws;
    digest = rules::hex(rulebook.digest);
    auto transaction = store->begin();
    const bool adopted = engine::adopt(*transaction, *store, rulebook, files, "coordinator", {});
    transaction->commit();
    return adopted;
  }

  /// What the store of a first version holds of it: the calendar that it names and no other.
  void keep_as_before(const std::string& calendar) {
    const auto parts = store->document_named("rulebook-parts", digest);
    auto fields = boost::json::parse(parts->bytes).as_object();
    auto& calendars = fields.at("calendar").as_object();
    auto transaction = store->begin();
    const std::string text(rules::builtin_calendar_text(calendar));
    calendars = {{calendar, transaction->put_document({"calendar", calendar, text})}};
    older = tests::memory();
    for (const auto& kept : store->documents()) {
      auto document = *store->document(kept);
      if (document.kind == "rulebook-parts") document.bytes = engine::canonical(fields);
      auto copy = older->begin();
      copy->put_document(document);
      copy->commit();
    }
    transaction->commit();
    auto copy = older->begin();
    copy->put_document({"calendar", calendar, text});
    copy->commit();
  }
  std::unique_ptr<engine::Store> older;
};

/// Until when one who was told then may answer.
std::string rebuttal(const engine::Procedure& procedure, const std::string& told) {
  engine::State state;
  state.anchors["told"] = tests::at(told);
  const auto limit = engine::effective_limit(procedure.rulebook, state, "rebuttal");
  BOOST_TEST_REQUIRE(std::holds_alternative<engine::EffectiveLimit>(limit));
  return rules::rfc3339(std::get<engine::EffectiveLimit>(limit).closes.closes);
}

std::string with_calendar(const std::string& calendar) {
  return replaced(tests::small_rules(), "calendar = \"BE\"", "calendar = " + calendar);
}

const std::string own_calendar =
    "{ id = \"stad\", law = \"besluit\", first = 2020, last = 2030, extends = \"BE\", "
    "once = [{ date = 2023-07-24, name = \"stadsfeest\" }] }";

}  // namespace

// Day 14 after 7 July 2023 is Friday 21 July: the national holiday, then comes a weekend.
BOOST_AUTO_TEST_CASE(a_limit_stays_what_it_was_when_the_program_brings_another_calendar) {
  Kept kept;
  kept.adopt(tests::small_rules(), rules::builtin_law_texts());
  engine::Procedures later(*kept.store, without_national_day());
  BOOST_TEST(rebuttal(later.at(kept.digest), "2023-07-07T10:00:00+02:00") ==
             "2023-07-24T22:00:00Z");
}

BOOST_AUTO_TEST_CASE(the_calendar_of_the_store_counts_and_not_that_of_the_program) {
  Kept kept;
  kept.adopt(tests::small_rules(), without_national_day());
  engine::Procedures here(*kept.store);
  BOOST_TEST(rebuttal(here.at(kept.digest), "2023-07-07T10:00:00+02:00") == "2023-07-21T22:00:00Z");
}

BOOST_AUTO_TEST_CASE(the_regime_of_the_store_counts_and_not_that_of_the_program) {
  auto laws = rules::builtin_law_texts();
  auto& text = laws.regimes.at("be-civil");
  const auto over = text.find("over");
  text.replace(over, text.find('\n', over) - over, "over = []");
  Kept kept;
  kept.adopt(tests::small_rules(), laws);
  engine::Procedures here(*kept.store);
  BOOST_TEST(rebuttal(here.at(kept.digest), "2023-07-07T10:00:00+02:00") == "2023-07-21T22:00:00Z");
  BOOST_TEST(kept.store->document_named("regime", "be-civil")->bytes == text);
}

BOOST_AUTO_TEST_CASE(the_calendar_that_another_extends_is_kept_with_it) {
  for (const auto& calendar : {std::string("\"BE-VLG\""), own_calendar}) {
    Kept kept;
    kept.adopt(with_calendar(calendar), rules::builtin_law_texts());
    BOOST_TEST(kept.store->document_named("calendar", "BE").has_value());
    BOOST_TEST(!kept.store->document_named("calendar", "NL").has_value());
    engine::Procedures alone(*kept.store, {});
    // 24 July is a holiday of the one that the rulebook brings.
    const auto* expected =
        calendar == own_calendar ? "2023-07-25T22:00:00Z" : "2023-07-24T22:00:00Z";
    BOOST_TEST(rebuttal(alone.at(kept.digest), "2023-07-07T10:00:00+02:00") == expected);
  }
}

BOOST_AUTO_TEST_CASE(a_store_without_the_base_opens_where_the_program_has_the_same_calendar) {
  Kept kept;
  kept.adopt(with_calendar("\"BE-VLG\""), rules::builtin_law_texts());
  kept.keep_as_before("BE-VLG");
  engine::Procedures here(*kept.older);
  BOOST_TEST(rebuttal(here.at(kept.digest), "2023-06-27T10:00:00+02:00") == "2023-07-12T22:00:00Z");
  auto changed = rules::builtin_law_texts();
  changed.calendars.at("BE-VLG") += "\n# another edition\n";
  engine::Procedures later(*kept.older, changed);
  BOOST_CHECK_EXCEPTION(later.at(kept.digest), engine::StoreError, [](const auto& error) {
    return std::string(error.what()).find("counts by 'BE', which the store does not keep") !=
           std::string::npos;
  });
}

BOOST_AUTO_TEST_CASE(a_store_that_kept_an_own_calendar_as_an_empty_text_still_opens) {
  Kept kept;
  kept.adopt(with_calendar(own_calendar), rules::builtin_law_texts());
  kept.keep_as_before("stad");
  engine::Procedures here(*kept.older);
  BOOST_TEST(rebuttal(here.at(kept.digest), "2023-07-07T10:00:00+02:00") == "2023-07-25T22:00:00Z");
}

BOOST_AUTO_TEST_CASE(a_rulebook_adopted_again_keeps_the_calendar_that_it_was_first_adopted_with) {
  Kept kept;
  kept.adopt(tests::small_rules(), rules::builtin_law_texts());
  kept.adopt(tests::small_rules(3), rules::builtin_law_texts());
  BOOST_TEST(kept.adopt(tests::small_rules(), without_national_day()));
  engine::Procedures here(*kept.store);
  BOOST_TEST(rebuttal(here.at(kept.digest), "2023-07-07T10:00:00+02:00") == "2023-07-24T22:00:00Z");
  BOOST_TEST(!kept.adopt(tests::small_rules(), without_national_day()));
}
