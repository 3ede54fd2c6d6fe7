#include "engine/export/import.hpp"

#include <array>
#include <filesystem>
#include <set>
#include <sstream>

#include <boost/json/parse.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include "../journal/stamp_authority.hpp"
#include "../journal/stores.hpp"
#include "../season/play.hpp"
#include "engine/audit/replay.hpp"
#include "engine/export/jsonl.hpp"
#include "engine/journal/stamp.hpp"
#include "engine/journal/verify.hpp"

using namespace termijn;
namespace data = boost::unit_test::data;
namespace json = boost::json;

namespace {

std::string exported(const engine::Store& store, const engine::Scope& scope = {}) {
  std::ostringstream out;
  engine::write_jsonl(store, scope, out);
  return out.str();
}

/// What came of an import, and the store when one was made.
struct Attempt {
  std::variant<engine::Imported, engine::ImportFault> result;
  std::unique_ptr<engine::Store> store;

  /// `line: what`, or nothing when the file was taken.
  std::string fault() const {
    const auto* found = std::get_if<engine::ImportFault>(&result);
    return found ? std::to_string(found->line) + ": " + found->what : "";
  }
};

Attempt imported(const std::string& text) {
  Attempt attempt;
  std::istringstream in(text);
  attempt.result = engine::import_store(in, [&](const engine::StoreInfo& info) -> engine::Store& {
    attempt.store = engine::memory_store(info);
    return *attempt.store;
  });
  return attempt;
}

std::string everything_in(const engine::Store& store, const std::string& region) {
  std::ostringstream all;
  store.scan(region, 1, [&](const engine::StoredEvent& event) {
    all << event.sequence << event.candidature << event.bytes << event.salt << event.personal
        << event.leaf;
  });
  return all.str();
}

void check_same_region(const engine::Store& left, const engine::Store& right,
                       const std::string& region) {
  BOOST_TEST(everything_in(left, region) == everything_in(right, region));
  BOOST_TEST((left.checkpoints(region) == right.checkpoints(region)));
  const auto rows = left.candidatures(region);
  BOOST_TEST((rows == right.candidatures(region)));
  for (const auto& row : rows) {
    BOOST_TEST((left.candidature(region, row.id) == right.candidature(region, row.id)));
    BOOST_TEST((left.due_of(region, row.id) == right.due_of(region, row.id)));
    BOOST_TEST((left.candidatures_of(region, row.organisation) ==
                right.candidatures_of(region, row.organisation)));
    BOOST_TEST((tests::sequences(left.history(region, row.id)) ==
                tests::sequences(right.history(region, row.id))));
  }
  BOOST_TEST(
      (tests::sequences(left.history(region, "")) == tests::sequences(right.history(region, ""))));
}

/// Asks both stores everything that a store can be asked.
void check_same(const engine::Store& left, const engine::Store& right) {
  BOOST_TEST(left.info().origin == right.info().origin);
  BOOST_TEST(left.info().sandbox == right.info().sandbox);
  BOOST_TEST((left.info().created == right.info().created));
  BOOST_TEST((left.regions() == right.regions()));
  BOOST_TEST((left.logs() == right.logs()));
  for (const auto& region : left.logs()) check_same_region(left, right, region);
  const auto begin = tests::at(std::string("1970-01-01T00:00:00Z"));
  BOOST_TEST((left.due(rules::Instant::max(), 100000) == right.due(rules::Instant::max(), 100000)));
  BOOST_TEST((left.upcoming(begin, 100000) == right.upcoming(begin, 100000)));
  BOOST_TEST((left.claims() == right.claims()));
  BOOST_TEST((left.stamps() == right.stamps()));
  BOOST_TEST((left.keys() == right.keys()));
  BOOST_TEST((left.notices() == right.notices()));
  BOOST_TEST((left.refusals() == right.refusals()));
  BOOST_TEST((left.documents() == right.documents()));
  for (const auto& digest : left.documents()) {
    const auto document = left.document(digest);
    BOOST_TEST((document == right.document(digest)));
    BOOST_TEST((left.document_named(document->kind, document->name) ==
                right.document_named(document->kind, document->name)));
  }
}

const std::string refused_line = "\xff\x1b[2J no act\n";

const engine::SigningKey& test_key() {
  static const engine::SigningKey key{"test.example/termijn", {1, 2, 3}};
  return key;
}

/// Signed checkpoints of the first two events and of the first three, and a time stamp over
/// the second.
const std::array<std::string, 3>& notes_of(const engine::Store& store) {
  // A stamp holds random bytes and its moment: one for all, so that two desks are the same.
  static const auto made = [&] {
    std::array<std::string, 3> notes;
    engine::RegionRow row{"noord", {}, {}};
    store.scan("noord", 1, [&](const engine::StoredEvent& event) {
      row.tree.append(engine::leaf_hash(event.bytes));
      if (event.sequence != 2 && event.sequence != 3) return;
      engine::Note note;
      note.text = checkpoint_text(checkpoint_of(store.info(), row));
      add_signature(note, test_key());
      notes[event.sequence - 2] = note_text(note);
    });
    const tests::StampAuthority authority(1600000000, 1900000000);
    notes[2] = authority.respond(engine::stamp_request(notes[1]), 1689469200);
    return notes;
  }();
  return made;
}

/// A small store with one of everything, on 16 July.
tests::Desk desk_of_all() {
  tests::Desk desk;
  desk.submit("2023-06-01T10:00:00+02:00", "1", "Org A");
  desk.act("2023-06-01T11:00:00+02:00", "2", "submit",
           R"({"organisation":"Org B","medium":"e-mail","to":"elders@noord.example",)"
           R"("from":"ada@orgb.example","documents":[{"name":"a.pdf"}],"challenges":[1]})",
           "applicant");
  desk.act("2023-06-02T11:00:00+02:00", "1", "fly");
  desk.record({refused_line}, "2023-06-02T12:00:00+02:00");
  desk.record({"erased, too"}, "2023-06-02T12:00:00+02:00");
  desk.record({"erased"}, "2023-06-02T12:00:00+02:00");
  desk.night("2023-06-10T02:00:00+02:00");
  desk.review("1");
  desk.night("2023-07-16T02:00:00+02:00");
  const auto later = tests::at(std::string("2023-07-16T03:00:00+02:00"));
  auto transaction = desk.store().begin();
  transaction->erase_refusal(3);
  transaction->erase_refusal(4);
  const auto& [small, large, response] = notes_of(desk.store());
  const auto& name = test_key().name;
  transaction->put_key({0, name, verifier_text(verifier_of(test_key())), later, true});
  transaction->put_checkpoint({0, "noord", 2, small, later});
  transaction->put_checkpoint({0, "noord", 3, large, later});
  transaction->put_stamp({0, 2, response, later});
  transaction->commit();
  return desk;
}

const std::string& text_of_all() {
  static const std::string text = [] {
    auto desk = desk_of_all();
    return exported(desk.store());
  }();
  return text;
}

/// The lines of a small export, to be spoiled.
class Spoiled {
 public:
  Spoiled() : lines_(tests::lines_of(text_of_all())) {}

