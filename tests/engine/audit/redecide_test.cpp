// Every recorded decision must be what the rules say. Stores are forged consistently, so that
// verify and replay have nothing to find: only deciding again tells.
#include "engine/audit/redecide.hpp"

#include <functional>

#include <boost/json/array.hpp>
#include <boost/test/unit_test.hpp>

#include "../season/play.hpp"
#include "engine/agenda/limits.hpp"
#include "engine/journal/verify.hpp"

namespace {

using namespace termijn;
using engine::Event;
using tests::Season;

const Season& season() {
  static const Season played = tests::play();
  return played;
}

/// Takes an event to change it; false: the forged store goes without it.
using Forger = std::function<bool(Event&)>;

/// A store that holds the same events (of one region, where one is named) but for what the forger
/// does to them, each tree, row and limit in keeping with what it then holds.
std::unique_ptr<engine::Store> forged(const engine::Store& from, const Forger& forger,
                                      const std::string& only = "") {
  auto store = tests::memory();
  engine::Procedures procedures(*store);
  auto transaction = store->begin();
  for (const auto& digest : from.documents()) transaction->put_document(*from.document(digest));
  for (const auto& region : from.regions()) {
    if (!only.empty() && region.region != only) continue;
    std::map<std::string, engine::State> states;
    from.scan(region.region, 1, [&](const engine::StoredEvent& stored) {
      auto event = std::get<Event>(engine::decode(stored));
      if (!forger(event)) return;
      event = transaction->append(std::move(event));
      if (!event.candidature.empty()) engine::apply(states[event.candidature], event);
    });
    transaction->set_rulebook(region.region, region.rulebook);
    for (const auto& [id, state] : states) {
      transaction->put_candidature(engine::row_of(state));
      const auto limits = engine::running_limits(procedures.at(state.rulebook), state);
      if (const auto* rows = std::get_if<std::vector<engine::RunningLimit>>(&limits)) {
        transaction->put_due(state.region, id, engine::due_rows(state, *rows));
      }
    }
  }
  transaction->commit();
  return store;
}

std::vector<std::string> found_in(const engine::Store& store) {
  engine::Procedures procedures(store);
  std::vector<std::string> found;
  for (const auto& finding : engine::redecide(store, procedures).findings) {
    found.push_back(finding.candidature + " " + std::to_string(finding.sequence) + ": " +
                    finding.what);
  }
  return found;
}

/// The events of one candidature, to find what to forge.
std::vector<Event> history(const engine::Store& store, const std::string& id) {
  std::vector<Event> events;
  for (const auto& stored : store.history(id.substr(0, id.find('/')), id)) {
    events.push_back(std::get<Event>(engine::decode(stored)));
  }
  return events;
}

const Event& first(const std::vector<Event>& events, const std::string& kind,
                   const std::string& trigger = "") {
  for (const auto& event : events) {
    if (event.kind != kind) continue;
    if (trigger.empty() || event.body.at("trigger").as_string() == trigger) return event;
  }
  throw std::runtime_error("no such event: " + kind + " " + trigger);
}

/// Forges the first event of a kind in a candidature's history.
struct Forgery {
  std::string name;
  std::string candidature;
  std::string kind;
  std::string trigger;
  std::function<bool(Event&)> change;
  std::string says;  ///< Part of the finding.
};

std::vector<Forgery> forgeries() {
  const auto set = [](const char* key, boost::json::value value) {
    return [key, value](Event& event) {
      event.body[key] = value;
      return true;
    };
  };
  return {
      {"a late arrival passed off as on time", "zora-werkt/0003", "submitted", "",
       set("on-time", true), "'on-time' was recorded as true, the rules say false"},
      {"an arrival in time passed off as late", "zora-werkt/0001", "submitted", "",
       set("on-time", false), "'on-time' was recorded as false, the rules say true"},
      {"another deadline", "zora-werkt/0001", "submitted", "",
       set("closes", "2023-06-01T23:59:59+02:00"), "'closes' was recorded as"},
      {"another channel", "zora-werkt/0001", "submitted", "", set("channel", "none"),
       "'channel' was recorded as"},
      {"a requirement that failed", "zora-werkt/0003", "moved", "limit",
       [](Event& event) {
         for (auto& requirement : event.body.at("requirements").as_array()) {
           requirement.as_object()["verdict"] = "holds";
         }
         return true;
       },
       ".verdict' was recorded as \"holds\", the rules say \"fails\""},
      {"a reason that is left out", "zora-werkt/0003", "moved", "limit",
       set("reasons", boost::json::array()), "'reasons' was recorded as []"},
      {"a limit that fired before it was due", "zora-werkt/0001", "moved", "limit",
       [](Event& event) {
         event.recorded -= std::chrono::days{3};
         return true;
       },
       "had yet to fall due"},
      {"another stage than the rule leads to", "zora-werkt/0003", "moved", "limit",
       [](Event& event) {
         event.body["adverse"] = false;
         return true;
       },
       "'adverse' was recorded as false, the rules say true"},
      {"a total that was not scored", "zora-werkt/0001", "decided", "", set("total", "99"),
       "'total' was recorded as \"99\", the rules say"},
      {"a longer window for rebuttal", "zora-werkt/0001", "told", "",
       [](Event& event) {
         event.body.at("rebuttal").as_object()["closes"] = "2023-08-31T00:00:00+02:00";
         return true;
       },
       "'rebuttal.closes' was recorded as"},
      {"a working with a day skipped", "lier/0011", "told", "",
       [](Event& event) {
         event.body.at("rebuttal").as_object().at("working").as_array().pop_back();
         return true;
       },
       "'rebuttal.working' was recorded as"},
      {"another outcome in the letter", "zora-werkt/0001", "told", "",
       [](Event& event) {
         event.body.at("decision").as_object()["outcome"] = "rejected";
         return true;
       },
       "'decision.outcome' was recorded as"},
      {"something overdue that is dated later", "zora-werkt/0017", "overdue", "",
       [](Event& event) {
         event.happened += std::chrono::hours{24};
         return true;
       },
       "'happened' was recorded as"},
      {"a refusal that was let go though the brake held", "mechelen-bodukap/0003", "held", "",
       set("reason", "1 automatic refusals fall due in one night, the brake is 5"),
       "'reason' was recorded as"},
      {"another rulebook", "zora-werkt/0001", "decided", "",
       [](Event& event) {
         event.rulebook = std::string(64, 'a');
         return true;
       },
       "'rulebook' was recorded as"},
      {"a move of a person passed off as of the clock", "zora-werkt/0001", "moved", "act",
       [](Event& event) {
         event.actor = "clock";
         return true;
       },
       "'actor' was recorded as clock"},
      {"a score that a reviewer with a conflict gave", "zora-werkt/0001", "scored", "",
       [](Event& event) {
         event.body.at("scores").as_object().begin()->value() = "999";
         return true;
       },
       "the rules refuse it: A0108"},
  };
}

}  // namespace

