#include "engine/journal/note.hpp"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <rapidcheck.h>

#include "engine/journal/base64.hpp"
#include "engine/journal/checkpoint.hpp"
#include "stores.hpp"

using namespace termijn::tests;
namespace data = boost::unit_test::data;

namespace {

template <typename Read>
std::string problem(const Read& read) {
  const auto* text = std::get_if<std::string>(&read);
  return text == nullptr ? "none" : *text;
}

SigningKey fixed_key() {
  SigningKey key{"termijn.example/key", {}};
  for (std::size_t place = 0; place < key.seed.size(); ++place) {
    key.seed[place] = static_cast<std::uint8_t>(place);
  }
  return key;
}

/// The note that Go's documentation of signed notes shows.
const std::string known =
    "If you think cryptography is the answer to your problem,\n"
    "then you don't know what your problem is.\n"
    "\n"
    "\u2014 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdng"
    "otpRZb6KE6RyyBwJnAM=\n";
const std::string known_verifier =
    "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";

const std::string line = "\u2014 a AAAAAAA=\n";

std::string lines(int count) {
  std::string out;
  for (int number = 0; number < count; ++number) out += line;
  return out;
}

struct Bad {
  std::string text;
  std::string problem;

  friend std::ostream& operator<<(std::ostream& out, const Bad& bad) { return out << bad.problem; }
};

const Bad bad_notes[] = {
    {"", "it does not end with a line end"},
    {"text", "it does not end with a line end"},
    {"text\n\n", "it has an empty line where signatures should follow"},
    {"text\r\n", "it has a control character in it"},
    {std::string("te\0xt\n", 6), "it has a control character in it"},
    {"te\xFFxt\n", "it is not UTF-8"},
    {"text\n\n- a AAAAAAA=\n", "a signature line does not begin with an em dash"},
    {"text\n\n\u2014 a\n", "a signature line has no name or no signature"},
    {"text\n\n\u2014  AAAAAAA=\n", "a signature line has no proper name"},
    {"text\n\n\u2014 a+b AAAAAAA=\n", "a signature line has no proper name"},
    {"text\n\n\u2014 a AAAAAA==\n", "a signature is not an id and a signature in base64"},
    {"text\n\n\u2014 a AAAAAAB=\n", "a signature is not an id and a signature in base64"},
    {"text\n\n\u2014 a AAAAAAA= \n", "a signature is not an id and a signature in base64"},
    {"text\n\n" + lines(33), "it has too many signatures"},
    {std::string(65536, 'x') + '\n', "it is too large for a note"},
};

const char* const bad_checkpoints[] = {
    "o\n1\n",
    "o\n01\nRiYmNSY1JiYmNSYmNTUmJjUmJjU1JiY1JiY1NSYmNSY=\n",
    "o\n-1\nRiYmNSY1JiYmNSYmNTUmJjUmJjU1JiY1JiY1NSYmNSY=\n",
    "o\n99999999999999999999\nRiYmNSY1JiYmNSYmNTUmJjUmJjU1JiY1JiY1NSYmNSY=\n",
    "o\n1\nRiYmNSY1JiYmNSYmNTUmJjUmJjU1JiY1JiY1NSYmNSY\n",
    "o\n1\nRiYm\n",
    "\n1\nRiYmNSY1JiYmNSYmNTUmJjUmJjU1JiY1JiY1NSYmNSY=\n",
    "o\n1\nRiYmNSY1JiYmNSYmNTUmJjUmJjU1JiY1JiY1NSYmNSY=\nmore\n",
};

}  // namespace

BOOST_AUTO_TEST_CASE(reads_and_checks_a_known_note) {
  const auto read = read_note(known);
  BOOST_TEST_REQUIRE(problem(read) == "none");
  const Note& note = std::get<Note>(read);
  BOOST_TEST(note_text(note) == known);
  const auto key = std::get<VerifierKey>(read_verifier(known_verifier));
  BOOST_TEST((signed_by(note, key) == Signed::yes));
  Note changed = note;
  changed.text[3] = 'Y';
  BOOST_TEST((signed_by(changed, key) == Signed::wrong));
  VerifierKey other = key;
  other.name = "Peter";
  BOOST_TEST((signed_by(note, other) == Signed::no));
}