  /// The place of the nth line of a kind.
  std::size_t find(const std::string& record, int nth = 1) const {
    for (std::size_t at = 0; at < lines_.size(); ++at) {
      const bool found = lines_[at].find("\"record\":\"" + record + "\"") != std::string::npos;
      if (found && --nth == 0) return at;
    }
    throw std::runtime_error("no line " + record);
  }
  std::string& line(const std::string& record, int nth = 1) { return lines_[find(record, nth)]; }
  void replace(const std::string& record, int nth, const std::string& what,
               const std::string& with) {
    std::string& text = line(record, nth);
    const auto at = text.find(what);
    if (at == std::string::npos) throw std::runtime_error("no " + what + " in " + text);
    text.replace(at, what.size(), with);
  }
  void set(const std::string& record, int nth, const std::string& key, const json::value& value) {
    auto fields = json::parse(line(record, nth)).as_object();
    fields[key] = value;
    line(record, nth) = engine::canonical(fields);
  }
  void drop(const std::string& record, const std::string& key, int nth = 1) {
    auto fields = json::parse(line(record, nth)).as_object();
    fields.erase(key);
    line(record, nth) = engine::canonical(fields);
  }
  void remove(const std::string& record, int nth = 1) {
    lines_.erase(lines_.begin() + static_cast<std::ptrdiff_t>(find(record, nth)));
  }
  void repeat(const std::string& record, int nth = 1) {
    const auto at = static_cast<std::ptrdiff_t>(find(record, nth));
    lines_.insert(lines_.begin() + at, std::string(lines_[static_cast<std::size_t>(at)]));
  }
  void swap(const std::string& record, int left, int right) {
    std::swap(line(record, left), line(record, right));
  }
  /// The second checkpoint without its signature.
  json::string unsigned_note() {
    const auto note = json::parse(line("checkpoint", 2)).as_object().at("note").as_string();
    return note.subview(0, note.find("\n\n") + 1);
  }
  /// Puts the number of lines right again.
  void recount() { set("end", 1, "lines", lines_.size()); }
  std::vector<std::string>& lines() { return lines_; }
  std::string text() const {
    std::string text;
    for (const auto& line : lines_) text += line + '\n';
    return text;
  }

