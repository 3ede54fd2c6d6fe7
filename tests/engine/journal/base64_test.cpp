#include "engine/journal/base64.hpp"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

using namespace termijn;

namespace {

struct Pair {
  const char* bytes;
  const char* text;
};

std::ostream& operator<<(std::ostream& out, const Pair& pair) { return out << pair.text; }

// RFC 4648 section 10.
const Pair vectors[] = {{"", ""},
                        {"f", "Zg=="},
                        {"fo", "Zm8="},
                        {"foo", "Zm9v"},
                        {"foob", "Zm9vYg=="},
                        {"fooba", "Zm9vYmE="},
                        {"foobar", "Zm9vYmFy"},
                        {"\xFB\xFF\xFE", "+//+"}};

const char* const refused[] = {"Zg=",  "Zg",     "Zh==", "Zm9=", "Zg==Zg==", "Z===",
                               "====", "Zm9v\n", "Zm-_", " Zm9", "Zm9v=",    "=Zm9"};

}  // namespace

BOOST_DATA_TEST_CASE(writes_and_reads_the_vectors_of_the_rfc,
                     boost::unit_test::data::make(vectors)) {
  BOOST_TEST(engine::base64(sample.bytes) == sample.text);
  BOOST_TEST(engine::from_base64(sample.text).value() == sample.bytes);
}

BOOST_DATA_TEST_CASE(refuses_another_spelling, boost::unit_test::data::make(refused)) {
  BOOST_TEST(!engine::from_base64(sample).has_value());
}

BOOST_AUTO_TEST_CASE(writes_and_reads_hexadecimal_digits) {
  BOOST_TEST(engine::hex_of(std::string("\0\x9f\xff", 3)) == "009fff");
  BOOST_TEST(engine::from_hex("009fff").value() == std::string("\0\x9f\xff", 3));
  for (const char* bad : {"0", "0G", "FF", "0 "}) BOOST_TEST(!engine::from_hex(bad).has_value());
}
