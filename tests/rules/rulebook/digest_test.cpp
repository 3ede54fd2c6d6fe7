// The digest is over what a rulebook says, not over how it is laid out.

#include <algorithm>
#include <set>
#include <stdexcept>
#include <string>
#include <vector>

#include <boost/test/unit_test.hpp>
#include <rapidcheck.h>

#include "support.hpp"

namespace {

using namespace termijn::rules;
namespace tests = termijn::tests;

/// A header with its keys, each key with all the lines of its value.
struct Section {
  std::string header;  ///< `[time]`, `[[channel]]`; empty for the top.
  std::vector<std::string> keys;
};

bool begins_a_key(const std::string& line) {
  return !line.empty() && (std::isalnum(static_cast<unsigned char>(line[0])) || line[0] == '"') &&
         line.find(" = ") != std::string::npos;
}

/// Takes the canonical text apart; it has one fixed layout. A line inside a long
/// text is told from a key by the quotes that are still open.
std::vector<Section> sections(const std::string& canonical) {
  std::vector<Section> found(1);
  std::istringstream lines(canonical);
  bool open = false;
  for (std::string line; std::getline(lines, line);) {
    if (open)
      found.back().keys.back() += "\n" + line;
    else if (line.starts_with("["))
      found.push_back({line, {}});
    else if (begins_a_key(line))
      found.back().keys.push_back(line);
    if (line.find("'''") != std::string::npos) open = !open;
  }
  return found;
}

template <typename T>
std::vector<T> shuffled(std::vector<T> values) {
  for (std::size_t i = values.size(); i > 1; --i) {
    std::swap(values[i - 1], values[*rc::gen::inRange<std::size_t>(0, i)]);
  }
  return values;
}

std::string written(const Section& section) {
  std::string out = section.header + (*rc::gen::arbitrary<bool>() ? "  # é, een noot" : "") + "\n";
  for (std::string key : shuffled(section.keys)) {
    if (*rc::gen::arbitrary<bool>()) out += "\n# een noot = 'x' [[y]]\n";
    if (*rc::gen::arbitrary<bool>()) key.insert(key.find(" = "), "   ");
    out += std::string(*rc::gen::inRange<std::size_t>(0, 4), ' ') + key + "\n";
  }
  return out;
}

/// The sections in another order; those of one list keep theirs, which is content.
std::string written(const std::vector<Section>& all) {
  std::vector<std::string> names;
  for (const Section& section : all) names.push_back(section.header);
  std::vector<std::string> order = shuffled(names);
  std::map<std::string, std::vector<const Section*>> left;
  for (const Section& section : all) left[section.header].push_back(&section);
  std::string out;
  for (const std::string& name : order) {
    out += written(*left[name].front()) + "\n";
    left[name].erase(left[name].begin());
  }
  return out;
}

/// Deals the content over two layers: the keys of a table at will, of a list its
/// first part to the lower one.
tests::Files in_two_layers(const std::vector<Section>& all) {
  Section top[2];
  std::vector<Section> layers[2];
  std::set<std::string> upper_has_begun;
  for (const Section& section : all) {
    if (section.header.empty()) continue;
    if (section.header.starts_with("[[")) {
      const bool upper = upper_has_begun.contains(section.header) || *rc::gen::arbitrary<bool>();
      if (upper) upper_has_begun.insert(section.header);
      layers[upper ? 1 : 0].push_back(section);
      continue;
    }
    Section parts[2] = {{section.header, {}}, {section.header, {}}};
    for (const std::string& key : section.keys) {
      parts[*rc::gen::arbitrary<bool>() ? 1 : 0].keys.push_back(key);
    }
    for (int i : {0, 1}) layers[i].push_back(parts[i]);
  }
  const std::string upper = "schema = 1\nextends = \"lower.toml\"\n";
  return {{"lower.toml", "schema = 1\n" + written(layers[0])},
          {"upper.toml", upper + written(layers[1])}};
}

Rulebook rulebook(const tests::Files& files, const std::string& name) {
  Loaded loaded = tests::load(files, name);
  if (!loaded.rulebook) throw std::runtime_error(tests::found(loaded));
  return std::move(*loaded.rulebook);
}

const char* const regions[] = {"zora-werkt", "pajotarl", "lier", "oostende", "mechelen-bodukap"};

std::string resolved_of(const std::string& region) {
  static std::map<std::string, std::string> known;
  auto& text = known[region];
  if (text.empty()) text = rulebook(tests::season(), region + ".toml").resolved;
  return text;
}

}  // namespace

BOOST_AUTO_TEST_CASE(the_resolved_text_is_a_rulebook_of_the_same_digest) {
  for (const std::string region : regions) {
    const Rulebook original = rulebook(tests::season(), region + ".toml");
    const Rulebook again = rulebook({{"resolved.toml", original.resolved}}, "resolved.toml");
    BOOST_TEST(again.resolved == original.resolved);
    BOOST_TEST(hex(again.digest) == hex(original.digest));
    BOOST_TEST(hex(original.digest) == hex(sha256(original.resolved)));
  }
}

BOOST_AUTO_TEST_CASE(layout_comments_and_the_split_over_files_do_not_change_the_digest) {
  const bool holds = rc::check([] {
    const std::string region = regions[*rc::gen::inRange(0, 5)];
    const auto all = sections(resolved_of(region));
    const Rulebook again = rulebook(in_two_layers(all), "upper.toml");
    RC_ASSERT(again.resolved == resolved_of(region));
  });
  BOOST_TEST(holds);
}

BOOST_AUTO_TEST_CASE(every_word_of_a_rulebook_is_in_its_digest) {
  const auto digest_with = [](const std::string& from, const std::string& to) {
    tests::Files files = tests::season();
    std::string& text = files["call.toml"];
    text.replace(text.find(from), from.size(), to);
    return hex(rulebook(files, "zora-werkt.toml").digest);
  };
  const std::set<std::string> digests{
      hex(rulebook(tests::season(), "zora-werkt.toml").digest),
      digest_with("brake = 5", "brake = 6"),
      digest_with("at least 5'", "at least 6'"),
      digest_with("arrival by deadline", "arrival  by deadline"),
      digest_with("Duurzame groei", "Groei"),
  };
  BOOST_TEST(digests.size() == 5U);
}
