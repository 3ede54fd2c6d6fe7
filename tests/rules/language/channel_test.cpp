#include "rules/language/channel.hpp"

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <rapidcheck.h>

using namespace termijn::rules;
namespace data = boost::unit_test::data;

namespace {

/// `e-mail|address|receipt`, or the code and the underlined words of each fault.
std::string compiled(const std::string& rule, Language language = Language::any) {
  Sources sources;
  const SourceId id = sources.add("rule", rule);
  Diagnostics diagnostics;
  const auto channel = compile_channel(whole(sources, id), "mail", language, diagnostics);
  std::string text;
  if (channel) {
    text = std::string(to_string(channel->medium)) + "|" + channel->address + "|" +
           (channel->counts == ArrivalCounts::receipt ? "receipt" : "dispatch");
  }
  for (const Diagnostic& fault : diagnostics) {
    const Span span = fault.primary.span;
    text +=
        fault.code + " '" + rule.substr(span.begin, span.end - span.begin) + "' " + fault.message;
  }
  return text;
}

struct Row {
  const char* rule;
  const char* result;

  friend std::ostream& operator<<(std::ostream& out, const Row& row) { return out << row.rule; }
};

const Row rows[] = {
    {"e-mail to kandidatuur@zora-werkt.example", "e-mail|kandidatuur@zora-werkt.example|receipt"},
    {"e-mail to a@b.example, counts by receipt", "e-mail|a@b.example|receipt"},
    {"e-mail naar a@b.example, telt bij ontvangst", "e-mail|a@b.example|receipt"},
    {"E-mail naar a@b.example,telt bij verzending", "e-mail|a@b.example|dispatch"},
    {"  mail   to a@b.example  ", "e-mail|a@b.example|receipt"},
    {"post to Dorpsstraat 1, 2500 Lier, counts by dispatch",
     "post|Dorpsstraat 1, 2500 Lier|dispatch"},
    {"post aan Dorpsstraat 1, 2500 Lier", "post|Dorpsstraat 1, 2500 Lier|receipt"},
    {"web to https://regio.example/in?a=1,2", "web|https://regio.example/in?a=1,2|receipt"},
    {"webformulier op https://regio.example", "web|https://regio.example|receipt"},
    {"hand at the town hall, room 3", "hand|the town hall, room 3|receipt"},
    {"afgifte aan het loket", "hand|het loket|receipt"},
    {"", "E0601 '' expected 'e-mail', 'post', 'web' or 'hand', but the text ends here"},
    {"fax to 012", "E0601 'fax' expected 'e-mail', 'post', 'web' or 'hand', found 'fax'"},
    {"e-mail a@b.example", "E0601 'a' expected 'to', found 'a'"},
    {"e-mail to ", "E0601 '' expected an address, but the text ends here"},
    {"e-mail to a@b.example, counts by arrival",
     "E0601 'arrival' expected 'receipt' or 'dispatch', found 'arrival'"},
    {"e-mail to a@b.example counts by receipt",
     "E0601 'counts by' a comma is missing before 'counts by'"},
    {"e-mail to a@b", "E0602 'a@b' this is not one e-mail address"},
    {"e-mail to a@@b.example", "E0602 'a@@b.example' this is not one e-mail address"},
    {"e-mail to @b.example", "E0602 '@b.example' this is not one e-mail address"},
    {"e-mail to a@b.example, c@b.example",
     "E0602 'a@b.example, c@b.example' this is not one e-mail address"},
    {"web to regio.example", "E0603 'regio.example' this is not a web address"},
    {"hand at the desk, counts by dispatch",
     "E0604 'dispatch' what is handed over has no dispatch"},
};

}  // namespace

BOOST_DATA_TEST_CASE(reads_channels_in_dutch_and_english, data::make(rows)) {
  BOOST_TEST(compiled(sample.rule) == sample.result);
}

BOOST_AUTO_TEST_CASE(a_channel_in_one_language_knows_only_its_words) {
  BOOST_TEST(compiled("e-mail naar a@b.example", Language::nl).starts_with("e-mail|"));
  BOOST_TEST(compiled("e-mail naar a@b.example", Language::en).starts_with("E0601"));
}

BOOST_AUTO_TEST_CASE(a_channel_of_more_than_a_thousand_bytes_is_refused) {
  BOOST_TEST(compiled("post to " + std::string(993, 'x')).starts_with("E0605"));
  BOOST_TEST(compiled("post to " + std::string(992, 'x')).starts_with("post|"));
}

BOOST_AUTO_TEST_CASE(no_bytes_crash_the_reader_of_channels) {
  BOOST_TEST(rc::check("random bytes", [] {
    const std::string start = *rc::gen::element<std::string>("", "e-mail to ", "post to ");
    const std::string said = compiled(start + *rc::gen::arbitrary<std::string>());
    RC_ASSERT(!said.empty());
    RC_ASSERT(said.find("boost") == std::string::npos);
  }));
}