 private:
  std::vector<std::string> lines_;
};

struct Case {
  const char* name;
  void (*spoil)(Spoiled&);
  const char* record;  ///< The kind of line that is named, and the how manieth; `` for none.
  int nth;
  const char* says;
};

std::ostream& operator<<(std::ostream& out, const Case& sample) { return out << sample.name; }

const Case cases[] = {
    {"another first line", [](Spoiled& s) { s.lines().erase(s.lines().begin()); }, "document", 1,
     "not an export of termijn: no line 'store'"},
    {"another version", [](Spoiled& s) { s.set("store", 1, "version", 2); }, "store", 1,
     "an export of another version of termijn"},
    {"a field too many", [](Spoiled& s) { s.set("store", 1, "zeal", 2); }, "store", 1,
     "a field that is not of this form"},
    {"a field too few", [](Spoiled& s) { s.drop("store", "origin"); }, "store", 1,
     "field 'origin' is missing"},
    {"a part passed off as the whole", [](Spoiled& s) { s.set("store", 1, "region", "noord"); },
     "store", 1, "an export of a part"},
    {"another document", [](Spoiled& s) { s.set("document", 2, "bytes", "eno="); }, "document", 2,
     "is not the one that its digest names"},
    {"a document that is not base64", [](Spoiled& s) { s.set("document", 2, "bytes", "a"); },
     "document", 2, "the bytes of the document are not base64"},
    {"a document twice", [](Spoiled& s) { s.repeat("document"); }, "document", 2,
     "a document that came before"},
    {"a rulebook's part dropped",
     [](Spoiled& s) {
       s.remove("document");
       s.recount();
     },
     "", 0, "rulebook"},
    {"an event's words changed", [](Spoiled& s) { s.replace("event", 2, "dossier", "fossier"); },
     "region", 1, "the events of region 'noord' do not have its root"},
    {"an event with a blank",
     [](Spoiled& s) { s.replace("event", 2, "{\\\"actor", "{ \\\"actor"); }, "event", 2,
     "not canonical JSON"},
    {"an event that is no event", [](Spoiled& s) { s.set("event", 2, "bytes", "{}"); }, "event", 2,
     "field 'format' is missing"},
    {"an event of another format",
     [](Spoiled& s) { s.replace("event", 2, "\\\"format\\\":1", "\\\"format\\\":9"); }, "event", 2,
     "an unknown format version"},
    {"an event of another candidature", [](Spoiled& s) { s.set("event", 2, "candidature", "x"); },
     "event", 2, "the candidature is not that of its row"},
    {"an event of another region", [](Spoiled& s) { s.set("event", 2, "region", "zuid"); }, "event",
     2, "the region is not that of the event"},
    {"an event removed", [](Spoiled& s) { s.remove("event", 2); }, "event", 2,
     "event 3 of region 'noord' where event 2 should be"},
    {"two events swapped", [](Spoiled& s) { s.swap("event", 2, 3); }, "event", 2,
     "event 3 of region 'noord' where event 2 should be"},
    {"an event twice", [](Spoiled& s) { s.repeat("event", 2); }, "event", 3,
     "event 2 of region 'noord' where event 3 should be"},
    {"the last event removed",
     [](Spoiled& s) {
       s.lines().erase(s.lines().begin() + static_cast<std::ptrdiff_t>(s.find("region")) - 1);
     },
     "region", 1, "region 'noord' should have"},
    {"other personal data", [](Spoiled& s) { s.replace("event", 3, "ada@", "eva@"); }, "event", 3,
     "the personal data is not what the event committed to"},
    {"another salt", [](Spoiled& s) { s.set("event", 3, "salt", "00"); }, "event", 3,
     "the personal data is not what the event committed to"},
    {"a salt that is no number", [](Spoiled& s) { s.set("event", 3, "salt", "zz"); }, "event", 3,
     "the salt is no hexadecimal number"},
    {"personal data without salt", [](Spoiled& s) { s.drop("event", "salt", 3); }, "event", 3,
     "personal data and its salt do not come together"},
    {"another root", [](Spoiled& s) { s.set("region", 1, "root", json::string(64, '0')); },
     "region", 1, "do not have its root"},
    {"another size", [](Spoiled& s) { s.set("region", 1, "size", 3); }, "region", 1,
     "region 'noord' should have 3 events"},
    {"another rulebook in force",
     [](Spoiled& s) { s.set("region", 1, "rulebook", json::string(64, 'a')); }, "region", 1,
     "the rulebook of the region is not the one that its events put in force"},
    {"a region twice", [](Spoiled& s) { s.repeat("region"); }, "region", 2,
     "region 'noord' a second time"},
    {"a region that does not end",
     [](Spoiled& s) {
       s.remove("region");
       s.recount();
     },
     "end", 1, "the size and root of region 'noord' are missing"},
    {"a claim twice", [](Spoiled& s) { s.repeat("claim"); }, "claim", 2,
     "a claim that came before"},
    {"a notice twice", [](Spoiled& s) { s.repeat("notice"); }, "notice", 2,
     "a notice that came before"},
    {"a claim without instant", [](Spoiled& s) { s.set("claim", 1, "fired", "soon"); }, "claim", 1,
     "field 'fired' is not an instant"},
    {"a refused act that is not base64", [](Spoiled& s) { s.set("refused", 1, "line", "?"); },
     "refused", 1, "the refused line is not base64"},
    {"a checkpoint of events that are not there",
     [](Spoiled& s) { s.set("checkpoint", 2, "size", 99); }, "checkpoint", 2,
     "a checkpoint of more events than region 'noord' has"},
    {"a checkpoint dropped", [](Spoiled& s) { s.remove("checkpoint"); }, "checkpoint", 1,
     "checkpoint 2 where checkpoint 1 should be"},
    {"a stamp of a checkpoint that is not there",
     [](Spoiled& s) { s.set("stamp", 1, "checkpoint", 3); }, "stamp", 1,
     "a time stamp of a checkpoint that did not come before"},
    {"a stamp that is not base64", [](Spoiled& s) { s.set("stamp", 1, "bytes", "."); }, "stamp", 1,
     "the bytes of the time stamp are not base64"},
    {"a checkpoint of another root",
     [](Spoiled& s) { s.replace("checkpoint", 1, "noord\\n2\\n", "noord\\n2\\nA"); }, "", 0,
     "checkpoint 1 "},
    {"a checkpoint that its key did not sign",
     [](Spoiled& s) { s.set("checkpoint", 2, "note", s.unsigned_note()); }, "", 0,
     "checkpoint 2 is not signed with 'test.example/termijn'"},
    {"a stamp of another checkpoint", [](Spoiled& s) { s.set("stamp", 1, "checkpoint", 1); }, "", 0,
     "time stamp 1 over checkpoint 1: "},
    {"a key twice", [](Spoiled& s) { s.repeat("key"); }, "key", 2, "key 1 where key 2 should be"},
    {"a reason where the act was erased", [](Spoiled& s) { s.set("refused", 3, "reason", "so"); },
     "refused", 3, "a reason beside a refused act that was erased"},
    {"an unknown kind of line", [](Spoiled& s) { s.set("claim", 1, "record", "gift"); }, "gift", 1,
     "a line of unknown kind 'gift'"},
    {"another count", [](Spoiled& s) { s.set("end", 1, "lines", 7); }, "end", 1,
     "the file should have 7 lines"},
    {"a line dropped that nothing else misses", [](Spoiled& s) { s.remove("notice"); }, "end", 1,
     "the file should have"},
    {"a field twice", [](Spoiled& s) { s.replace("end", 1, "{", "{\"lines\":1,"); }, "end", 1,
     "not written as an export is"},
    {"a blank in a line", [](Spoiled& s) { s.replace("region", 1, ",\"", ", \""); }, "region", 1,
     "not written as an export is"},
    {"a nested field", [](Spoiled& s) { s.replace("end", 1, "{", "{\"a\":[],"); }, "end", 1,
     "not a JSON object of texts and whole numbers"},
    {"a fraction", [](Spoiled& s) { s.replace("end", 1, "{", "{\"a\":1.5,"); }, "end", 1,
     "not written as an export is"},
    {"no JSON", [](Spoiled& s) { s.line("region") = "region"; }, "", 0,
     "not a JSON object of texts and whole numbers"},
    {"an event behind its region",
     [](Spoiled& s) { s.lines().insert(s.lines().end() - 1, s.line("event")); }, "event", 0,
     "an event behind the end of region 'noord'"},
};

}  // namespace

