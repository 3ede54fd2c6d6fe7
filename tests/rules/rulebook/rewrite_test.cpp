// Rules in normal form and in the other language: the file round them stays, and
// the rulebook decides as it did.
#include "rules/rulebook/rewrite.hpp"

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include "support.hpp"

namespace {

namespace data = boost::unit_test::data;
namespace fs = std::filesystem;
namespace tests = termijn::tests;
using namespace termijn::rules;

const std::string head = "schema = 1 # one\n[[requirement]]\nid='a'\nrule = ";

/// A rule with its quotes, and how it stands in the file afterwards.
struct Row {
  std::string before;
  std::string after;
};

std::ostream& operator<<(std::ostream& out, const Row& row) { return out << row.before; }

const Row rows[] = {
    {"'versions   =  1'", "'versions = 1'"},
    {"\"versions   =  1\"", "\"versions = 1\""},
    {"' versions = 1 '  # why", "'versions = 1'  # why"},
    {"'organisation = \"x  y\"'", "'organisation = \"x  y\"'"},
    {"\"organisation =  'x'\"", "\"organisation = 'x'\""},
    {"'''\n   versions =  1\n'''", "'''\n   versions = 1\n'''"},
    {"'''\n\tversions =  1   and\n pitched\n\t'''", "'''\n\tversions = 1\n\tand pitched\n\t'''"},
    {"'''versions\n  =  1'''", "'''versions = 1'''"},
    {"'''(versions =  1) or\npitched'''", "'''versions = 1\n  or pitched'''"},
    {"\"\"\"\r\nversions =  1\r\nand pitched   \r\n\"\"\"\r",
     "\"\"\"\r\nversions = 1\r\nand pitched\r\n\"\"\"\r"},
    {"'''organisation  = 'x' '''", "'''organisation = 'x' '''"},
    {"'''  'x'  = organisation'''", "''' 'x' = organisation'''"},
    {"'aankomst UITERLIJK deadline en (pitched)'", "'aankomst uiterlijk deadline en pitched'"},
};

FileSource only(const std::string& text) {
  return [text](const std::string&) { return std::optional(text); };
}

FileSource from(const tests::Files& files) {
  return [&files](const std::string& name) -> std::optional<std::string> {
    const auto at = files.find(name);
    return at == files.end() ? std::nullopt : std::optional(at->second);
  };
}

std::string said(const Rewritten& rewritten) {
  return render(rewritten.diagnostics, *rewritten.sources);
}

std::string rewritten(const std::string& text, Language to = Language::any) {
  const Rewritten result = rewrite_rules("a.toml", only(text), to);
  BOOST_TEST_REQUIRE(result.text.has_value(), said(result));
  return *result.text;
}

/// The rulebooks of the examples and of tests/golden/good with what they extend.
const tests::Files& sound() {
  static const tests::Files files = [] {
    tests::Files read;
    for (const auto& [name, text] : tests::season()) read["season/" + name] = text;
    for (const char* folder : {"good", "layers"}) {
      const fs::path golden = fs::path("tests/golden") / folder;
      for (const auto& entry : fs::directory_iterator(TERMIJN_SOURCE_DIR / golden)) {
        const std::string name = entry.path().filename().string();
        if (!name.ends_with(".toml")) continue;
        read[std::string(folder) + "/" + name] = tests::contents(golden / name);
      }
    }
    return read;
  }();
  return files;
}

std::vector<std::string> sound_names() {
  std::vector<std::string> names;
  for (const auto& [name, text] : sound()) {
    if (!name.starts_with("layers/")) names.push_back(name);
  }
  return names;
}

void check_same(const std::string& name, const std::string& text) {
  const Loaded before = tests::load(sound(), name);
  tests::Files files = sound();
  files[name] = text;
  const Loaded after = tests::load(files, name);
  BOOST_TEST(before.layer == after.layer);
  if (before.layer) return;
  BOOST_TEST_REQUIRE(after.rulebook.has_value(), tests::found(after));
  BOOST_TEST(same_rules(*before.rulebook, *after.rulebook));
}

}  // namespace

BOOST_DATA_TEST_CASE(changes_only_what_stands_between_the_quotes, data::make(rows)) {
  const std::string tail = "\n# the end";
  BOOST_TEST(rewritten(head + sample.before + tail) == head + sample.after + tail);
  BOOST_TEST(rewritten(head + sample.after + tail) == head + sample.after + tail);
}

BOOST_DATA_TEST_CASE(a_sound_rulebook_decides_as_it_did, data::make(sound_names())) {
  for (const Language to : {Language::any, Language::en, Language::nl}) {
    const Rewritten once = rewrite_rules(sample, from(sound()), to);
    BOOST_TEST_REQUIRE(once.text.has_value(), said(once));
    BOOST_TEST(said(once) == "");
    check_same(sample, *once.text);
    tests::Files files = sound();
    files[sample] = *once.text;
    const Rewritten twice = rewrite_rules(sample, from(files), to);
    BOOST_TEST(twice.changed.empty());
    BOOST_TEST(*twice.text == *once.text);
  }
}

BOOST_AUTO_TEST_CASE(the_example_is_in_normal_form_already) {
  for (const auto& [name, text] : tests::season()) {
    const Rewritten result = rewrite_rules(name, from(tests::season()), Language::any);
    BOOST_TEST_REQUIRE(result.text.has_value());
    BOOST_TEST(*result.text == text, name);
  }
}

