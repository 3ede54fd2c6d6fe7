// Every way to alter a store that we know of, tried on the season of a region. What is found
// is named exactly; what only something kept elsewhere can tell is told with it.

#include <functional>
#include <ostream>

#include <boost/test/data/test_case.hpp>

#include "tampered_store.hpp"

using namespace termijn::tests;
namespace data = boost::unit_test::data;

namespace {

/// What the auditor has besides the file.
enum Brings : unsigned {
  nothing = 0,
  the_key = 1,
  a_checkpoint = 2,  ///< The second, over 130 events.
  the_last_checkpoint = 4,
  a_copy = 8,
  the_authority = 16
};

struct Case {
  const char* name;
  std::function<void(Tampered&)> tamper;
  std::string expected;  ///< A part of a line that is told.
  unsigned brings = nothing;

  friend std::ostream& operator<<(std::ostream& out, const Case& one) { return out << one.name; }
};

std::function<void(Tampered&)> sql(const std::string& statements) {
  return [statements](Tampered& store) { store.sql(statements); };
}

const std::string edit_100 =
    "UPDATE event SET bytes = replace(bytes, '\"actor\":\"', '\"actor\":\"x') WHERE sequence = "
    "100;";
const std::string cut_from_201 =
    "DELETE FROM personal WHERE sequence > 200;"
    "DELETE FROM event WHERE sequence > 200;";
const std::string cut_from_206 =
    "DELETE FROM personal WHERE sequence > 205;"
    "DELETE FROM event WHERE sequence > 205;";
/// Event 50 once more, at the end.
const std::string replay_50 =
    "INSERT INTO event SELECT region, 213, candidature, previous, "
    "replace(bytes, '\"sequence\":50}', '\"sequence\":213}'), leaf FROM event WHERE sequence = 50;";
/// Whoever has the key of the store itself and rewrites all of it.
void rewrite_by_the_owner(Tampered& store) {
  store.sql(edit_100).rebuild().remake_checkpoints(true_key());
}

std::string key_row(const SigningKey& key) {
  return "UPDATE key SET name = '" + key.name + "', verifier = '" +
         verifier_text(verifier_of(key)) + "';";
}

const Case cases[] = {
    // An event and nothing else.
    {"an actor is changed", sql(edit_100), "event 100: not the event that was appended"},
    {"the first event is changed",
     sql("UPDATE event SET bytes = replace(bytes, 'ZORA', 'ZERO') WHERE sequence = 1"),
     "event 1: not the event that was appended"},
    {"the last event is changed",
     sql("UPDATE event SET bytes = replace(bytes, '\"actor\":\"', '\"actor\":\"x') WHERE sequence "
         "= 212"),
     "event 212: not the event that was appended"},
    {"a byte of the file is changed",
     [](Tampered& store) {
       const std::string bytes = store.event(100);
       const std::string end = bytes.substr(bytes.size() - 30);
       store.bytes(end, (end[0] == 'a' ? 'b' : 'a') + end.substr(1));
     },
     "event 100: not the event that was appended"},
    {"a blank is added", sql("UPDATE event SET bytes = bytes || ' ' WHERE sequence = 100"),
     "event 100: not canonical JSON"},
    {"an event is emptied", sql("UPDATE event SET bytes = '{}' WHERE sequence = 100"),
     "event 100: field 'format' is missing"},
    {"an event is of a format of the future",
     sql("UPDATE event SET bytes = replace(bytes, '\"format\":1', '\"format\":9') WHERE sequence = "
         "100"),
     "event 100: an unknown format version"},
    {"an event says another number",
     sql("UPDATE event SET bytes = replace(bytes, '\"sequence\":100}', '\"sequence\":101}') WHERE "
         "sequence = 100"),
     "event 100: the sequence is not that of its row"},
    {"an event says another region",
     sql("UPDATE event SET bytes = replace(bytes, '\"region\":\"zora-werkt\"', "
         "'\"region\":\"lier\"') WHERE sequence = 100"),
     "event 100: the region is not that of its row"},
    {"an event is put under another candidature",
     sql("UPDATE event SET candidature = 'zora-werkt/0001' WHERE sequence = 2 AND candidature <> "
         "'zora-werkt/0001'; UPDATE event SET candidature = 'zora-werkt/0002' WHERE sequence = 2"),
     "event 2: the candidature is not that of its row"},
    {"the instant of an event is changed",
     sql("UPDATE event SET bytes = replace(bytes, '\"happened\":\"2023-06-', "
         "'\"happened\":\"2023-05-') WHERE sequence = 60"),
     "event 60: not the event that was appended"},
    {"two rows are swapped",
     sql("UPDATE event SET sequence = 999 WHERE sequence = 90;"
         "UPDATE event SET sequence = 90 WHERE sequence = 95;"
         "UPDATE event SET sequence = 95 WHERE sequence = 999"),
     "event 90: the sequence is not that of its row"},
    {"an event is removed",
     sql("DELETE FROM personal WHERE sequence = 100; DELETE FROM event WHERE sequence = 100"),
     "event 100: missing: the next event is 101"},
    {"the first event is removed", sql("DELETE FROM event WHERE sequence = 1"),
     "event 1: missing: the next event is 2"},
    {"all events are removed", sql("DELETE FROM personal; DELETE FROM event"),
     "event 1: missing: the region's tree has 212 events, the log 0"},
    {"the tail is cut off", sql(cut_from_206),
     "event 206: missing: the region's tree has 212 events, the log 205"},
    {"a forged event is added", sql(replay_50),
     "event 213: an event that the region's tree does not know"},

    // The event and what is kept of it.
    {"an event is changed with its leaf",
     [](Tampered& store) { store.sql(edit_100).rebuild_leaves(); },
     "event 1: events 1 to 128 are not those that were appended"},
    {"leaves are changed", sql("UPDATE event SET leaf = zeroblob(32) WHERE sequence = 77"),
     "event 77: the leaf hash kept beside it was changed"},
    {"leaves are emptied", sql("UPDATE event SET leaf = x''"),
     "event 1: the leaf hash kept beside it was changed"},
    {"the tree is made smaller",
     sql("UPDATE region SET size = 128, subtrees = substr(subtrees, 1, "
         "32)"),
     "event 129: an event that the region's tree does not know"},
    {"the tree is changed", sql("UPDATE region SET subtrees = zeroblob(128)"),
     "event 1: events 1 to 128 are not those that were appended"},
    {"the region is removed", sql("DELETE FROM region"),
     "event 1: an event that the region's tree does not know"},
    {"an event is changed with leaf and tree",
     [](Tampered& store) { store.sql(edit_100).rebuild(); },
     "event 61: events 61 to 130 are not those that checkpoint 2 was made over (checkpoint 1 "
     "holds)"},
    {"two events change places in all but their numbers",
     [](Tampered& store) {
       const auto renumbered = [&](int of, int as) {
         std::string bytes = store.event(static_cast<std::uint64_t>(of));
         const std::string from = "\"sequence\":" + std::to_string(of) + "}";
         return bytes.replace(bytes.rfind(from), from.size(),
                              "\"sequence\":" + std::to_string(as) + "}");
       };
       const std::string first = renumbered(150, 151);
       const std::string second = renumbered(151, 150);
       store.sql(
           "UPDATE event SET candidature = (SELECT candidature FROM event AS other WHERE "
           "other.sequence = 301 - event.sequence) WHERE sequence IN (150, 151)");
       store.put_text("UPDATE event SET bytes = ? WHERE sequence = 151", first);
       store.put_text("UPDATE event SET bytes = ? WHERE sequence = 150", second).rebuild();
     },
     "event 131: events 131 to 200 are not those that checkpoint 3 was made over (checkpoint 2 "
     "holds)"},
    {"a forged event is put between, the rest moved on",
     [](Tampered& store) {
       store
           .sql(
               "DELETE FROM personal WHERE sequence >= 205;"
               "UPDATE event SET sequence = -sequence WHERE sequence >= 205;"
               "UPDATE event SET bytes = replace(bytes, '\"sequence\":' || (-sequence) || '}', "
               "'\"sequence\":' || (1 - sequence) || '}'), sequence = 1 - sequence "
               "WHERE sequence < 0;"
               "INSERT INTO event SELECT region, 205, candidature, previous, replace(bytes, "
               "'\"sequence\":50}', '\"sequence\":205}'), leaf FROM event WHERE sequence = 50")
           .rebuild();
     },
     "event 201: events 201 to 212 are not those that checkpoint 4 was made over (checkpoint 3 "
     "holds)"},
    {"a forged event is added with the tree",
     [](Tampered& store) { store.sql(replay_50).rebuild(); },
     "event 213: events 213 to 213 are under no signed checkpoint"},
    {"the tail is cut off with the tree",
     [](Tampered& store) { store.sql(cut_from_206).rebuild(); },
     "event 206: missing: checkpoint 4 was made over 212 events, the log has 205"},
    {"the tail is cut off with the tree and the last checkpoint",
     [](Tampered& store) {
       store.sql(cut_from_206 + "DELETE FROM checkpoint WHERE number = 4").rebuild();
     },
     "event 201: events 201 to 205 are under no signed checkpoint"},
    {"the tail is cut off to the checkpoint before",
     [](Tampered& store) {
       store.sql(cut_from_201 + "DELETE FROM checkpoint WHERE number = 4").rebuild();
     },
     "event 201: missing: the checkpoint 'kept' was made over 212 events, the log has 200",
     the_last_checkpoint},
    {"the same, against another copy",
     [](Tampered& store) {
       store.sql(cut_from_201 + "DELETE FROM checkpoint WHERE number = 4").rebuild();
     },
     "event 201: missing: the other copy has 212 events, this one 200", a_copy},

    // Checkpoints.
    {"a checkpoint is removed", sql("DELETE FROM checkpoint WHERE number = 2"),
     "checkpoint 2 is missing"},
    {"the last checkpoint is removed", sql("DELETE FROM checkpoint WHERE number = 4"),
     "event 201: events 201 to 212 are under no signed checkpoint"},
    {"all checkpoints are removed", sql("DELETE FROM stamp; DELETE FROM checkpoint"),
     "event 1: events 1 to 212 are under no signed checkpoint"},
    {"the size that a checkpoint says is changed",
     sql("UPDATE checkpoint SET size = 129, note = replace(note, char(10) || '130' || char(10), "
         "char(10) || '129' || char(10)) WHERE number = 2"),
     "checkpoint 2 has a wrong signature of 'season.example/key'"},
    {"the size that a checkpoint is kept under is changed",
     sql("UPDATE checkpoint SET size = 131 WHERE number = 2"),
     "checkpoint 2 is kept as one over 131 events but says 130"},
    {"a checkpoint takes the root of another",
     [](Tampered& store) {
       Note note{checkpoint_text({"termijn/v1/zora-werkt", 130, leaf_hash("another")}), {}};
       add_signature(note, true_key());
       store.put_text("UPDATE checkpoint SET note = ? WHERE number = 2", note_text(note));
     },
     "checkpoint 2 was changed: its root is not that of its 130 events, and checkpoint 3 holds"},
    {"a checkpoint loses its signature",
     sql("UPDATE checkpoint SET note = substr(note, 1, instr(note, char(10) || char(10))) WHERE "
         "number = 2"),
     "checkpoint 2 is not signed with 'season.example/key', as this store requires"},
    {"a checkpoint takes the signature of another",
     sql("UPDATE checkpoint SET note = substr(note, 1, instr(note, char(10) || char(10))) || "
         "(SELECT substr(note, instr(note, char(10) || char(10)) + 1) FROM checkpoint WHERE number "
         "= 3) WHERE number = 2"),
     "checkpoint 2 has a wrong signature of 'season.example/key'"},
    {"a checkpoint is signed with another key",
     [](Tampered& store) { store.remake_checkpoints(other_key()); },
     "checkpoint 1 is not signed with 'season.example/key', as this store requires"},
    {"a checkpoint is no note", sql("UPDATE checkpoint SET note = 'all is well' WHERE number = 2"),
     "checkpoint 2 cannot be read: it does not end with a line end"},
    {"a checkpoint is of another log",
     sql("UPDATE checkpoint SET note = replace(note, 'termijn/v1/zora-werkt', 'termijn/v1/lier') "
         "WHERE number = 2"),
     "checkpoint 2 is of another log: its origin is 'termijn/v1/lier'"},
    {"a checkpoint is replaced by an older one",
     sql("UPDATE checkpoint SET (size, note) = (SELECT size, note FROM checkpoint WHERE number = "
         "1) WHERE number = 3"),
     "checkpoint 3 is over fewer events than the one before it"},
    {"a checkpoint is moved to another region",
     sql("UPDATE checkpoint SET region = 'lier' WHERE number = 2"), "checkpoint 2 is missing"},

    // Keys.
    {"the key is replaced", sql(key_row(other_key())),
     "checkpoint 1 is not signed with 'season.example/other', as this store requires"},
    {"the key is no key", sql("UPDATE key SET verifier = 'none'"), "key 1 cannot be read"},
    {"the key is removed", sql("DELETE FROM key"),
     "checkpoint 1 is signed with a key that this store does not know"},
    {"the key is no longer required and a forged event added",
     [](Tampered& store) { store.sql(replay_50 + "UPDATE key SET required = 0").rebuild(); },
     "event 213: events 213 to 213 are under no signed checkpoint", the_key},
    {"key and signatures are removed, the log rewritten",
     [](Tampered& store) {
       store.sql(edit_100 + "DELETE FROM key").rebuild().remake_checkpoints(std::nullopt);
     },
     "event 1: events 1 to 212 are under no signed checkpoint", the_key},
    {"the log is rewritten and signed with another key",
     [](Tampered& store) { store.sql(edit_100).rebuild().remake_checkpoints(other_key()); },
     "checkpoint 1 is not signed with 'season.example/key', as this store requires"},
    {"the log is rewritten, signed with another key, and the key replaced",
     [](Tampered& store) {
       store.sql(edit_100 + key_row(other_key())).rebuild().remake_checkpoints(other_key());
     },
     "checkpoint 1 is not signed with a key that was given", the_key},

    // By whoever has the file and the key: only what was kept elsewhere tells.
    {"the log is rewritten by its owner, a checkpoint was kept", rewrite_by_the_owner,
     "event 1: events 1 to 130 are not those that the checkpoint 'kept' was made over",
     a_checkpoint},
    {"the log is rewritten by its owner, a copy was kept", rewrite_by_the_owner,
     "event 100: the first event that is not that of the other copy", a_copy},
    {"the log is rewritten by its owner, it was stamped", rewrite_by_the_owner,
     "time stamp 1 over checkpoint 2: the stamp is over another text"},

    // Time stamps.
    {"stamps are swapped", sql("UPDATE stamp SET checkpoint = 5 - checkpoint"),
     "time stamp 1 over checkpoint 3: the stamp is over another text"},
    {"a stamp is over a checkpoint that is not there",
     sql("UPDATE stamp SET checkpoint = 9 WHERE number = 1"),
     "time stamp 1 is over checkpoint 9, which is not there"},
    {"a stamp is removed", sql("DELETE FROM stamp WHERE number = 1"),
     "time stamp 2 follows where 1 is missing"},
    {"a stamp is no stamp", sql("UPDATE stamp SET bytes = x'3000' WHERE number = 1"),
     "time stamp 1 over checkpoint 2: it is not a response of a time-stamping authority"},
    {"a stamp is made by another authority",
     [](Tampered& store) {
       const StampAuthority other(seconds("2023-01-01T00:00:00Z"), seconds("2024-01-01T00:00:00Z"),
                                  "another root");
       store.put_blob(
           "UPDATE stamp SET bytes = ? WHERE number = 1",
           other.respond(stamp_request(Original::get().notes[1]), seconds("2023-02-01T00:00:00Z")));
     },
     "time stamp 1 over checkpoint 2: the stamp is not signed by an authority that was given",
     the_authority},

    // What lies beside the events.
    {"a rulebook is changed",
     sql("UPDATE document SET bytes = CAST(replace(CAST(bytes AS TEXT), '09/06/2023', "
         "'16/06/2023') AS BLOB) WHERE name = 'zora-werkt.toml'"),
     "the document "},
    {"a rulebook is put under the digest of another",
     sql("UPDATE document SET digest = 'x' WHERE number = 1;"
         "UPDATE document SET digest = (SELECT digest FROM document WHERE number = 2) || '' WHERE "
         "number = 9"),
     "the document x is not the one kept"},
    {"personal data is changed",
     sql("UPDATE personal SET bytes = replace(bytes, 'info@', 'mail@') WHERE sequence = 3"),
     "event 3: the personal data is not what the event committed to"},
    {"a salt is changed", sql("UPDATE personal SET salt = zeroblob(16) WHERE sequence = 3"),
     "event 3: the personal data is not what the event committed to"},
    {"salts are swapped",
     sql("UPDATE personal SET salt = (SELECT salt FROM personal AS other WHERE other.sequence = 5 "
         "- personal.sequence) WHERE sequence = 2"),
     "event 2: the personal data is not what the event committed to"},
    {"a salt is removed and the data kept",
     sql("UPDATE personal SET salt = x'' WHERE sequence = "
         "3"),
     "event 3: personal data and its salt do not come together"},
    {"personal data is put beside an event without",
     sql("INSERT INTO personal VALUES ('zora-werkt', 1, zeroblob(16), '{}')"),
     "event 1: personal data beside an event that has none"},

    // What is derived from the events.
    {"a candidature is moved",
     sql("UPDATE candidature SET stage = 'admissible' WHERE id = "
         "'zora-werkt/0003'"),
     "zora-werkt/0003: the stage is stored as 'admissible', the events say 'closed'"},
    {"a candidature is opened again",
     sql("UPDATE candidature SET standing = 'open' WHERE id = 'zora-werkt/0003'"),
     "zora-werkt/0003: the standing is stored as 'open', the events say 'ended'"},
    {"a candidature is removed", sql("DELETE FROM candidature WHERE id = 'zora-werkt/0003'"),
     "zora-werkt/0003: its row is missing"},
    {"a candidature is made up",
     sql("INSERT INTO candidature SELECT region, 'zora-werkt/9999', NULL, NULL, stage, "
         "organisation, rulebook, standing, arrival, last_sequence FROM candidature WHERE id = "
         "'zora-werkt/0001'"),
     "zora-werkt/9999: a row without events"},
    {"a candidature is put under another organisation",
     sql("UPDATE candidature SET organisation = 'another' WHERE id = 'zora-werkt/0001'"),
     "zora-werkt/0001: the organisation is stored as 'another'"},
    {"an arrival is changed",
     sql("UPDATE candidature SET arrival = arrival - 1 WHERE id = 'zora-werkt/0001'"),
     "zora-werkt/0001: the stored arrival is not that of the version that counts"},
    {"a limit is put in the night's queue",
     sql("INSERT INTO due VALUES (1700000000, 'zora-werkt', 'zora-werkt/0001', 'told->final')"),
     "zora-werkt/0001: the night's queue has"},
    {"the last event of a candidature is set back",
     sql("UPDATE candidature SET last_sequence = 2 WHERE id = 'zora-werkt/0001'"),
     "zora-werkt/0001: the last event is stored as '2'"},
};

Trust trust_of(unsigned brings) {
  Trust trust;
  if ((brings & the_key) != 0) trust.keys.push_back(verifier_of(true_key()));
  const auto keep = [&](std::size_t place) {
    const auto& note = Original::get().notes[place];
    trust.checkpoints.push_back({"kept", std::get<CheckpointNote>(read_checkpoint_note(note))});
  };
  if ((brings & a_checkpoint) != 0) keep(1);
  if ((brings & the_last_checkpoint) != 0) keep(3);
  if ((brings & the_authority) != 0) trust.authorities = Original::get().authority.root();
  return trust;
}

constexpr unsigned everything =
    the_key | a_checkpoint | the_last_checkpoint | a_copy | the_authority;

std::string joined(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text += "\n  " + line;
  return text.empty() ? "\n  nothing" : text;
}

bool told(const std::vector<std::string>& lines, const std::string& expected) {
  return std::ranges::any_of(
      lines, [&](const std::string& line) { return line.find(expected) != std::string::npos; });
}

}  // namespace

