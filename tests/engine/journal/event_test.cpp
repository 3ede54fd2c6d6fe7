#include "engine/journal/event.hpp"

#include <boost/json/parse.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include "rules/time/zone.hpp"

using namespace termijn::engine;
namespace data = boost::unit_test::data;
namespace json = boost::json;

namespace {

const Salt salt = "0123456789abcdef";
// sha256sum of the salt followed by the JSON of `personal`
const std::string committed = "bd8d0542f8d713f5edc93e2999dc811ba70a1ea5a3e4d5a3ed28761ed87a4652";

Instant at(const char* text) { return termijn::rules::parse_rfc3339(text).value(); }

Event sample() {
  Event event;
  event.region = "zora-werkt";
  event.sequence = 7;
  event.candidature = "zora-werkt/0007";
  event.kind = "submitted";
  event.happened = at("2023-06-09T22:10:00+02:00");
  event.recorded = at("2023-06-09T22:10:05+02:00");
  event.actor = "coördinator";
  event.rulebook = "00ff";
  event.body = json::parse(R"({"documents":[{"name":"a\tb.pdf","size":1200}],"adverse":false,
                               "because":null,"":""})")
                   .as_object();
  return event;
}

Event personal_sample() {
  Event event = sample();
  event.personal = json::object{{"name", "An Voorbeeld"}, {"mail", "info@voorbeeld.example"}};
  return event;
}

StoredEvent stored(const Event& event) {
  StoredEvent row;
  row.sequence = event.sequence;
  row.candidature = event.candidature;
  row.bytes = encode(event, salt);
  if (!event.personal.empty()) {
    row.salt = salt;
    row.personal = canonical(event.personal);
  }
  return row;
}

std::string complaint(const StoredEvent& row) {
  const auto read = decode(row);
  const auto* problem = std::get_if<std::string>(&read);
  return problem == nullptr ? "none" : *problem;
}

std::string replaced(std::string text, const std::string& what, const std::string& with) {
  const auto place = text.find(what);
  BOOST_TEST_REQUIRE(place != std::string::npos, what << " is not there");
  return text.replace(place, what.size(), with);
}

const std::string sample_bytes =
    R"({"actor":"coördinator","body":{"":"","adverse":false,"because":null,)"
    R"("documents":[{"name":"a\tb.pdf","size":1200}]},"candidature":"zora-werkt/0007",)"
    R"("format":1,"happened":"2023-06-09T20:10:00Z","kind":"submitted",)"
    R"("recorded":"2023-06-09T20:10:05Z","region":"zora-werkt","rulebook":"00ff","sequence":7})";

struct Text {
  const char* json;
  const char* canonical;
};
std::ostream& operator<<(std::ostream& out, const Text& text) { return out << text.json; }

const Text texts[] = {
    {R"({ "b" : 1, "a" : [ true , null ] })", R"({"a":[true,null],"b":1})"},
    {R"({"aa":1,"a":2,"B":3,"é":4,"z":5})", R"({"B":3,"a":2,"aa":1,"z":5,"é":4})"},
    {R"("\u0000\u0008\u0009\u000a\u000b\u000c\u000d\u001f\u007f")",
     "\"\\u0000\\b\\t\\n\\u000b\\f\\r\\u001f\x7f\""},
    {R"("\"\\\/")", R"("\"\\/")"},
    {R"("\u20ac \ud83d\ude00")", "\"€ 😀\""},
    {"-9223372036854775808", "-9223372036854775808"},
    {"18446744073709551615", "18446744073709551615"},
    {"-0", "0"},
    {"[]", "[]"},
    {"{}", "{}"},
};

struct Spoiled {
  const char* what;
  const char* with;
  const char* complaint;
};
std::ostream& operator<<(std::ostream& out, const Spoiled& spoiled) {
  return out << spoiled.what << " -> " << spoiled.with;
}

