// Keys, checkpoints and time stamps as an operator and an auditor meet them.

#include <sys/stat.h>

#include <boost/json.hpp>

#include "../engine/journal/stamp_authority.hpp"
#include "engine/journal/checkpoint.hpp"
#include "store_session.hpp"

using namespace termijn::tests;
using termijn::engine::read_checkpoint_note;

namespace {

const std::string after_the_deadline = "2023-06-10T02:00:00+02:00";

/// A session with a key, and a store that may require it.
struct Signing : Session {
  std::string key = path("season.key").string();
  std::string open = key + ".pub";

  explicit Signing(bool required) {
    BOOST_TEST_REQUIRE(run_bare({"key", "new", key, "--name", "dorp.example/termijn"}).exit == 0);
    auto init = std::vector<std::string>{"init", "--sandbox"};
    if (required) init.insert(init.end(), {"--require-signed", open});
    BOOST_TEST_REQUIRE(run(init).exit == 0);
    BOOST_TEST_REQUIRE(
        run({"adopt", given("dorp.toml"), "--now", "2023-05-01T10:00:00+02:00"}).exit == 0);
    BOOST_TEST_REQUIRE(run({"record", "--from", given("spring.jsonl")}).exit == 0);
  }

  Said checkpoint(const std::vector<std::string>& more = {}) const {
    std::vector<std::string> arguments{"audit", "checkpoint", "--now", after_the_deadline};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return run(arguments);
  }
};

unsigned mode_of(const std::string& path) {
  struct stat status {};
  BOOST_TEST_REQUIRE(::stat(path.c_str(), &status) == 0);
  return status.st_mode & 0777U;
}

std::string text_in(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_new_key_is_its_owners_alone_and_never_written_over) {
  const Session session;
  const std::string key = session.path("k.key").string();
  const auto made = session.run_bare({"key", "new", key});
  BOOST_TEST(made.exit == 0);
  BOOST_TEST(says(made.out, "made the key 'termijn/k'"), made.out);
  BOOST_TEST(mode_of(key) == 0600U);
  const std::string before = text_in(key);
  const auto again = session.run_bare({"key", "new", key});
  BOOST_TEST(again.exit == 2);
  BOOST_TEST(says(again.err, "a key is never written over"), again.err);
  BOOST_TEST(text_in(key) == before);
  const auto shown = session.run_bare({"key", "show", key});
  BOOST_TEST(shown.out == text_in(key + ".pub"));
  BOOST_TEST(session.run_bare({"key", "show", key + ".pub"}).out == shown.out);
  const auto blank = session.run_bare({"key", "new", key + "2", "--name", "a b"});
  BOOST_TEST(blank.exit == 2);
  BOOST_TEST(says(blank.err, "'a b' cannot be the name of a key"), blank.err);
  const auto no_key = session.run_bare({"key", "show", Session::given("dorp.toml")});
  BOOST_TEST(no_key.exit == 2);
  BOOST_TEST(says(no_key.err, "is not a public key"), no_key.err);
}

BOOST_AUTO_TEST_CASE(a_checkpoint_of_one_region_is_the_note_alone) {
  const Signing session(false);
  const auto said = session.checkpoint({"--region", "dorp", "--key", session.key});
  BOOST_TEST(said.exit == 0);
  const auto read = read_checkpoint_note(said.out);
  const auto* note = std::get_if<termijn::engine::CheckpointNote>(&read);
  BOOST_TEST_REQUIRE(note != nullptr);
  BOOST_TEST(note->checkpoint.origin == "termijn/store/dorp");
  BOOST_TEST(note->note.signatures.at(0).name == "dorp.example/termijn");
  BOOST_TEST(session.checkpoint({"--region", "dorp", "--key", session.key}).out == said.out);
  const auto json = session.checkpoint({"--json"});
  BOOST_TEST(boost::json::parse(json.out).as_object().at("made").as_int64() == 0);
}

BOOST_AUTO_TEST_CASE(a_night_signs_what_grew_and_says_so) {
  const Signing session(true);
  const std::vector<std::string> night{"nightly", "--now", after_the_deadline, "--key",
                                       session.key};
  const auto first = session.run(night);
  BOOST_TEST(first.exit == 0, first.err);
  BOOST_TEST(says(first.out, "signed with 'dorp.example/termijn': checkpoints of 1 region"),
             first.out);
  BOOST_TEST(!says(session.run(night).out, "signed with"));
  const auto verified = session.run({"audit", "verify", "--key", session.open});
  BOOST_TEST(verified.exit == 0);
  BOOST_TEST(says(verified.out, "1 checkpoint, over"), verified.out);
  BOOST_TEST(says(verified.out, "derived tables, checkpoints\n"), verified.out);
}

BOOST_AUTO_TEST_CASE(a_store_that_requires_signatures_gets_none_and_says_so) {
  const Signing session(true);
  const auto night = session.run({"nightly", "--now", after_the_deadline});
  BOOST_TEST(night.exit == 1);
  BOOST_TEST(says(night.out, "Fired"), night.out);
  BOOST_TEST(says(night.out,
                  "no checkpoint: this store requires checkpoints signed with "
                  "'dorp.example/termijn': no key was given"),
             night.out);
  const auto verified = session.run({"audit", "verify"});
  BOOST_TEST(verified.exit == 1);
  BOOST_TEST(says(verified.out, "not vouched for: dorp, event 1: events 1 to"), verified.out);
  const std::string other = session.path("other.key").string();
  session.run_bare({"key", "new", other});
  const auto wrong = session.checkpoint({"--key", other});
  BOOST_TEST(wrong.exit == 1);
  BOOST_TEST(says(wrong.err, "'termijn/other' is another key"), wrong.err);
  BOOST_TEST(wrong.out.empty());
  BOOST_TEST(session.checkpoint({"--key", session.open}).exit == 2);
}

BOOST_AUTO_TEST_CASE(a_required_key_may_be_followed_by_another) {
  const Signing session(true);
  BOOST_TEST(session.checkpoint({"--key", session.key}).exit == 0);
  const std::string next = session.path("next.key").string();
  session.run_bare({"key", "new", next});
  const auto required =
      session.run({"key", "require", next + ".pub", "--now", "2023-06-11T00:00:00+02:00"});
  BOOST_TEST(required.exit == 0, required.err);
  BOOST_TEST(says(required.out, "must be signed with 'termijn/next' from now on"), required.out);
  BOOST_TEST(session.run({"nightly", "--now", "2023-06-12T02:00:00+02:00", "--key", next}).exit !=
             2);
  const auto verified = session.run({"audit", "verify"});
  BOOST_TEST(says(verified.out, "2 checkpoints, over"), verified.out);
  BOOST_TEST(!says(verified.out, "damage"), verified.out);
}

BOOST_AUTO_TEST_CASE(a_log_that_is_not_the_one_signed_before_is_not_signed) {
  const Signing session(false);
  BOOST_TEST_REQUIRE(session.checkpoint({"--key", session.key}).exit == 0);
  auto bytes = session.bytes();
  const auto note = session.checkpoint().out;
  const auto root = note.substr(note.rfind('\n', note.find("=\n")) + 1, 8);
  const auto place = bytes.find(root);
  BOOST_TEST_REQUIRE(place != std::string::npos);
  bytes[place] = bytes[place] == 'A' ? 'B' : 'A';
  std::ofstream(session.store(), std::ios::binary) << bytes;
  session.run({"nightly", "--now", after_the_deadline});
  const auto said = session.checkpoint({"--key", session.key});
  BOOST_TEST(said.exit == 1);
  BOOST_TEST(says(said.err, "is not the one that this key signed before"), said.err);
}

BOOST_AUTO_TEST_CASE(what_was_kept_elsewhere_is_held_against_the_store) {
  const Signing session(false);
  const auto kept = session.write("kept", session.checkpoint({"--region", "dorp"}).out);
  const auto copy = session.path("copy.db");
  fs::copy_file(session.store(), copy);
  session.run({"nightly", "--now", after_the_deadline});
  BOOST_TEST(
      session.run({"audit", "verify", "--checkpoint", kept, "--against", copy.string()}).exit == 0);
  // The copy is now the younger: it lacks what the night wrote.
  const auto late =
      session.run_bare({"audit", "verify", "--store", copy.string(), "--against", session.store()});
  BOOST_TEST(late.exit == 1);
  BOOST_TEST(says(late.out, "missing: the other copy has"), late.out);
  const auto no_note = session.run({"audit", "verify", "--checkpoint", session.key});
  BOOST_TEST(no_note.exit == 2);
  BOOST_TEST(says(no_note.err, "is not a checkpoint"), no_note.err);
  const auto elsewhere =
      session.write("elsewhere", "elsewhere\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n");
  BOOST_TEST(says(session.run({"audit", "verify", "--checkpoint", elsewhere}).out,
                  "is of a log that is not here: 'elsewhere'"));
}

BOOST_AUTO_TEST_CASE(a_checkpoint_is_stamped_and_the_stamp_checked) {
  const Signing session(false);
  const auto asked = session.path("dorp.tsq").string();
  const auto early = session.run({"audit", "stamp", "request", asked});
  BOOST_TEST(early.exit == 2);
  BOOST_TEST(says(early.err, "'dorp' has no checkpoint yet"), early.err);
  BOOST_TEST_REQUIRE(session.checkpoint({"--key", session.key}).exit == 0);
  BOOST_TEST(session.run({"audit", "stamp", "request", asked}).exit == 0);
  // 2023-06-10 12:00 UTC, by an authority of that year.
  const StampAuthority authority(1672531200, 1704067200);
  const auto given = session.write("dorp.tsr", authority.respond(text_in(asked), 1686398400));
  const auto attached =
      session.run({"audit", "stamp", "attach", given, "--now", after_the_deadline});
  BOOST_TEST(attached.exit == 0, attached.err);
  BOOST_TEST(says(attached.out, "checkpoint 1 of 'dorp' was there on Sat 10 June 2023 14:00"),
             attached.out);
  const auto root = session.write("root.pem", authority.root());
  const auto verified = session.run({"audit", "verify", "--ca", root});
  BOOST_TEST(verified.exit == 0);
  BOOST_TEST(says(verified.out, "time stamp 1 over checkpoint 1: Sat 10 June 2023 14:00\n"),
             verified.out);
  BOOST_TEST(says(session.run({"audit", "verify"}).out, "was not checked: give --ca FILE"));
  const auto nonsense = session.run({"audit", "stamp", "attach", asked});
  BOOST_TEST(nonsense.exit == 2);
  BOOST_TEST(says(nonsense.err, "stamps no checkpoint of this store"), nonsense.err);
}
