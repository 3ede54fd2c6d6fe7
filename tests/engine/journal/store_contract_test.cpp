#include <boost/test/unit_test.hpp>

#include "stores.hpp"

using namespace termijn::tests;

namespace {

using Numbers = std::vector<std::uint64_t>;

}  // namespace

BOOST_AUTO_TEST_CASE_TEMPLATE(a_new_store_is_empty_and_knows_itself, Made, Stores) {
  Made made;
  Store& store = made.open();
  BOOST_TEST((store.info() == sandbox_info()));
  BOOST_TEST(store.regions().empty());
  BOOST_TEST(store.logs().empty());
  BOOST_TEST(!store.region(zora).has_value());
  BOOST_TEST(store.history(zora, "zora-werkt/1").empty());
  BOOST_TEST(scanned(store, zora).empty());
  BOOST_TEST(!store.candidature(zora, "zora-werkt/1").has_value());
  BOOST_TEST(store.due_of(zora, "zora-werkt/1").empty());
  BOOST_TEST(!store.document(std::string(64, '0')).has_value());
  BOOST_TEST(store.documents().empty());
}

BOOST_AUTO_TEST_CASE_TEMPLATE(numbers_events_from_one_without_gaps_per_region, Made, Stores) {
  Made made;
  Store& store = made.open();
  write(store, [](Transaction& transaction) {
    BOOST_TEST(transaction.append(submission(zora, "zora-werkt/1")).sequence == 1U);
    BOOST_TEST(transaction.append(submission(oostende, "oostende/1")).sequence == 1U);
    BOOST_TEST(transaction.append(submission(zora, "zora-werkt/2")).sequence == 2U);
  });
  write(store, [](Transaction& transaction) {
    BOOST_TEST(transaction.append(submission(zora, "zora-werkt/1")).sequence == 3U);
    BOOST_TEST(transaction.append(submission(zora, "")).sequence == 4U);
  });
  BOOST_TEST((sequences(scanned(store, zora)) == Numbers{1, 2, 3, 4}));
  BOOST_TEST((sequences(scanned(store, zora, 0)) == Numbers{1, 2, 3, 4}));
  BOOST_TEST((sequences(scanned(store, zora, 3)) == Numbers{3, 4}));
  BOOST_TEST(scanned(store, zora, 5).empty());
  BOOST_TEST((sequences(scanned(store, oostende)) == Numbers{1}));
  BOOST_TEST((store.logs() == std::vector<std::string>{oostende, zora}));
  BOOST_TEST((sequences(store.history(zora, "zora-werkt/1")) == Numbers{1, 3}));
  BOOST_TEST((sequences(store.history(zora, "")) == Numbers{4}));
  BOOST_TEST(store.history(oostende, "zora-werkt/1").empty());
}

BOOST_AUTO_TEST_CASE_TEMPLATE(gives_events_back_as_they_were_appended, Made, Stores) {
  Made made;
  Event event = submission(zora, "zora-werkt/1");
  event.personal = {{"name", "An Voorbeeld"}};
  write(made.open(), [&](Transaction& transaction) { event = transaction.append(event); });
  const auto events = made.open().history(zora, "zora-werkt/1");
  BOOST_TEST_REQUIRE(events.size() == 1U);
  BOOST_TEST(events[0].salt.size() == 16U);
  BOOST_TEST(events[0].bytes.find("Voorbeeld") == std::string::npos);
  const auto read = decode(events[0]);
  BOOST_TEST_REQUIRE(read.index() == 0U);
  BOOST_TEST((std::get<Event>(read) == event));
  BOOST_TEST(scanned(made.open(), zora)[0].personal == R"({"name":"An Voorbeeld"})");
}

BOOST_AUTO_TEST_CASE_TEMPLATE(its_tree_is_that_of_the_stored_bytes, Made, Stores) {
  Made made;
  for (int round = 0; round < 3; ++round) {
    write(made.reopened(), [](Transaction& transaction) {
      for (int number = 0; number < 5; ++number) {
        transaction.append(submission(zora, "zora-werkt/" + std::to_string(number)));
      }
    });
  }
  MerkleTree tree;
  for (const StoredEvent& event : scanned(made.open(), zora)) tree.append(leaf_hash(event.bytes));
  BOOST_TEST(tree.size() == 15U);
  BOOST_TEST((made.open().region(zora)->tree == tree));
}

