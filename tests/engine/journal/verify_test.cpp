#include "engine/journal/verify.hpp"

#include <SQLiteCpp/Database.h>
#include <boost/test/unit_test.hpp>

#include "stores.hpp"

using namespace termijn::tests;

namespace {

/// Seven events in one region (subtrees of 4, 2 and 1), two of them with personal
/// data, and one event in another.
void fill(Store& store) {
  write(store, [](Transaction& transaction) {
    for (int number = 1; number <= 7; ++number) {
      Event event = submission(zora, "zora-werkt/" + std::to_string(number));
      if (number % 3 == 0) event.personal = {{"name", "An Voorbeeld"}};
      transaction.append(event);
    }
    transaction.append(submission(oostende, "oostende/1"));
    transaction.put_document({"rulebook", "call.toml", "schema = 1"});
  });
}

/// A filled store after someone with the file and some SQL went at it.
struct Tampered : OnDisk {
  explicit Tampered(const char* statements) {
    fill(open());
    store.reset();
    SQLite::Database raw(path, SQLite::OPEN_READWRITE);
    for (const char* trigger : {"event_stays", "event_is_kept", "event_is_next", "personal_stays",
                                "personal_is_new", "document_stays"}) {
      raw.exec(std::string("DROP TRIGGER ") + trigger);
    }
    raw.exec(statements);
  }

  std::vector<Finding> findings() { return verify(reopened()); }
};

constexpr char changed[] = "not the event that was appended";

void check(const char* statements, const std::vector<Finding>& expected) {
  Tampered tampered(statements);
  const auto found = tampered.findings();
  BOOST_TEST(found.size() == expected.size());
  for (std::size_t index = 0; index < std::min(found.size(), expected.size()); ++index) {
    BOOST_TEST(found[index].region == expected[index].region);
    BOOST_TEST(found[index].sequence == expected[index].sequence);
    BOOST_TEST(found[index].what == expected[index].what);
  }
}

}  // namespace

BOOST_AUTO_TEST_CASE_TEMPLATE(an_untouched_store_verifies, Made, Stores) {
  Made made;
  BOOST_TEST(verify(made.open()).empty());
  fill(made.open());
  BOOST_TEST(verify(made.reopened()).empty());
}

BOOST_AUTO_TEST_CASE(finds_a_changed_byte) {
  check(
      "UPDATE event SET bytes = replace(bytes, 'mailbox', 'mailbag') "
      "WHERE region = 'zora-werkt' AND sequence = 6",
      {{zora, 6, changed}});
  check(
      "UPDATE event SET bytes = replace(bytes, 'mailbox', 'mailbag') "
      "WHERE region = 'oostende' AND sequence = 1",
      {{oostende, 1, changed}});
  check("UPDATE event SET bytes = bytes || ' ' WHERE region = 'zora-werkt' AND sequence = 7",
        {{zora, 7, "not canonical JSON"}, {zora, 7, changed}});
}

BOOST_AUTO_TEST_CASE(finds_a_changed_byte_with_its_leaf_made_to_fit) {
  check(
      "UPDATE event SET leaf = (SELECT leaf FROM event WHERE region = 'zora-werkt' AND "
      "sequence = 1), bytes = (SELECT bytes FROM event WHERE region = 'zora-werkt' AND "
      "sequence = 1) WHERE region = 'zora-werkt' AND sequence = 6",
      {{zora, 5, "events 5 to 6 are not those that were appended"},
       {zora, 6, "the sequence is not that of its row"}});
}

BOOST_AUTO_TEST_CASE(finds_a_changed_leaf) {
  check("UPDATE event SET leaf = zeroblob(32) WHERE region = 'zora-werkt' AND sequence IN (3, 5)",
        {{zora, 3, "the leaf hash kept beside it was changed"},
         {zora, 5, "the leaf hash kept beside it was changed"}});
  check("UPDATE event SET leaf = x'' WHERE region = 'zora-werkt' AND sequence = 7",
        {{zora, 7, "the leaf hash kept beside it was changed"}});
}

BOOST_AUTO_TEST_CASE(finds_swapped_rows) {
  check(
      "UPDATE event SET sequence = 70 WHERE region = 'zora-werkt' AND sequence = 2;"
      "UPDATE event SET sequence = 2 WHERE region = 'zora-werkt' AND sequence = 5;"
      "UPDATE event SET sequence = 5 WHERE region = 'zora-werkt' AND sequence = 70;",
      {{zora, 1, "events 1 to 4 are not those that were appended"},
       {zora, 2, "the sequence is not that of its row"},
       {zora, 5, "the sequence is not that of its row"}});
  // Without the leaves each place tells for itself.
  check(
      "UPDATE event SET bytes = (SELECT bytes FROM event WHERE region = 'zora-werkt' AND "
      "sequence = 5) WHERE region = 'zora-werkt' AND sequence = 2;",
      {{zora, 2, "the sequence is not that of its row"}, {zora, 2, changed}});
}

