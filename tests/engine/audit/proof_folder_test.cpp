#include "engine/audit/proof_folder.hpp"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <sstream>
#include <sys/wait.h>

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include "../../support/files.hpp"
#include "../journal/stores.hpp"
#include "../support/desk.hpp"
#include "engine/journal/checkpoint.hpp"

using namespace termijn;
namespace data = boost::unit_test::data;
namespace fs = std::filesystem;

namespace {

/// What the script said and came to.
struct Checked {
  std::string said;
  int exit = -1;
};

std::string read(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

void write(const fs::path& path, const std::string& bytes) {
  fs::create_directories(path.parent_path());
  std::ofstream(path, std::ios::binary) << bytes;
}

/// A folder on disk as it was made, to be checked with a shell.
class Folder {
 public:
  explicit Folder(const engine::ProofFolder& proof) {
    for (const auto& [path, bytes] : proof.files) write(place_ / path, bytes);
    write(place_ / "account.txt", "what happened\n");
  }

  fs::path operator/(const std::string& name) const { return place_ / name; }
  std::string text(const std::string& name) const { return read(place_ / name); }
  void set(const std::string& name, const std::string& bytes) const { write(place_ / name, bytes); }
  void replace(const std::string& name, const std::string& what, const std::string& with) const {
    std::string bytes = text(name);
    const auto at = bytes.find(what);
    if (at == std::string::npos) throw std::runtime_error("no " + what + " in " + name);
    set(name, bytes.replace(at, what.size(), with));
  }
  void remove(const std::string& name) const {
    if (!fs::remove(place_ / name)) throw std::runtime_error("no " + name);
  }
  void move(const std::string& from, const std::string& to) const {
    fs::rename(place_ / from, place_ / to);
  }
  void swap(const std::string& left, const std::string& right) const {
    const auto first = text(left);
    set(left, text(right));
    set(right, first);
  }
  /// The first file of a part of the folder, by name.
  std::string first(const std::string& part) const {
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator(place_ / part)) {
      names.push_back(part + '/' + entry.path().filename().string());
    }
    return *std::min_element(names.begin(), names.end());
  }

  /// Runs the script in another folder, with nothing of the environment but where programs are.
  Checked check(const std::string& key = {}) const {
    const auto out = folder_ / "said";
    const std::string command = "cd / && env -i PATH=\"$PATH\" TMPDIR='" + folder_.path().string() +
                                "' sh '" + (place_ / "verify.sh").string() + "' " + key + " >'" +
                                out + "' 2>&1 </dev/null";
    const int status = std::system(command.c_str());
    return {read(out), WIFEXITED(status) ? WEXITSTATUS(status) : -1};
  }

 private:
  tests::TemporaryFolder folder_;
  fs::path place_ = fs::path(folder_ / "proof");
};

const engine::SigningKey& test_key() {
  static const engine::SigningKey key{"test.example/termijn", {1, 2, 3}};
  return key;
}

void sign_log(engine::Store& store, const engine::SigningKey& key) {
  engine::Note note;
  const auto row = *store.region("noord");
  note.text = engine::checkpoint_text(engine::checkpoint_of(store.info(), row));
  engine::add_signature(note, key);
  const auto when = tests::at(std::string("2023-06-15T02:00:00+02:00"));
  auto transaction = store.begin();
  transaction->put_key({0, key.name, engine::verifier_text(engine::verifier_of(key)), when, true});
  transaction->put_checkpoint({0, "noord", row.tree.size(), engine::note_text(note), when});
  transaction->commit();
}

/// Two candidatures, the second sent by somebody, reviewed; signed unless it is to be plain.
tests::Desk busy_desk(bool is_signed = true) {
  tests::Desk desk;
  desk.submit("2023-06-01T10:00:00+02:00", "1", "Org A");
  desk.act("2023-06-01T11:00:00+02:00", "2", "submit",
           R"({"organisation":"Org B","medium":"e-mail","to":"kandidatuur@noord.example",)"
           R"("from":"ada@orgb.example","documents":[{"name":"een ,\"candidature\":\"x.pdf"}],)"
           R"("challenges":[1]})",
           "applicant");
  desk.submit("2023-06-01T12:00:00+02:00", "3", "Org C");
  desk.night("2023-06-10T02:00:00+02:00");
  if (is_signed) sign_log(desk.store(), test_key());
  return desk;
}