BOOST_AUTO_TEST_CASE(the_whole_season_is_what_the_rules_say) {
  engine::Procedures procedures(*season().store);
  const auto report = engine::redecide(*season().store, procedures);
  for (const auto& finding : report.findings) {
    BOOST_ERROR(finding.candidature << " " << finding.sequence << ": " << finding.what);
  }
  BOOST_TEST(report.regions == 5U);
  BOOST_TEST(report.candidatures == 80U);
  BOOST_TEST(report.acts == 433U);  // season.jsonl has 436 lines, of which three are refused
  BOOST_TEST(report.events == season().events());
}

BOOST_AUTO_TEST_CASE(a_store_that_was_copied_event_by_event_is_the_same) {
  const auto copy = forged(*season().store, [](Event&) { return true; });
  BOOST_TEST(engine::verify(*copy).empty());
  BOOST_TEST(found_in(*copy).empty());
}

BOOST_AUTO_TEST_CASE(finds_every_decision_that_was_forged) {
  for (const auto& forgery : forgeries()) {
    const auto target =
        first(history(*season().store, forgery.candidature), forgery.kind, forgery.trigger);
    const auto store = forged(
        *season().store,
        [&](Event& event) {
          const bool here = event.region == target.region && event.sequence == target.sequence;
          return here ? forgery.change(event) : true;
        },
        target.region);
    BOOST_TEST(engine::verify(*store).empty(), forgery.name);
    const auto found = found_in(*store);
    const auto where =
        forgery.candidature + " " + std::to_string(target.sequence) + ": '" + forgery.kind + "' [";
    const bool named = std::any_of(found.begin(), found.end(), [&](const std::string& finding) {
      return finding.starts_with(where) && finding.find(forgery.says) != std::string::npos &&
             finding.find(".toml:") != std::string::npos;
    });
    BOOST_TEST(named, forgery.name << " is not found; there is: "
                                   << (found.empty() ? "nothing" : found.front()));
  }
}