BOOST_AUTO_TEST_CASE(twins_in_a_sandbox_have_the_same_roots) {
  InMemory memory;
  OnDisk disk;
  for (Store* store : {&memory.open(), &disk.open()}) {
    write(*store, [](Transaction& transaction) {
      Event event = submission(zora, "zora-werkt/1");
      event.personal = {{"name", "An Voorbeeld"}};
      transaction.append(event);
      transaction.append(event);
    });
  }
  BOOST_TEST((memory.open().regions() == disk.open().regions()));
  const auto events = scanned(disk.open(), zora);
  BOOST_TEST(events[0].salt != events[1].salt);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(keeps_nothing_of_a_dropped_transaction, Made, Stores) {
  Made made;
  Store& store = made.open();
  const DueRow kept = due("2023-07-01T00:00:00Z", "zora-werkt/1");
  write(store, [&](Transaction& transaction) {
    transaction.append(submission(zora, "zora-werkt/1"));
    transaction.put_candidature(row("zora-werkt/1", "zonnebloem"));
    transaction.put_due(zora, "zora-werkt/1", {kept});
    transaction.set_rulebook(zora, std::string(64, 'b'));
  });
  const auto regions = store.regions();
  {
    const auto dropped = store.begin();
    dropped->append(submission(zora, "zora-werkt/1"));
    dropped->append(submission(oostende, "oostende/1"));
    dropped->set_rulebook(zora, std::string(64, 'c'));
    dropped->put_candidature(row("zora-werkt/1", "maan"));
    dropped->put_candidature(row("zora-werkt/2", "ster"));
    dropped->put_due(zora, "zora-werkt/1", {due("2023-06-01T00:00:00Z", "zora-werkt/1")});
    dropped->claim(kept, at("2023-07-02T03:00:00Z"));
    dropped->put_notice(notice("2023-07-21T22:00:00Z", "applicant"));
    dropped->put_refusal({at("2023-06-01T00:00:00Z"), "{}", "unknown-act", "no act"});
    dropped->put_document({"rulebook", "call.toml", "schema = 1"});
    BOOST_TEST(store.history(zora, "zora-werkt/1").size() == 2U);
    BOOST_TEST(store.region(zora)->tree.size() == 2U);
    BOOST_TEST(store.region(oostende).has_value());
    BOOST_TEST(store.regions().size() == 2U);
    BOOST_TEST(store.candidature(zora, "zora-werkt/1")->organisation == "maan");
    BOOST_TEST(store.due(at("2023-06-15T00:00:00Z"), 10).size() == 1U);
  }
  BOOST_TEST((store.regions() == regions));
  BOOST_TEST(scanned(store, zora).size() == 1U);
  BOOST_TEST(store.history(zora, "zora-werkt/1").size() == 1U);
  BOOST_TEST(scanned(store, oostende).empty());
  BOOST_TEST(store.candidatures(zora).size() == 1U);
  BOOST_TEST(store.candidature(zora, "zora-werkt/1")->organisation == "zonnebloem");
  BOOST_TEST((store.due(at("2024-01-01T00:00:00Z"), 10) == std::vector{kept}));
  BOOST_TEST((store.due_of(zora, "zora-werkt/1") == std::vector{kept}));
  BOOST_TEST(store.notices().empty());
  BOOST_TEST(store.refusals().empty());
  BOOST_TEST(store.documents().empty());
  write(store, [&](Transaction& transaction) {
    BOOST_TEST(transaction.append(submission(zora, "zora-werkt/1")).sequence == 2U);
    BOOST_TEST(transaction.claim(kept, at("2023-07-02T03:00:00Z")));
  });
}

BOOST_AUTO_TEST_CASE_TEMPLATE(has_one_transaction_at_a_time, Made, Stores) {
  Made made;
  {
    const auto first = made.open().begin();
    BOOST_CHECK_THROW(made.open().begin(), StoreError);
    first->append(submission(zora, "zora-werkt/1"));
    first->commit();
    BOOST_CHECK_NO_THROW(made.open().begin());
  }
  BOOST_TEST(scanned(made.open(), zora).size() == 1U);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(keeps_the_rulebook_in_force, Made, Stores) {
  Made made;
  write(made.open(), [](Transaction& transaction) {
    transaction.set_rulebook(zora, "first");
    transaction.set_rulebook(zora, "second");
    transaction.set_rulebook(oostende, "other");
    transaction.append(submission(zora, "zora-werkt/1"));
  });
  BOOST_TEST((made.open().logs() == std::vector<std::string>{zora}));
  const auto regions = made.reopened().regions();
  BOOST_TEST_REQUIRE(regions.size() == 2U);
  BOOST_TEST(regions[0].region == oostende);
  BOOST_TEST(regions[0].rulebook == "other");
  BOOST_TEST((regions[0].tree == MerkleTree()));
  BOOST_TEST(regions[1].rulebook == "second");
  BOOST_TEST(regions[1].tree.size() == 1U);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_visitor_may_read_and_write, Made, Stores) {
  Made made;
  Store& store = made.open();
  write(store, [](Transaction& transaction) {
    transaction.append(submission(zora, "zora-werkt/1"));
    transaction.append(submission(zora, "zora-werkt/2"));
  });
  const auto transaction = store.begin();
  int visited = 0;
  store.scan(zora, 1, [&](const StoredEvent& event) {
    if (event.sequence > 2) return;
    ++visited;
    BOOST_TEST(store.history(zora, event.candidature).size() == 1U);
    store.scan(zora, 2, [](const StoredEvent&) {});
    transaction->put_candidature(row(event.candidature, "zonnebloem"));
  });
  transaction->commit();
  BOOST_TEST(visited == 2);
  BOOST_TEST(store.candidatures(zora).size() == 2U);
  struct Stop {};
  BOOST_CHECK_THROW(store.scan(zora, 1, [](const StoredEvent&) { throw Stop{}; }), Stop);
  write(store, [](Transaction& again) { again.append(submission(zora, "zora-werkt/1")); });
}

BOOST_AUTO_TEST_CASE_TEMPLATE(restores_the_events_of_another_store_byte_for_byte, Made, Stores) {
  const auto other = memory_store(sandbox_info());
  write(*other, [](Transaction& transaction) {
    Event personal = submission(zora, "zora-werkt/1");
    personal.personal = {{"name", "An Example"}};
    transaction.append(personal);
    transaction.append(submission(zora, "zora-werkt/2"));
    transaction.append(personal);
  });
  std::vector<StoredEvent> events = scanned(*other, zora);
  events[2].salt.clear();
  events[2].personal.clear();  // erased, and committed to all the same
  Made made;
  write(made.open(), [&](Transaction& transaction) {
    for (const StoredEvent& event : events) transaction.restore(zora, event);
  });
  const Store& restored = made.reopened();
  const auto copied = scanned(restored, zora);
  BOOST_TEST_REQUIRE(copied.size() == 3U);
  for (std::size_t index = 0; index < copied.size(); ++index) {
    BOOST_TEST(copied[index].bytes == events[index].bytes);
    BOOST_TEST(copied[index].salt == events[index].salt);
    BOOST_TEST(copied[index].personal == events[index].personal);
  }
  BOOST_TEST(
      (sequences(restored.history(zora, "zora-werkt/1")) == std::vector<std::uint64_t>{1, 3}));
  BOOST_TEST((restored.region(zora)->tree == other->region(zora)->tree));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(restores_no_event_out_of_turn, Made, Stores) {
  const auto other = memory_store(sandbox_info());
  write(*other, [](Transaction& transaction) {
    transaction.append(submission(zora, "zora-werkt/1"));
    transaction.append(submission(zora, "zora-werkt/2"));
  });
  Made made;
  {
    const auto transaction = made.open().begin();
    BOOST_CHECK_THROW(transaction->restore(zora, scanned(*other, zora)[1]), StoreError);
  }
  BOOST_TEST(made.reopened().logs().empty());
}