BOOST_AUTO_TEST_CASE(a_whole_season_comes_back_the_same) {
  const auto season = tests::play();
  const auto text = exported(*season.store);
  const auto attempt = imported(text);
  BOOST_TEST_REQUIRE(attempt.fault() == "");
  check_same(*season.store, *attempt.store);
  BOOST_TEST(exported(*attempt.store) == text);
  const auto& done = std::get<engine::Imported>(attempt.result);
  BOOST_TEST(done.events == season.events());
  BOOST_TEST(done.regions == 5U);
}

BOOST_AUTO_TEST_CASE(a_store_file_made_of_an_export_verifies_and_goes_on) {
  auto desk = desk_of_all();
  const tests::TemporaryFolder folder;
  std::unique_ptr<engine::Store> store;
  std::istringstream in(text_of_all());
  const auto done = engine::import_store(in, [&](const engine::StoreInfo& info) -> engine::Store& {
    store = engine::create_sqlite_store(folder / "copy.db", info);
    return *store;
  });
  BOOST_TEST_REQUIRE(std::holds_alternative<engine::Imported>(done));
  store = engine::open_sqlite_store(folder / "copy.db");
  check_same(desk.store(), *store);
  engine::Procedures procedures(*store);
  BOOST_TEST(engine::verify(*store).empty());
  BOOST_TEST(engine::replay(*store, procedures).findings.empty());
  // The next night does the same in both.
  const auto night = tests::at(std::string("2023-07-20T02:00:00+02:00"));
  const auto here = engine::run_night(*store, procedures, night, {});
  const auto there = desk.night("2023-07-20T02:00:00+02:00");
  BOOST_TEST(here.fired.size() == there.fired.size());
  BOOST_TEST(here.overdue.size() == there.overdue.size());
  check_same(desk.store(), *store);
}