BOOST_AUTO_TEST_CASE(a_translation_and_back_is_the_normal_form) {
  const Rewritten dutch = rewrite_rules("call.toml", from(tests::season()), Language::nl);
  BOOST_TEST_REQUIRE(dutch.text.has_value());
  BOOST_TEST(dutch.text->find("rule    = 'aankomst uiterlijk deadline'") != std::string::npos);
  BOOST_TEST(dutch.text->find("because = \"de kandidatuur moet binnen") != std::string::npos);
  const Rewritten english = rewrite_rules("call.toml", only(*dutch.text), Language::en);
  BOOST_TEST_REQUIRE(english.text.has_value());
  std::string call = tests::season().at("call.toml");
  // One of them is singular in Dutch, and stays so.
  call.replace(call.find("any challenges"), 14, "any challenge");
  BOOST_TEST(*english.text == call);
}

BOOST_AUTO_TEST_CASE(a_rule_that_cannot_be_read_is_left_and_reported) {
  const std::string text =
      head + "'versions   = '\n[[channel]]\nid='b'\nrule='mail  to a@b.example'\n";
  const Rewritten result = rewrite_rules("a.toml", only(text), Language::any);
  BOOST_TEST_REQUIRE(result.text.has_value());
  BOOST_TEST(*result.text ==
             head + "'versions   = '\n[[channel]]\nid='b'\nrule='e-mail to a@b.example'\n");
  BOOST_TEST_REQUIRE(result.diagnostics.size() == 1U);
  BOOST_TEST(result.diagnostics.front().code == "E0201");
  BOOST_TEST_REQUIRE(result.changed.size() == 1U);
  BOOST_TEST(result.changed.front().key == "channel.rule");
}

BOOST_AUTO_TEST_CASE(a_rule_with_an_escape_is_left_and_reported) {
  const std::string text = head + R"("organisation   = \"x\"")" + "\n";
  const Rewritten result = rewrite_rules("a.toml", only(text), Language::any);
  BOOST_TEST(result.text.value_or("") == text);
  BOOST_TEST_REQUIRE(result.diagnostics.size() == 1U);
  BOOST_TEST(result.diagnostics.front().code == "E0511");
}

BOOST_AUTO_TEST_CASE(a_rule_that_would_say_something_else_is_left_and_reported) {
  // 'van' fills, and here is the fact's own name as well.
  const std::string text = head + "'any van van   in [1, 2]'\n";
  const Rewritten result = rewrite_rules("a.toml", only(text), Language::any);
  BOOST_TEST(result.text.value_or("") == text);
  BOOST_TEST_REQUIRE(result.diagnostics.size() == 1U);
  BOOST_TEST(result.diagnostics.front().code == "W0590");
}

BOOST_AUTO_TEST_CASE(moments_and_texts_for_people_stay) {
  const std::string text =
      "schema = 1\n[timeline]\ndeadline = '9  juni'\n[governs]\ndeadline = 'voor  9 juni'\n"
      "[workflow]\nmust-pass = ['a   before b']\n[[example]]\nname = 'a  b'\n";
  BOOST_TEST(rewritten(text) == text);
}

BOOST_AUTO_TEST_CASE(a_name_of_the_rulebook_is_no_alias) {
  // `challenge` would be the singular of `challenges`, were it not a list of its own.
  const std::string text = head +
                           "'any challenge in [\"x\"] and any challenges = 1'\n"
                           "[[fact]]\nid = 'challenge'\ntype = 'texts'\n";
  const std::string dutch = rewritten(text, Language::nl);
  BOOST_TEST(dutch.find("minstens één challenge in") != std::string::npos, dutch);
  BOOST_TEST(dutch.find("minstens één uitdaging =") != std::string::npos, dutch);
}

BOOST_AUTO_TEST_CASE(what_is_no_toml_is_refused) {
  const Rewritten result = rewrite_rules("a.toml", only("schema = "), Language::any);
  BOOST_TEST(!result.text.has_value());
  BOOST_TEST_REQUIRE(result.diagnostics.size() == 1U);
  BOOST_TEST(result.diagnostics.front().code == "E0501");
}

BOOST_AUTO_TEST_CASE(other_rules_are_told_apart) {
  const auto differs = [](const std::string& from, const std::string& to) {
    tests::Files files = tests::season();
    std::string& call = files["call.toml"];
    const auto at = call.find(from);
    BOOST_TEST_REQUIRE(at != std::string::npos, from);
    call.replace(at, from.size(), to);
    const Loaded one = tests::load(tests::season(), "lier.toml");
    const Loaded other = tests::load(files, "lier.toml");
    BOOST_TEST_REQUIRE(other.rulebook.has_value(), tests::found(other));
    return !same_rules(*one.rulebook, *other.rulebook);
  };
  BOOST_TEST(differs("total at least 60%", "total at least 61%"));
  BOOST_TEST(differs("total at least 60%", "total more than 60%"));
  BOOST_TEST(differs("40% partnership + 30% innovation", "30% partnership + 40% innovation"));
  BOOST_TEST(differs("'median'", "'mean'"));
  BOOST_TEST(differs("then earliest arrival", "then latest arrival"));
  BOOST_TEST(differs("when reviewed by review", "when pitched by review"));
  BOOST_TEST(differs("adverse undone by admit-late", "undone by admit-late"));
  BOOST_TEST(differs("'median'", "'trimmed mean 20%'"));
  BOOST_TEST(differs("[workflow]", "[selection]\nplaces = 3\n[workflow]"));
  const std::string rounding = "rounding = 'total half-up to 1 decimal'\nrank    ";
  BOOST_TEST(differs("rank    ", rounding));
  BOOST_TEST(!differs("total at least 60%", "(total ten minste 60 percent)"));
}
