#include "engine/journal/key.hpp"

#include <cstdlib>
#include <fstream>
#include <sstream>

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include "engine/journal/base64.hpp"
#include "stores.hpp"

using namespace termijn::tests;
namespace data = boost::unit_test::data;

namespace {

/// RFC 8032 section 7.1, TEST 2.
SigningKey known_key() {
  SigningKey key{"termijn.example/key", {}};
  const auto seed =
      from_hex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb").value();
  std::copy(seed.begin(), seed.end(), key.seed.begin());
  return key;
}

template <typename Read>
std::string problem(const Read& read) {
  const auto* text = std::get_if<std::string>(&read);
  return text == nullptr ? "none" : *text;
}

void put(const std::string& path, const std::string& text) {
  std::ofstream(path, std::ios::binary) << text;
}

std::string get(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

bool openssl(const std::string& arguments) {
  return std::system(("openssl " + arguments + " >/dev/null 2>&1").c_str()) == 0;
}

std::string changed(std::string text, const std::string& from, const std::string& to) {
  const auto place = text.find(from);
  BOOST_TEST_REQUIRE(place != std::string::npos);
  return text.replace(place, from.size(), to);
}

}  // namespace

BOOST_AUTO_TEST_CASE(signs_as_rfc_8032_does) {
  const VerifierKey key = verifier_of(known_key());
  BOOST_TEST(hex_of({reinterpret_cast<const char*>(key.bytes.data()), key.bytes.size()}) ==
             "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c");
  const std::string signature = sign(known_key(), "\x72");
  BOOST_TEST(hex_of(signature) ==
             "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
             "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00");
  BOOST_TEST(is_signed(key, "\x72", signature));
  BOOST_TEST(!is_signed(key, "\x73", signature));
  BOOST_TEST(!is_signed(key, "\x72", signature.substr(1)));
  VerifierKey other = key;
  other.bytes[3] ^= 1U;
  BOOST_TEST(!is_signed(other, "\x72", signature));
}

/// The key that Go's documentation of signed notes shows.
BOOST_AUTO_TEST_CASE(reads_and_writes_a_known_verifier_key) {
  const std::string text = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
  const auto read = read_verifier(text);
  BOOST_TEST_REQUIRE(problem(read) == "none");
  const auto& key = std::get<VerifierKey>(read);
  BOOST_TEST(key.name == "PeterNeumann");
  BOOST_TEST(key_id(key) == 0xc74f20a3U);
  BOOST_TEST(verifier_text(key) == text);
}

BOOST_AUTO_TEST_CASE(refuses_a_verifier_key_that_is_not_whole) {
  const std::string text = verifier_text(verifier_of(known_key()));
  BOOST_TEST(problem(read_verifier(text)) == "none");
  BOOST_TEST(problem(read_verifier("")) == "it is not a name, an id and a key with '+' between");
  BOOST_TEST(problem(read_verifier(text.substr(0, 25))) ==
             "it is not a name, an id and a key with '+' between");
  BOOST_TEST(problem(read_verifier(changed(text, "key+", "k y+"))) ==
             "its name is empty, too long, or has a blank in it");
  BOOST_TEST(problem(read_verifier(changed(text, "key+", "kei+"))) ==
             "its id is not that of its name and key");
  BOOST_TEST(problem(read_verifier(text + "=")) == "its key is not 33 bytes in base64");
  BOOST_TEST(problem(read_verifier(text + "\n")) == "its key is not 33 bytes in base64");
  BOOST_TEST(problem(read_verifier(changed(text, "+AT1A", "+AD1A"))) ==
             "its key is not of the kind Ed25519");
}

const char* const bad_names[] = {"",         "a b",     "a+b",   "a\tb", "a\u00A0b",
                                 "a\u2003b", "a\u3000", "a\x7f", "\xFF"};

BOOST_DATA_TEST_CASE(a_name_has_no_blank_no_plus_and_no_control, data::make(bad_names)) {
  BOOST_TEST(!is_key_name(sample));
}

BOOST_AUTO_TEST_CASE(a_name_may_be_any_other_text) {
  BOOST_TEST(is_key_name("termijn.example/sleutel-één"));
  BOOST_TEST(is_key_name(std::string(200, 'x')));
  BOOST_TEST(!is_key_name(std::string(201, 'x')));
}

BOOST_AUTO_TEST_CASE(key_files_are_read_back) {
  const SigningKey key = known_key();
  const auto read = read_private_file(private_file(key));
  BOOST_TEST_REQUIRE(problem(read) == "none");
  BOOST_TEST(std::get<SigningKey>(read).name == key.name);
  BOOST_TEST((std::get<SigningKey>(read).seed == key.seed));
  const VerifierKey verifier = verifier_of(key);
  BOOST_TEST((std::get<VerifierKey>(read_public_file(public_file(verifier))) == verifier));
  const std::string line = verifier_text(verifier);
  BOOST_TEST((std::get<VerifierKey>(read_public_file(line)) == verifier));
  BOOST_TEST((std::get<VerifierKey>(read_public_file(line + "\n")) == verifier));
}

BOOST_AUTO_TEST_CASE(key_files_that_are_not_whole_are_refused) {
  const std::string secret = private_file(known_key());
  const std::string open = public_file(verifier_of(known_key()));
  BOOST_TEST(problem(read_private_file("")) == "it does not begin with a line 'name: NAME'");
  BOOST_TEST(problem(read_private_file(open)) == "it does not begin with a line 'name: NAME'");
  BOOST_TEST(problem(read_private_file(changed(secret, "MC4C", "MC4D"))) ==
             "its second part is not a private Ed25519 key in PEM");
  BOOST_TEST(problem(read_private_file(secret + "\n")) ==
             "its second part is not a private Ed25519 key in PEM");
  BOOST_TEST(problem(read_private_file(secret + std::string(5000, ' '))) ==
             "it does not begin with a line 'name: NAME'");
  BOOST_TEST(problem(read_public_file(secret)) ==
             "it is not a name, an id and a key with '+' between");
  BOOST_TEST(problem(read_public_file(open + open)) ==
             "its second part is not a public Ed25519 key in PEM");
  const std::string other = public_file(verifier_of(make_key("termijn.example/key")));
  const auto line = [](const std::string& text) { return text.substr(0, text.find('\n')); };
  BOOST_TEST(problem(read_public_file(changed(open, line(open), line(other)))) ==
             "its two parts are not one key");
}

BOOST_AUTO_TEST_CASE(new_keys_differ) {
  BOOST_TEST((make_key("a").seed != make_key("a").seed));
  BOOST_TEST(make_key("termijn.example/key").name == "termijn.example/key");
}

BOOST_AUTO_TEST_CASE(openssl_reads_the_files_and_agrees_on_signatures) {
  const TemporaryFolder folder;
  const SigningKey key = make_key("termijn.example/key");
  const std::string secret = folder / "key", open = folder / "key.pub", text = folder / "text";
  put(secret, private_file(key));
  put(open, public_file(verifier_of(key)));
  put(text, "origin\n7\nroot\n");
  put(folder / "signature", sign(key, get(text)));
  BOOST_TEST_REQUIRE(openssl("version"));
  BOOST_TEST(openssl("pkeyutl -verify -rawin -pubin -inkey " + open + " -in " + text +
                     " -sigfile " + folder / "signature"));
  BOOST_TEST(openssl("pkeyutl -sign -rawin -inkey " + secret + " -in " + text + " -out " +
                     folder / "theirs"));
  BOOST_TEST((get(folder / "theirs") == sign(key, get(text))));
  put(text, "origin\n8\nroot\n");
  BOOST_TEST(!openssl("pkeyutl -verify -rawin -pubin -inkey " + open + " -in " + text +
                      " -sigfile " + folder / "signature"));
}