BOOST_AUTO_TEST_CASE(an_amendment_waits_or_is_in_force_as_it_did) {
  auto desk = desk_of_all();
  const auto amended =
      desk.amend(tests::small_rules(3), "2023-07-16T04:00:00+02:00", "2023-07-18T00:00:00+02:00");
  BOOST_TEST_REQUIRE(std::holds_alternative<engine::Amended>(amended));
  const auto waiting = imported(exported(desk.store()));
  BOOST_TEST_REQUIRE(waiting.fault() == "");
  check_same(desk.store(), *waiting.store);
  BOOST_TEST(waiting.store->due_of("noord", "").size() == 1U);
  desk.night("2023-07-18T02:00:00+02:00");
  const auto passed = imported(exported(desk.store()));
  BOOST_TEST_REQUIRE(passed.fault() == "");
  check_same(desk.store(), *passed.store);
  BOOST_TEST(passed.store->due_of("noord", "").empty());
}

BOOST_AUTO_TEST_CASE(erased_personal_data_stays_erased_and_the_roots_hold) {
  auto desk = desk_of_all();
  Spoiled file;
  file.drop("event", "salt", 3);
  file.drop("event", "personal", 3);
  const auto attempt = imported(file.text());
  BOOST_TEST_REQUIRE(attempt.fault() == "");
  BOOST_TEST((attempt.store->regions() == desk.store().regions()));
  BOOST_TEST(engine::verify(*attempt.store).empty());
  BOOST_TEST(attempt.store->history("noord", "noord/2").front().personal == "");
}

BOOST_AUTO_TEST_CASE(what_was_refused_comes_back_whatever_it_was) {
  const auto attempt = imported(text_of_all());
  BOOST_TEST_REQUIRE(attempt.fault() == "");
  BOOST_TEST_REQUIRE(attempt.store->refusals().size() == 4U);
  BOOST_TEST(attempt.store->refusals()[1].line == refused_line);
  BOOST_TEST(attempt.store->refusals()[2].line == "");
  BOOST_TEST(attempt.store->refusals()[3].line == "");
}