BOOST_DATA_TEST_CASE(refuses_what_is_not_a_note, data::make(bad_notes)) {
  BOOST_TEST(problem(read_note(sample.text)) == sample.problem);
}

BOOST_AUTO_TEST_CASE(a_text_may_have_empty_lines_and_many_may_sign) {
  Note note{"one\n\ntwo\n", {}};
  for (int number = 0; number < 32; ++number) add_signature(note, fixed_key());
  BOOST_TEST((std::get<Note>(read_note(note_text(note))) == note));
  BOOST_TEST((signed_by(note, verifier_of(fixed_key())) == Signed::yes));
  note.signatures.back().bytes[7] ^= 1;
  BOOST_TEST((signed_by(note, verifier_of(fixed_key())) == Signed::wrong));
  BOOST_TEST(problem(read_note("nobody signed\n")) == "none");
}

BOOST_AUTO_TEST_CASE(any_changed_bit_of_a_signed_checkpoint_is_refused) {
  Note signed_note{checkpoint_text({"termijn.example/season/lier", 212, leaf_hash("root")}), {}};
  add_signature(signed_note, fixed_key());
  const std::string text = note_text(signed_note);
  const VerifierKey key = verifier_of(fixed_key());
  const bool held = rc::check([&] {
    std::string changed = text;
    const auto bit = *rc::gen::inRange<std::size_t>(0, text.size() * 8);
    changed[bit / 8] = static_cast<char>(changed[bit / 8] ^ (1U << (bit % 8)));
    const auto read = read_checkpoint_note(changed);
    const auto* note = std::get_if<CheckpointNote>(&read);
    const bool taken = note != nullptr && signed_by(note->note, key) == Signed::yes;
    RC_ASSERT(!taken);
  });
  BOOST_TEST(held);
}

BOOST_AUTO_TEST_CASE(a_checkpoint_is_three_lines) {
  const Checkpoint made{"termijn.example/season/lier", 0, MerkleTree().root()};
  const std::string text =
      "termijn.example/season/lier\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n";
  BOOST_TEST(checkpoint_text(made) == text);
  BOOST_TEST((std::get<Checkpoint>(read_checkpoint(text)) == made));
  BOOST_TEST(origin_of(sandbox_info(), zora) == "termijn.example/test/zora-werkt");
}

BOOST_DATA_TEST_CASE(refuses_what_is_not_a_checkpoint, data::make(bad_checkpoints)) {
  BOOST_TEST(problem(read_checkpoint(sample)) != "none");
}

/// The example of C2SP tlog-checkpoint.
BOOST_AUTO_TEST_CASE(reads_a_checkpoint_of_another_log) {
  const auto read = read_checkpoint_note(
      "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n"
      "\u2014 example.com/behind-the-sofa "
      "Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Z"
      "hcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n");
  BOOST_TEST_REQUIRE(problem(read) == "none");
  BOOST_TEST(std::get<CheckpointNote>(read).checkpoint.size == 20852163U);
}

BOOST_AUTO_TEST_CASE(the_key_required_is_the_last_that_was_by_then) {
  const std::vector<KeyRow> keys{{1, "a", "", at("2023-01-01T00:00:00Z"), false},
                                 {2, "b", "", at("2023-02-01T00:00:00Z"), true},
                                 {3, "c", "", at("2023-03-01T00:00:00Z"), true},
                                 {4, "d", "", at("2023-04-01T00:00:00Z"), false}};
  BOOST_TEST((required_key(keys, at("2023-01-15T00:00:00Z")) == nullptr));
  BOOST_TEST(required_key(keys, at("2023-02-01T00:00:00Z"))->name == "b");
  BOOST_TEST(required_key(keys, at("2023-02-28T00:00:00Z"))->name == "b");
  BOOST_TEST(required_key(keys, at("2023-05-01T00:00:00Z"))->name == "c");
}