engine::ProofFolder proof_of(tests::Desk& desk, bool personal = true) {
  auto made = engine::make_proof(desk.store(), "noord", "noord/2", {.personal = personal});
  if (const auto* why = std::get_if<std::string>(&made)) throw std::runtime_error(*why);
  return std::get<engine::ProofFolder>(std::move(made));
}

const engine::ProofFolder& signed_proof() {
  static const engine::ProofFolder proof = [] {
    auto desk = busy_desk();
    return proof_of(desk);
  }();
  return proof;
}

bool says(const Checked& checked, const std::string& part) {
  return checked.said.find(part) != std::string::npos;
}

/// The same text with one character of it another.
std::string flipped(std::string text, std::size_t at) {
  text.at(at) = text.at(at) == 'a' ? 'b' : 'a';
  return text;
}

// Events: 1 the rulebook, 2 to 4 the submissions, 5 to 7 what the night did; 3 and 6 are ours.
struct Spoil {
  const char* name;
  void (*act)(const Folder&);
  const char* says;
};

std::ostream& operator<<(std::ostream& out, const Spoil& sample) { return out << sample.name; }

const Spoil spoils[] = {
    {"a word of an event",
     [](const Folder& f) { f.replace("events/000003.json", "applicant", "applicent"); },
     "event 3 is not in the log that the checkpoint is about"},
    {"a line end behind an event",
     [](const Folder& f) { f.set("events/000003.json", f.text("events/000003.json") + "\n"); },
     "event 3 is not in the log that the checkpoint is about"},
    {"an event's number",
     [](const Folder& f) { f.replace("events/000006.json", "\"sequence\":6", "\"sequence\":5"); },
     "not event 6 of region \"noord\""},
    {"an event of another candidature, with its own proof",
     [](const Folder& f) {
       auto desk = busy_desk();
       f.set("events/000003.json", desk.store().history("noord", "noord/1")[0].bytes);
     },
     "event 3 is not of candidature \"noord/2\""},
    {"two events swapped",
     [](const Folder& f) { f.swap("events/000003.json", "events/000006.json"); },
     "event 3 says of itself that it is another one"},
    {"an event removed", [](const Folder& f) { f.remove("events/000006.json"); },
     "event 6 is missing"},
    {"the rulebook's event removed", [](const Folder& f) { f.remove("events/000001.json"); },
     "event 1 is missing"},
    {"the rulebook's event left out, index and all",
     [](const Folder& f) {
       f.remove("events/000001.json");
       f.remove("proofs/000001.txt");
       f.replace("index.txt", "event 1 region\n", "");
     },
     "was put in force by no event here"},
    {"an event too many",
     [](const Folder& f) { f.set("events/000099.json", f.text("events/000003.json")); },
     "events/000099.json is of no event that index.txt names"},
    {"an event that is named twice",
     [](const Folder& f) { f.replace("index.txt", "event 6", "event 3 candidature\nevent 6"); },
     "index.txt names event 3 out of order"},
    {"no event of the candidature",
     [](const Folder& f) {
       f.replace("index.txt", "event 3 candidature\n", "");
       f.replace("index.txt", "event 6 candidature\n", "");
     },
     "there is no event of candidature \"noord/2\""},
    {"a digit of a proof",
     [](const Folder& f) { f.set("proofs/000003.txt", flipped(f.text("proofs/000003.txt"), 5)); },
     "event 3 is not in the log that the checkpoint is about"},
    {"a proof that is no proof",
     [](const Folder& f) { f.replace("proofs/000003.txt", "\n", "x\n"); },
     "proofs/000003.txt is malformed"},
    {"a proof with a hash less",
     [](const Folder& f) { f.set("proofs/000003.txt", f.text("proofs/000003.txt").substr(65)); },
     "event 3 is not in the log that the checkpoint is about"},
    {"a proof with a hash more",
     [](const Folder& f) {
       f.set("proofs/000003.txt", f.text("proofs/000003.txt") + std::string(64, '0') + '\n');
     },
     "event 3: its proof is longer than the log is high"},
    {"two proofs swapped",
     [](const Folder& f) { f.swap("proofs/000003.txt", "proofs/000006.txt"); },
     "event 3 is not in the log that the checkpoint is about"},
    {"a proof removed", [](const Folder& f) { f.remove("proofs/000003.txt"); },
     "proofs/000003.txt is missing"},
    {"the size in the checkpoint",
     [](const Folder& f) { f.replace("checkpoint.note", "\n7\n", "\n8\n"); },
     "the signature of test.example/termijn on the checkpoint is not over this checkpoint"},
    {"a size that is no number",
     [](const Folder& f) { f.replace("checkpoint.note", "\n7\n", "\n7x\n"); },
     "the checkpoint has no size"},
    {"the root in the checkpoint",
     [](const Folder& f) {
       const auto at = f.text("checkpoint.note").find("\n7\n") + 4;
       f.set("checkpoint.note", flipped(f.text("checkpoint.note"), at));
     },
     "the signature of test.example/termijn on the checkpoint is not over this checkpoint"},
    {"another log's checkpoint",
     [](const Folder& f) {
       tests::Desk other;
       other.submit("2023-06-02T10:00:00+02:00", "2", "Org X");
       sign_log(other.store(), test_key());
       f.set("checkpoint.note", other.store().checkpoints("noord")[0].note);
     },
     "event 3 is later than the checkpoint"},
    {"a checkpoint of another region",
     [](const Folder& f) {
       f.replace("checkpoint.note", "/noord\n", "/zuid\n");
       f.replace("index.txt", "/noord\n", "/zuid\n");
     },
     "the checkpoint is not of region \"noord\""},
    {"a checkpoint of another origin",
     [](const Folder& f) { f.replace("checkpoint.note", "test.example", "best.example"); },
     "the checkpoint is of another log"},
    {"the checkpoint removed", [](const Folder& f) { f.remove("checkpoint.note"); },
     "checkpoint.note is missing"},
    {"the signature",
     [](const Folder& f) {
       const std::string note = f.text("checkpoint.note");
       f.set("checkpoint.note", flipped(note, note.size() - 20));
     },
     "the signature of test.example/termijn on the checkpoint is not over this checkpoint"},
    {"the signature left out",
     [](const Folder& f) {
       const std::string note = f.text("checkpoint.note");
       f.set("checkpoint.note", note.substr(0, note.find("\n\n") + 1));
     },
     "the checkpoint is not signed by test.example/termijn"},
    {"another key",
     [](const Folder& f) {
       const engine::SigningKey other{"test.example/termijn", {9}};
       f.set("keys/1.pem", engine::public_file(engine::verifier_of(other)));
     },
     "the signature of test.example/termijn on the checkpoint is by another key"},
    {"a key that is none", [](const Folder& f) { f.set("keys/1.pem", "key\n"); },
     "the public key keys/1.pem cannot be read"},
    {"the key removed", [](const Folder& f) { f.remove("keys/1.pem"); }, "keys/1.pem is missing"},
    {"a letter of a document",
     [](const Folder& f) {
       const auto name = f.first("documents");
       f.set(name, flipped(f.text(name), 10));
     },
     "is not the document of its digest"},
    {"a document removed", [](const Folder& f) { f.remove(f.first("documents")); }, "is missing"},
    {"a document that no event names",
     [](const Folder& f) {
       f.set("documents/x.toml", "x");
       f.set("index.txt",
             f.text("index.txt") +
                 "document 2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881 "
                 "x.toml rulebook x.toml\n");
     },
     "documents/x.toml (rulebook 'x.toml') is named by no event here"},
    {"a document too many", [](const Folder& f) { f.set("documents/x.toml", "x"); },
     "documents/x.toml is not named in index.txt"},
    {"a letter of the personal data",
     [](const Folder& f) { f.replace("personal/000003.json", "ada", "eva"); },
     "the personal data of event 3 is not what the event committed to"},
    {"a digit of a salt",
     [](const Folder& f) {
       f.set("personal/000003.salt", flipped(f.text("personal/000003.salt"), 1));
     },
     "the personal data of event 3 is not what the event committed to"},
    {"a salt removed", [](const Folder& f) { f.remove("personal/000003.salt"); },
     "the personal data of event 3 is not what the event committed to"},
    {"the personal data removed",
     [](const Folder& f) {
       f.remove("personal/000003.salt");
       f.remove("personal/000003.json");
     },
     "the personal data of event 3 is missing"},
    {"personal data of an event that has none",
     [](const Folder& f) {
       f.move("personal/000003.salt", "personal/000006.salt");
       f.move("personal/000003.json", "personal/000006.json");
     },
     "personal data of event 6, which has none"},
    {"the index removed", [](const Folder& f) { f.remove("index.txt"); }, "index.txt is missing"},
    {"an index of another form",
     [](const Folder& f) { f.replace("index.txt", "proof 1", "proof 2"); },
     "index.txt is not of this form"},
};

}  // namespace