BOOST_DATA_TEST_CASE(refuses_a_spoiled_file_with_line_and_reason, data::make(cases)) {
  Spoiled file;
  sample.spoil(file);
  const auto fault = imported(file.text()).fault();
  BOOST_TEST(fault.find(sample.says) != std::string::npos, fault);
  if (sample.nth == 0) return;
  BOOST_TEST(fault.starts_with(std::to_string(file.find(sample.record, sample.nth) + 1) + ": "),
             fault);
}

BOOST_AUTO_TEST_CASE(refuses_a_file_that_was_cut_off_anywhere) {
  const std::string& text = text_of_all();
  for (std::size_t length = 0; length < text.size(); length += 97) {
    BOOST_TEST(imported(text.substr(0, length)).fault() != "", length);
  }
  BOOST_TEST(imported("").fault() == "1: the file is empty");
  const auto end = text.rfind("{\"lines\"");
  BOOST_TEST(imported(text.substr(0, end))
                 .fault()
                 .ends_with("the file was cut off: its last line, 'end', is missing"));
  BOOST_TEST(imported(text.substr(0, text.size() - 1))
                 .fault()
                 .ends_with("the line does not end: the file was cut off"));
  BOOST_TEST(imported(text + "{}\n").fault().ends_with("a line behind the end"));
  BOOST_TEST(imported(text + "x").fault().ends_with("the line does not end: the file was cut off"));
}

BOOST_AUTO_TEST_CASE(refuses_a_line_without_end) {
  const std::string text(engine::longest_line + 1, 'x');
  BOOST_TEST(imported(text).fault() == "1: longer than 32 MiB");
}

BOOST_AUTO_TEST_CASE(refuses_events_that_cannot_be_folded_though_their_root_holds) {
  auto desk = desk_of_all();
  {
    auto transaction = desk.store().begin();
    auto event =
        std::get<engine::Event>(engine::decode(desk.store().history("noord", "noord/1").back()));
    event.kind = "blessed";
    transaction->append(event);
    transaction->commit();
  }
  Spoiled file;
  file.lines() = tests::lines_of(exported(desk.store()));
  const auto fault = imported(file.text()).fault();
  const auto line = file.find("region");  // the place before it, counted from 1
  BOOST_TEST(fault.starts_with(std::to_string(line) + ": "), fault);
  BOOST_TEST(fault.find("blessed") != std::string::npos, fault);
}

BOOST_AUTO_TEST_CASE(a_part_is_exported_with_what_it_rests_on_and_is_no_store) {
  auto desk = desk_of_all();
  const auto text = exported(desk.store(), {"noord", "noord/2"});
  const auto lines = tests::lines_of(text);
  BOOST_TEST(json::parse(lines[0]).as_object().at("complete").as_bool() == false);
  BOOST_TEST(json::parse(lines[0]).as_object().at("candidature").as_string() == "noord/2");
  std::set<std::string> documents;
  std::size_t events = 0;
  for (const auto& line : lines) {
    const auto fields = json::parse(line).as_object();
    if (fields.at("record") == "document")
      documents.insert(std::string(fields.at("digest").as_string()));
    if (fields.at("record") == "event") {
      ++events;
      BOOST_TEST(fields.at("candidature").as_string() == "noord/2");
    }
    BOOST_TEST((fields.at("record") != "refused"));
  }
  BOOST_TEST(events == desk.store().history("noord", "noord/2").size());
  const auto all = desk.store().documents();
  BOOST_TEST((documents == std::set<std::string>(all.begin(), all.end())));
  BOOST_TEST(imported(text).fault() ==
             "1: an export of a part: a store is made only from an export of the whole");
}

BOOST_AUTO_TEST_CASE(does_not_pass_on_what_is_damaged) {
  auto desk = desk_of_all();
  const auto other = engine::memory_store(desk.store().info());
  auto transaction = other->begin();
  auto event = desk.store().history("noord", "")[0];
  event.bytes.back() = ' ';
  transaction->restore("noord", event);
  transaction->commit();
  BOOST_CHECK_EXCEPTION(exported(*other), engine::StoreError, [](const engine::StoreError& failed) {
    return std::string(failed.what()).starts_with("event 1 of region 'noord' is damaged");
  });
}

BOOST_AUTO_TEST_CASE(an_export_is_of_one_moment) {
  auto desk = desk_of_all();
  BOOST_CHECK_THROW(
      engine::at_one_moment(desk.store(),
                            [&] { desk.submit("2023-06-03T10:00:00+02:00", "9", "Org Z"); }),
      engine::StoreError);
}