BOOST_AUTO_TEST_CASE(finds_a_consequence_that_was_left_out) {
  // Without the move that the decision set off, nothing after it can follow.
  const auto target = first(history(*season().store, "zora-werkt/0001"), "moved", "act");
  const auto store = forged(
      *season().store, [&](Event& event) { return event.sequence != target.sequence; },
      target.region);
  BOOST_TEST(engine::verify(*store).empty());
  const auto found = found_in(*store);
  BOOST_TEST_REQUIRE(!found.empty());
  BOOST_TEST(found.front().find("the rules say that 'moved' [") != std::string::npos,
             found.front());
}

BOOST_AUTO_TEST_CASE(finds_an_act_that_the_rules_refuse) {
  // A second telling of the same letter: nothing waits for it.
  const auto told = first(history(*season().store, "zora-werkt/0001"), "told");
  const auto last = history(*season().store, "zora-werkt/0001").back().sequence;
  const auto store = forged(
      *season().store,
      [&](Event& event) {
        if (event.region != told.region || event.sequence != last) return true;
        const auto recorded = event.recorded;
        event = told;
        event.recorded = event.happened = recorded;
        event.body["act"] = std::string(64, 'b');
        return true;
      },
      told.region);
  bool refused = false;
  for (const auto& finding : found_in(*store)) {
    refused = refused || finding.find("the rules refuse it: A0118") != std::string::npos;
  }
  BOOST_TEST(refused);
}

BOOST_AUTO_TEST_CASE(an_amendment_is_decided_again_for_each_candidature) {
  tests::Desk desk;
  desk.submit("2023-06-05T16:00:00+02:00", "1", "Org A");
  desk.submit("2023-06-09T17:30:00+02:00", "2", "Org B");
  const auto later =
      tests::replaced(tests::small_rules(), "09/06/2023 om 17u", "12/06/2023 om 17u");
  desk.amend(later, "2023-06-09T18:00:00+02:00", "2023-06-11T00:00:00+02:00");
  desk.night("2023-06-10T02:00:00+02:00");
  desk.night("2023-06-11T02:00:00+02:00");
  desk.submit("2023-06-11T10:00:00+02:00", "3", "Org C");
  desk.night("2023-06-13T02:00:00+02:00");
  desk.review("1");
  for (const auto& found : found_in(desk.store())) BOOST_ERROR(found);
  const auto changed = first(history(desk.store(), "noord/2"), "rules-changed");
  const auto forge = [&](const std::function<bool(Event&)>& change) {
    return found_in(*forged(desk.store(), [&](Event& event) {
      return event.sequence == changed.sequence ? change(event) : true;
    }));
  };
  const auto late = forge([](Event& event) {
    event.body.at("on-time").as_array()[0] = false;
    return true;
  });
  BOOST_TEST_REQUIRE(!late.empty());
  BOOST_TEST(late.front().find("'on-time[0]' was recorded as false, the rules say true") !=
                 std::string::npos,
             late.front());
  // Who is left out of an amendment is not treated as the others.
  const auto missing = forge([](Event&) { return false; });
  BOOST_TEST_REQUIRE(!missing.empty());
  bool told = false;
  for (const auto& finding : missing) {
    told = told || finding.find("holds, and did not reach it") != std::string::npos;
  }
  BOOST_TEST(told, missing.front());
}