BOOST_AUTO_TEST_CASE(a_folder_proves_itself_without_termijn) {
  const Folder folder(signed_proof());
  const auto checked = folder.check();
  BOOST_TEST(checked.exit == 0, checked.said);
  BOOST_TEST(checked.said ==
             "the checkpoint is signed by test.example/termijn\n"
             "2 events of candidature \"noord/2\" are in the log 'test.example/noord' of 7 events, "
             "byte for byte\n"
             "the rules they name, and the documents these were made of, are here, byte for byte\n"
             "account.txt is for reading and is not checked; nor is it shown that there are no "
             "other events\n");
}

BOOST_DATA_TEST_CASE(a_spoiled_folder_is_found_out, data::make(spoils)) {
  const Folder folder(signed_proof());
  sample.act(folder);
  const auto checked = folder.check();
  BOOST_TEST(checked.exit == 1, checked.said);
  BOOST_TEST(says(checked, std::string("DOES NOT HOLD: ")), checked.said);
  BOOST_TEST(says(checked, sample.says), checked.said);
}

BOOST_AUTO_TEST_CASE(an_edited_account_is_not_covered_and_it_says_so) {
  const Folder folder(signed_proof());
  folder.set("account.txt", "nothing happened\n");
  const auto checked = folder.check();
  BOOST_TEST(checked.exit == 0);
  BOOST_TEST(says(checked, "account.txt is for reading and is not checked"));
}

