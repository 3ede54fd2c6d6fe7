#include <algorithm>

#include <boost/test/unit_test.hpp>

#include "stores.hpp"

using namespace termijn::tests;

BOOST_AUTO_TEST_CASE_TEMPLATE(keeps_where_candidatures_stand, Made, Stores) {
  Made made;
  CandidatureRow first = row("zora-werkt/1", "zonnebloem");
  const CandidatureRow second = row("zora-werkt/2", "maan");
  const CandidatureRow third = row("zora-werkt/10", "zonnebloem");
  const CandidatureRow elsewhere = row("oostende/1", "zonnebloem", oostende);
  write(made.open(), [&](Transaction& transaction) {
    for (const auto& candidature : {second, first, third, elsewhere}) {
      transaction.put_candidature(candidature);
    }
  });
  first.stage = "reviewed";
  first.standing = "parked";
  first.arrival = at("2023-06-09T20:00:00Z");
  first.last_sequence = 9;
  write(made.open(), [&](Transaction& transaction) { transaction.put_candidature(first); });
  Store& store = made.reopened();
  BOOST_TEST((store.candidature(zora, first.id) == first));
  BOOST_TEST((store.candidature(zora, second.id) == second));
  BOOST_TEST(!store.candidature(oostende, first.id).has_value());
  BOOST_TEST((store.candidatures(zora) == std::vector{first, third, second}));
  BOOST_TEST((store.candidatures_of(zora, "zonnebloem") == std::vector{first, third}));
  first.organisation = "maan";
  write(store, [&](Transaction& transaction) { transaction.put_candidature(first); });
  BOOST_TEST((store.candidatures_of(zora, "zonnebloem") == std::vector{third}));
  BOOST_TEST((store.candidatures_of(zora, "maan") == std::vector{first, second}));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(events_and_limits_alone_make_no_candidature, Made, Stores) {
  Made made;
  Store& store = made.open();
  write(store, [](Transaction& transaction) {
    transaction.append(submission(zora, "zora-werkt/1"));
    transaction.put_due(zora, "zora-werkt/2", {due("2023-07-01T00:00:00Z", "zora-werkt/2")});
  });
  BOOST_TEST(!store.candidature(zora, "zora-werkt/1").has_value());
  BOOST_TEST(!store.candidature(zora, "zora-werkt/2").has_value());
  BOOST_TEST(store.candidatures(zora).empty());
}

BOOST_AUTO_TEST_CASE_TEMPLATE(gives_what_is_due_in_due_order_up_to_now, Made, Stores) {
  Made made;
  Store& store = made.open();
  const DueRow early = due("2023-06-30T22:00:00Z", "zora-werkt/2");
  const DueRow other = due("2023-06-30T22:00:00Z", "oostende/1", "lapse", oostende);
  const DueRow second = due("2023-06-30T22:00:00Z", "zora-werkt/2", "owed:review");
  const DueRow late = due("2023-07-01T22:00:00Z", "zora-werkt/1");
  write(store, [&](Transaction& transaction) {
    transaction.put_due(zora, "zora-werkt/1", {late});
    transaction.put_due(zora, "zora-werkt/2", {second, early});
    transaction.put_due(oostende, "oostende/1", {other});
  });
  const std::vector<DueRow> everything{other, early, second, late};
  BOOST_TEST((store.due(at("2023-07-01T22:00:00Z"), 10) == everything));
  BOOST_TEST((store.due(at("2023-07-01T21:59:59Z"), 10) == std::vector{other, early, second}));
  BOOST_TEST((store.due(at("2023-07-01T22:00:00Z"), 2) == std::vector{other, early}));
  BOOST_TEST(store.due(at("2023-06-30T21:59:59Z"), 10).empty());
  BOOST_TEST((store.upcoming(at("2023-06-30T21:59:59Z"), 10) == everything));
  BOOST_TEST((store.upcoming(at("2023-06-30T22:00:00Z"), 10) == std::vector{late}));
  BOOST_TEST((store.upcoming(at("2023-06-30T21:59:59Z"), 1) == std::vector{other}));
  BOOST_TEST(store.upcoming(at("2023-07-01T22:00:00Z"), 10).empty());
}

BOOST_AUTO_TEST_CASE_TEMPLATE(replaces_the_limits_of_one_candidature_only, Made, Stores) {
  Made made;
  const DueRow first = due("2023-07-01T00:00:00Z", "zora-werkt/1", "first \"limit\"");
  const DueRow second = due("2023-08-01T00:00:00Z", "zora-werkt/1", "second");
  const DueRow third = due("2023-09-01T00:00:00Z", "zora-werkt/1", "third");
  const DueRow other = due("2023-08-15T00:00:00Z", "zora-werkt/2");
  const auto far = at("2100-01-01T00:00:00Z");
  write(made.open(), [&](Transaction& transaction) {
    transaction.put_due(zora, "zora-werkt/2", {other});
    transaction.put_due(zora, "zora-werkt/1", {second, first});
    transaction.put_candidature(row("zora-werkt/1", "zonnebloem"));
  });
  BOOST_TEST((made.reopened().due_of(zora, "zora-werkt/1") == std::vector{first, second}));
  write(made.open(), [&](Transaction& transaction) {
    transaction.put_due(zora, "zora-werkt/1", {second, third});
    transaction.put_candidature(row("zora-werkt/1", "zonnebloem"));
  });
  BOOST_TEST((made.open().due(far, 10) == std::vector{second, other, third}));
  BOOST_TEST((made.reopened().due_of(zora, "zora-werkt/1") == std::vector{second, third}));
  write(made.open(),
        [&](Transaction& transaction) { transaction.put_due(zora, "zora-werkt/1", {}); });
  BOOST_TEST((made.open().due(far, 10) == std::vector{other}));
  BOOST_TEST(made.open().due_of(zora, "zora-werkt/1").empty());
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_firing_is_claimed_once, Made, Stores) {
  Made made;
  const DueRow limit = due("2023-07-01T00:00:00Z", "zora-werkt/1");
  write(made.open(), [&](Transaction& transaction) {
    BOOST_TEST(transaction.claim(limit, at("2023-07-01T03:00:00Z")));
    BOOST_TEST(!transaction.claim(limit, at("2023-07-01T03:00:00Z")));
  });
  write(made.reopened(), [&](Transaction& transaction) {
    BOOST_TEST(!transaction.claim(limit, at("2023-07-02T03:00:00Z")));
    BOOST_TEST(
        transaction.claim(due("2023-07-01T00:00:01Z", "zora-werkt/1"), at("2023-07-02T03:00:00Z")));
    BOOST_TEST(transaction.claim(due("2023-07-01T00:00:00Z", "zora-werkt/1", "other"),
                                 at("2023-07-02T03:00:00Z")));
  });
  const std::vector<Claim> claims{
      {limit, at("2023-07-01T03:00:00Z")},
      {due("2023-07-01T00:00:00Z", "zora-werkt/1", "other"), at("2023-07-02T03:00:00Z")},
      {due("2023-07-01T00:00:01Z", "zora-werkt/1"), at("2023-07-02T03:00:00Z")}};
  BOOST_TEST((made.reopened().claims() == claims));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_notice_is_queued_once, Made, Stores) {
  Made made;
  const Notice later = notice("2023-08-01T22:00:00Z", "applicant");
  const Notice applicant = notice("2023-07-21T22:00:00Z", "applicant");
  const Notice coordinator = notice("2023-07-21T22:00:00Z", "coordinator");
  write(made.open(), [&](Transaction& transaction) {
    BOOST_TEST(transaction.put_notice(later));
    BOOST_TEST(transaction.put_notice(coordinator));
    BOOST_TEST(transaction.put_notice(applicant));
  });
  write(made.reopened(), [&](Transaction& transaction) {
    Notice again = applicant;
    again.text = "the same in other words";
    again.created = at("2023-07-23T03:00:00Z");
    BOOST_TEST(!transaction.put_notice(again));
  });
  BOOST_TEST((made.open().notices() == std::vector{applicant, coordinator, later}));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_refused_act_is_kept_once, Made, Stores) {
  Made made;
  const RefusedAct second{at("2023-06-02T00:00:00Z"), "{\"act\":\"fly\"}\n", "unknown-act", "no"};
  const RefusedAct first{at("2023-06-03T00:00:00Z"), "not \xFF json", "malformed", "no JSON"};
  RefusedAct other_code = second;
  other_code.code = "late";
  RefusedAct again = first;
  again.recorded = at("2023-06-04T00:00:00Z");
  write(made.open(), [&](Transaction& transaction) {
    for (const auto& refused : {first, second, first}) transaction.put_refusal(refused);
  });
  write(made.reopened(), [&](Transaction& transaction) {
    for (const auto& refused : {again, other_code, second}) transaction.put_refusal(refused);
  });
  BOOST_TEST((made.open().refusals() == std::vector{first, second, other_code}));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_document_is_kept_once_by_its_digest, Made, Stores) {
  Made made;
  const Document zone{"zone", "Europe/Brussels", std::string("TZif2\0\0\xFF", 8)};
  const Document call{"rulebook", "call.toml", "schema = 1\n"};
  // printf 'schema = 1\n' | sha256sum
  const std::string digest = "da93db77ebb07776dbd095f79fe28cbf4d42340c27bc33547ed7eeb2d3c93ea1";
  write(made.open(), [&](Transaction& transaction) {
    transaction.put_document(zone);
    BOOST_TEST(transaction.put_document(call) == digest);
    BOOST_TEST(transaction.put_document({"rulebook", "copy.toml", call.bytes}) == digest);
  });
  Store& store = made.reopened();
  BOOST_TEST((store.document(digest) == call));
  const std::string zone_digest = termijn::rules::hex(termijn::rules::sha256(zone.bytes));
  BOOST_TEST((store.document(zone_digest) == zone));
  auto both = std::vector{digest, zone_digest};
  std::sort(both.begin(), both.end());
  BOOST_TEST((store.documents() == both));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_document_is_found_by_kind_and_name, Made, Stores) {
  Made made;
  const Document first{"rulebook", "aaaa", "parts of one"};
  const Document second{"rulebook", "bbbb", "parts of another"};
  const Document calendar{"calendar", "aaaa", "holidays"};
  write(made.open(), [&](Transaction& transaction) {
    for (const auto& document : {first, second, calendar}) transaction.put_document(document);
  });
  Store& store = made.reopened();
  BOOST_TEST((store.document_named("rulebook", "aaaa") == first));
  BOOST_TEST((store.document_named("rulebook", "bbbb") == second));
  BOOST_TEST((store.document_named("calendar", "aaaa") == calendar));
  BOOST_TEST(!store.document_named("calendar", "bbbb").has_value());
}

BOOST_AUTO_TEST_CASE_TEMPLATE(keeps_checkpoints_stamps_and_keys_in_order, Made, Stores) {
  Made made;
  const Instant noon = at("2023-06-10T12:00:00Z");
  CheckpointRow first{0, zora, 3, "first\nnote\n", noon};
  CheckpointRow other{0, oostende, 1, "other", noon};
  CheckpointRow second{0, zora, 7, "second", noon};
  StampRow stamp{0, 2, std::string("\0\x30\xFF", 3), noon};
  KeyRow key{0, "termijn.example/key", "termijn.example/key+00000000+AQ==", noon, false};
  KeyRow required{0, "termijn.example/next", "termijn.example/next+00000000+AQ==", noon, true};
  write(made.open(), [&](Transaction& transaction) {
    BOOST_TEST(transaction.put_checkpoint(first) == 1U);
    BOOST_TEST(transaction.put_checkpoint(other) == 2U);
    BOOST_TEST(transaction.put_stamp(stamp) == 1U);
  });
  write(made.reopened(), [&](Transaction& transaction) {
    BOOST_TEST(transaction.put_checkpoint(second) == 3U);
    BOOST_TEST(transaction.put_key(key) == 1U);
    BOOST_TEST(transaction.put_key(required) == 2U);
  });
  first.number = stamp.number = key.number = 1;
  other.number = required.number = 2;
  second.number = 3;
  Store& store = made.reopened();
  BOOST_TEST((store.checkpoints(zora) == std::vector{first, second}));
  BOOST_TEST((store.checkpoints(oostende) == std::vector{other}));
  BOOST_TEST(store.checkpoints("lier").empty());
  BOOST_TEST((store.stamps() == std::vector{stamp}));
  BOOST_TEST((store.keys() == std::vector{key, required}));
  {
    const auto dropped = store.begin();
    dropped->put_checkpoint(first);
    dropped->put_stamp(stamp);
    dropped->put_key(key);
  }
  BOOST_TEST(store.checkpoints(zora).size() == 2U);
  BOOST_TEST(store.stamps().size() == 1U);
  BOOST_TEST(store.keys().size() == 2U);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(erases_personal_data_and_salt_and_keeps_the_event, Made, Stores) {
  Made made;
  Event event = submission(zora, "zora-werkt/1");
  event.personal = {{"name", "An Voorbeeld"}};
  write(made.open(), [&](Transaction& transaction) {
    transaction.append(event);
    transaction.append(submission(zora, "zora-werkt/1"));
  });
  const auto before = scanned(made.open(), zora);
  made.open().begin()->erase_personal(zora, 1);
  BOOST_TEST(scanned(made.open(), zora)[0].personal == before[0].personal);
  write(made.open(), [](Transaction& transaction) {
    BOOST_TEST(transaction.erase_personal(zora, 1));
    BOOST_TEST(!transaction.erase_personal(zora, 1));
    BOOST_TEST(!transaction.erase_personal(zora, 2));
    BOOST_TEST(!transaction.erase_personal(zora, 3));
    BOOST_TEST(!transaction.erase_personal(oostende, 1));
  });
  const auto after = scanned(made.reopened(), zora);
  BOOST_TEST(after[0].salt.empty());
  BOOST_TEST(after[0].personal.empty());
  BOOST_TEST(after[0].bytes == before[0].bytes);
  BOOST_TEST(made.open().history(zora, "zora-werkt/1")[0].personal.empty());
}

BOOST_AUTO_TEST_CASE_TEMPLATE(empties_a_refused_act_and_keeps_that_there_was_one, Made, Stores) {
  Made made;
  const RefusedAct first{at("2023-06-02T00:00:00Z"), "one", "A0101", "says one"};
  const RefusedAct second{at("2023-06-03T00:00:00Z"), "two", "A0102", "says two"};
  write(made.open(), [&](Transaction& transaction) {
    transaction.put_refusal(first);
    transaction.put_refusal(second);
  });
  made.open().begin()->erase_refusal(2);
  BOOST_TEST((made.open().refusals() == std::vector{first, second}));
  write(made.open(), [](Transaction& transaction) {
    BOOST_TEST(transaction.erase_refusal(2));
    BOOST_TEST(!transaction.erase_refusal(0));
    BOOST_TEST(!transaction.erase_refusal(3));
  });
  BOOST_TEST((made.reopened().refusals() ==
              std::vector{first, RefusedAct{second.recorded, "", second.code, ""}}));
  write(made.open(), [&](Transaction& transaction) { transaction.put_refusal(second); });
  BOOST_TEST(made.open().refusals().size() == 3U, "nothing is left by which to know it again");
}

BOOST_AUTO_TEST_CASE_TEMPLATE(knows_who_runs_the_night, Made, Stores) {
  Made made;
  const NightHolder first{"server 1234", at("2023-06-10T00:00:00Z")};
  const NightHolder second{"laptop 99", at("2023-06-10T01:00:00Z")};
  BOOST_TEST(!made.open().night().has_value());
  write(made.open(), [&](Transaction& transaction) { transaction.take_night(first); });
  BOOST_TEST((made.reopened().night() == first));
  {
    const auto dropped = made.open().begin();
    dropped->take_night(second);
    BOOST_TEST((made.open().night() == second));
  }
  BOOST_TEST((made.open().night() == first));
  write(made.open(), [&](Transaction& transaction) { transaction.take_night(second); });
  BOOST_TEST((made.open().night() == second));
  write(made.open(), [](Transaction& transaction) { transaction.release_night(); });
  BOOST_TEST(!made.reopened().night().has_value());
}

BOOST_AUTO_TEST_CASE_TEMPLATE(keeps_the_leaf_of_each_event, Made, Stores) {
  Made made;
  write(made.open(), [](Transaction& transaction) {
    transaction.append(submission(zora, "zora-werkt/1"));
    transaction.append(submission(zora, "zora-werkt/2"));
  });
  for (const StoredEvent& event : scanned(made.reopened(), zora)) {
    const auto leaf = leaf_hash(event.bytes);
    BOOST_TEST(event.leaf == std::string(leaf.begin(), leaf.end()));
    BOOST_TEST(made.open().history(zora, event.candidature)[0].leaf == event.leaf);
  }
}