BOOST_AUTO_TEST_CASE(an_untouched_store_holds_against_everything) {
  const Tampered untouched;
  for (const unsigned brings : {0U, everything}) {
    const auto found = untouched.findings(trust_of(brings), (brings & a_copy) != 0);
    BOOST_TEST(found.empty(), joined(found));
  }
}

BOOST_AUTO_TEST_CASE(erasing_personal_data_is_no_tampering) {
  Tampered store;
  store.sql("DELETE FROM personal WHERE sequence IN (2, 3)");
  const auto found = store.findings(trust_of(everything), true);
  BOOST_TEST(found.empty(), joined(found));
}

BOOST_AUTO_TEST_CASE(what_only_something_kept_elsewhere_tells_is_not_seen_without) {
  Tampered cut;
  cut.sql(cut_from_201 + "DELETE FROM checkpoint WHERE number = 4").rebuild();
  const auto found = cut.findings({}, false);
  BOOST_TEST(!told(found, "event 201"), joined(found));
  Tampered rewritten;
  rewritten.sql("DELETE FROM stamp");
  rewrite_by_the_owner(rewritten);
  const auto unseen = rewritten.findings(trust_of(the_key), false);
  BOOST_TEST(unseen.empty(), joined(unseen));
}

BOOST_AUTO_TEST_CASE(there_are_many_ways) { BOOST_TEST(std::size(cases) >= 70U); }

BOOST_DATA_TEST_CASE(every_tampering_is_found_and_named, data::make(cases)) {
  Tampered store;
  sample.tamper(store);
  const auto found = store.findings(trust_of(sample.brings), (sample.brings & a_copy) != 0);
  BOOST_TEST(told(found, sample.expected), sample.name << ": expected\n  " << sample.expected
                                                       << "\nand was told" << joined(found));
}