BOOST_AUTO_TEST_CASE(finds_a_removed_tail) {
  check("DELETE FROM event WHERE region = 'zora-werkt' AND sequence = 7",
        {{zora, 7, "missing: the region's tree has 7 events, the log 6"}});
  check("DELETE FROM event WHERE region = 'oostende'",
        {{oostende, 1, "missing: the region's tree has 1 events, the log 0"}});
}

BOOST_AUTO_TEST_CASE(finds_a_removed_event) {
  check("DELETE FROM event WHERE region = 'zora-werkt' AND sequence = 4",
        {{zora, 4, "missing: the next event is 5"},
         {zora, 8, "missing: the region's tree has 7 events, the log 6"}});
}

BOOST_AUTO_TEST_CASE(finds_a_forged_event) {
  check(
      "INSERT INTO event SELECT region, 8, candidature, 7, "
      "replace(bytes, '\"sequence\":7', '\"sequence\":8'), leaf "
      "FROM event WHERE region = 'zora-werkt' AND sequence = 7",
      {{zora, 8, "an event that the region's tree does not know"}});
}

BOOST_AUTO_TEST_CASE(finds_an_event_under_another_candidature) {
  check(
      "UPDATE event SET candidature = 'zora-werkt/1' "
      "WHERE region = 'zora-werkt' AND sequence = 2",
      {{zora, 2, "the candidature is not that of its row"}});
}

BOOST_AUTO_TEST_CASE(finds_an_event_moved_to_another_region) {
  check(
      "UPDATE event SET sequence = 2 WHERE region = 'oostende';"
      "INSERT INTO event SELECT 'oostende', 1, candidature, NULL, bytes, leaf "
      "FROM event WHERE region = 'zora-werkt' AND sequence = 1;"
      "DELETE FROM event WHERE region = 'oostende' AND sequence = 2",
      {{oostende, 1, "the region is not that of its row"},
       {oostende, 1, "events 1 to 1 are not those that were appended"}});
}

BOOST_AUTO_TEST_CASE(finds_changed_personal_data) {
  check("UPDATE personal SET bytes = replace(bytes, 'An', 'Jo') WHERE sequence = 3",
        {{zora, 3, "the personal data is not what the event committed to"}});
  check("UPDATE personal SET salt = zeroblob(16) WHERE sequence = 6",
        {{zora, 6, "the personal data is not what the event committed to"}});
  check("INSERT INTO personal VALUES ('zora-werkt', 1, zeroblob(16), '{}')",
        {{zora, 1, "personal data beside an event that has none"}});
}

BOOST_AUTO_TEST_CASE(erased_personal_data_is_no_finding) {
  check("DELETE FROM personal WHERE sequence = 3", {});
}

BOOST_AUTO_TEST_CASE(finds_a_tree_that_was_changed_or_removed) {
  check("UPDATE region SET size = 0, subtrees = x'' WHERE region = 'oostende'",
        {{oostende, 1, "an event that the region's tree does not know"}});
  check("DELETE FROM region WHERE region = 'oostende'",
        {{oostende, 1, "an event that the region's tree does not know"}});
  check("UPDATE region SET subtrees = zeroblob(96) WHERE region = 'zora-werkt'",
        {{zora, 1, "events 1 to 4 are not those that were appended"}});
}

BOOST_AUTO_TEST_CASE(finds_a_changed_document) {
  Tampered tampered("UPDATE document SET bytes = x'00'");
  const auto found = tampered.findings();
  BOOST_TEST_REQUIRE(found.size() == 1U);
  BOOST_TEST(found[0].what.find("the document ") == 0U);
}

BOOST_AUTO_TEST_CASE(names_a_hundred_findings_at_most) {
  Tampered tampered("UPDATE event SET bytes = '[]'");
  BOOST_TEST(tampered.findings().size() == 16U);
  tampered.store.reset();
  OnDisk many;
  write(many.open(), [](Transaction& transaction) {
    for (int number = 0; number < 150; ++number) transaction.append(submission(zora, "z"));
  });
  many.store.reset();
  {
    SQLite::Database raw(many.path, SQLite::OPEN_READWRITE);
    raw.exec("DROP TRIGGER event_stays; UPDATE event SET bytes = '[]'");
  }
  BOOST_TEST(verify(many.reopened()).size() == 100U);
}