BOOST_AUTO_TEST_CASE(a_key_from_elsewhere_goes_before_the_one_in_the_folder) {
  const Folder folder(signed_proof());
  const tests::TemporaryFolder elsewhere;
  write(elsewhere / "good.pem", engine::public_file(engine::verifier_of(test_key())));
  write(elsewhere / "other.pem",
        engine::public_file(engine::verifier_of({"test.example/termijn", {9}})));
  BOOST_TEST(folder.check(elsewhere / "good.pem").exit == 0);
  const auto other = folder.check(elsewhere / "other.pem");
  BOOST_TEST(other.exit == 1);
  BOOST_TEST(says(other, "is by another key"), other.said);
  auto desk = busy_desk(false);
  const auto unsigned_folder = Folder(proof_of(desk)).check(elsewhere / "good.pem");
  BOOST_TEST(unsigned_folder.exit == 1);
  BOOST_TEST(says(unsigned_folder, "signed by nobody"), unsigned_folder.said);
}

BOOST_AUTO_TEST_CASE(an_unsigned_checkpoint_is_said_to_be_so) {
  auto desk = busy_desk(false);
  const auto proof = proof_of(desk);
  BOOST_TEST(proof.signed_by.empty());
  const auto checked = Folder(proof).check();
  BOOST_TEST(checked.exit == 0, checked.said);
  BOOST_TEST(says(checked, "NOT SIGNED"), checked.said);
}