const Spoiled spoiled_samples[] = {
    {R"({"actor")", R"( {"actor")", "not canonical JSON"},
    {R"("sequence":7)", R"("sequence": 7)", "not canonical JSON"},
    {R"("sequence":7)", R"("sequence":07)", "not a JSON object of whole numbers and texts"},
    {R"("size":1200)", R"("size":1200.0)", "not a JSON object of whole numbers and texts"},
    {R"("size":1200)", R"("size":12e2)", "not a JSON object of whole numbers and texts"},
    {R"("size":1200)", R"("size":-0)", "not canonical JSON"},
    {R"("size":1200)", R"("size":1200,"size":1200)", "not canonical JSON"},
    {R"(\t)", R"(\u0009)", "not canonical JSON"},
    {"coördinator", R"(co\u00f6rdinator)", "not canonical JSON"},
    {"coördinator", "co\xC3rdinator", "not a JSON object of whole numbers and texts"},
    {R"("format":1)", R"("format":2)", "an unknown format version"},
    {R"("format":1,)", "", "field 'format' is missing"},
    {R"("format":1)", R"("format":"1")", "field 'format' is not a whole number"},
    {R"("kind":"submitted",)", "", "field 'kind' is missing"},
    {R"("kind":"submitted")", R"("kind":null)", "field 'kind' is not a text"},
    {R"("kind":"submitted")", R"("kind":"submitted","more":1)",
     "a field that is not of this format"},
    {"2023-06-09T20:10:00Z", "2023-06-09T22:10:00+02:00", "not canonical JSON"},
    {"2023-06-09T20:10:00Z", "2023-06-31T20:10:00Z", "field 'happened' is not an instant"},
    {R"("recorded")", R"("personal":"","recorded")", "field 'personal' is not a digest"},
    {R"("sequence":7)", R"("sequence":8)", "the sequence is not that of its row"},
    {R"("sequence":7)", R"("sequence":-7)", "field 'sequence' is not a whole number"},
    {"zora-werkt/0007", "zora-werkt/0008", "the candidature is not that of its row"},
    {R"("sequence":7})", R"("sequence":7}})", "not a JSON object of whole numbers and texts"},
};

}  // namespace

BOOST_DATA_TEST_CASE(writes_one_text_for_one_value, data::make(texts)) {
  BOOST_TEST(canonical(json::parse(sample.json)) == sample.canonical);
}

BOOST_AUTO_TEST_CASE(encodes_an_event_as_the_format_says) {
  BOOST_TEST(encode(sample(), {}) == sample_bytes);
}

BOOST_AUTO_TEST_CASE(reads_back_what_it_wrote) {
  const StoredEvent row = stored(personal_sample());
  BOOST_TEST_REQUIRE(complaint(row) == "none");
  BOOST_TEST((std::get<Event>(decode(row)) == personal_sample()));
}

BOOST_AUTO_TEST_CASE(keeps_personal_data_out_of_the_bytes) {
  const StoredEvent row = stored(personal_sample());
  BOOST_TEST(row.bytes.find("Voorbeeld") == std::string::npos);
  BOOST_TEST(row.bytes.find(R"("personal":")" + committed + '"') != std::string::npos);
}

BOOST_AUTO_TEST_CASE(an_erased_person_leaves_a_readable_event) {
  StoredEvent row = stored(personal_sample());
  row.salt.clear();
  row.personal.clear();
  BOOST_TEST_REQUIRE(complaint(row) == "none");
  BOOST_TEST((std::get<Event>(decode(row)) == sample()));
}

BOOST_DATA_TEST_CASE(refuses_bytes_that_are_not_an_event, data::make(spoiled_samples)) {
  StoredEvent row = stored(::sample());
  row.bytes = replaced(row.bytes, sample.what, sample.with);
  BOOST_TEST(complaint(row) == sample.complaint);
}

BOOST_AUTO_TEST_CASE(refuses_what_is_no_object) {
  for (const char* bytes : {"", "[]", "1", "null", "{", "nonsense"}) {
    StoredEvent row = stored(sample());
    row.bytes = bytes;
    BOOST_TEST(complaint(row) == "not a JSON object of whole numbers and texts");
  }
}

BOOST_AUTO_TEST_CASE(refuses_personal_data_that_was_not_committed_to) {
  StoredEvent row = stored(personal_sample());
  row.personal = replaced(row.personal, "An V", "Jo V");
  BOOST_TEST(complaint(row) == "the personal data is not what the event committed to");
  row.salt.clear();
  BOOST_TEST(complaint(row) == "personal data and its salt do not come together");
  row = stored(sample());
  row.salt = salt;
  row.personal = "{}";
  BOOST_TEST(complaint(row) == "personal data beside an event that has none");
}

BOOST_AUTO_TEST_CASE(knows_utf8) {
  for (const std::string_view text : {"", "a", "é€😀", "\xED\x9F\xBF", "\xF4\x8F\xBF\xBF"}) {
    BOOST_TEST(is_text(text), text);
  }
  for (const std::string_view text : {"\x80", "\xC3", "\xC0\x80", "\xE0\x80\x80", "\xED\xA0\x80",
                                      "\xF4\x90\x80\x80", "\xF8\x88\x80\x80\x80", "a\xFF"}) {
    BOOST_TEST(!is_text(text));
  }
}