BOOST_AUTO_TEST_CASE(an_older_checkpoint_serves_while_it_takes_in_every_event) {
  auto desk = busy_desk();
  desk.submit("2023-06-02T12:00:00+02:00", "4", "Org D");
  const auto older = proof_of(desk);
  BOOST_TEST(older.size == 7U);
  BOOST_TEST(older.signed_by.size() == 1U);
  BOOST_TEST(Folder(older).check().exit == 0);
  desk.review("2");
  const auto newer = proof_of(desk);
  BOOST_TEST(newer.size == desk.events());
  BOOST_TEST(newer.signed_by.empty());
  BOOST_TEST(Folder(newer).check().exit == 0);
}

BOOST_AUTO_TEST_CASE(personal_data_can_be_left_out_or_erased_and_the_rest_holds) {
  auto desk = busy_desk();
  const auto without = proof_of(desk, false);
  BOOST_TEST(without.personal == 0U);
  for (const auto& file : without.files) {
    BOOST_TEST(file.bytes.find("ada@") == std::string::npos, file.path);
  }
  const auto checked = Folder(without).check();
  BOOST_TEST(checked.exit == 0, checked.said);
  BOOST_TEST(says(checked, "the personal data of event 3 is not here"), checked.said);
  auto transaction = desk.store().begin();
  BOOST_TEST(transaction->erase_personal("noord", 3));
  transaction->commit();
  BOOST_TEST(Folder(proof_of(desk)).check().exit == 0);
}

BOOST_AUTO_TEST_CASE(rules_adopted_later_are_in_the_folder_of_whom_they_concern) {
  auto desk = busy_desk();
  desk.adopt(tests::small_rules(3), tests::at(std::string("2023-06-11T09:00:00+02:00")));
  desk.review("2");
  const auto proof = proof_of(desk);
  const auto checked = Folder(proof).check();
  BOOST_TEST(checked.exit == 0, checked.said);
  BOOST_TEST(proof.events > 2U);
}

BOOST_AUTO_TEST_CASE(a_log_that_is_not_its_checkpoints_proves_nothing) {
  auto desk = busy_desk();
  tests::Desk other;
  other.submit("2023-06-02T10:00:00+02:00", "2", "Org X");
  auto transaction = other.store().begin();
  auto row = desk.store().checkpoints("noord")[0];
  row.size = 2;
  transaction->put_checkpoint(row);
  transaction->commit();
  const auto made = engine::make_proof(other.store(), "noord", "noord/2", {});
  BOOST_TEST_REQUIRE(std::holds_alternative<std::string>(made));
  BOOST_TEST(std::get<std::string>(made) == "the checkpoint is of 7 events and the log has 2");
}

BOOST_AUTO_TEST_CASE(the_script_is_the_one_of_the_source) {
  const auto found = std::find_if(signed_proof().files.begin(), signed_proof().files.end(),
                                  [](const auto& file) { return file.path == "verify.sh"; });
  BOOST_TEST_REQUIRE((found != signed_proof().files.end()));
  BOOST_TEST((found->bytes == tests::contents("engine/audit/verify.sh")));
}
