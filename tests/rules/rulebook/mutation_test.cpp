// Rulebooks with random damage: each is either refused with a reason or loads,
// and what is said about it can be printed.

#include <random>
#include <string>
#include <vector>

#include <boost/test/unit_test.hpp>

#include "support.hpp"

namespace {

using namespace termijn::rules;
namespace tests = termijn::tests;

using Random = std::mt19937;

std::size_t below(Random& random, std::size_t limit) {
  return limit == 0 ? 0 : static_cast<std::size_t>(random()) % limit;
}

std::string spoil_bytes(std::string text, Random& random) {
  static const std::string favourites = "'\"[]{}=.,\n#\\-09aé \xFF\x01";
  const std::size_t at = below(random, text.size());
  switch (below(random, 4)) {
    case 0:
      text.erase(at, 1 + below(random, 5));
      break;
    case 1:
      text.insert(at, 1, favourites[below(random, favourites.size())]);
      break;
    case 2:
      text[at] = favourites[below(random, favourites.size())];
      break;
    default:
      text.insert(at, text.substr(below(random, text.size()), below(random, 60)));
  }
  return text;
}

std::string spoil_lines(const std::string& text, Random& random) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  const std::size_t one = below(random, lines.size());
  const std::size_t other = below(random, lines.size());
  switch (below(random, 3)) {
    case 0:
      std::swap(lines[one], lines[other]);
      break;
    case 1:
      lines.erase(lines.begin() + static_cast<std::ptrdiff_t>(one));
      break;
    default:
      lines.insert(lines.begin() + static_cast<std::ptrdiff_t>(one), lines[other]);
  }
  std::string out;
  for (const std::string& line : lines) out += line + "\n";
  return out;
}

void check_spoiled(unsigned seed) {
  static const char* const names[] = {"zora-werkt.toml", "pajotarl.toml", "lier.toml",
                                      "oostende.toml", "mechelen-bodukap.toml"};
  Random random(seed);
  tests::Files files = tests::season();
  const std::string region = names[below(random, 5)];
  std::string& text = files[below(random, 2) == 0 ? region : "call.toml"];
  const std::size_t times = 1 + below(random, 3);
  for (std::size_t i = 0; i < times; ++i) {
    text = below(random, 2) == 0 ? spoil_bytes(text, random) : spoil_lines(text, random);
  }
  const Loaded loaded = tests::load(files, region);
  const std::string said = tests::found(loaded);
  BOOST_TEST(loaded.rulebook.has_value() != has_errors(loaded.diagnostics),
             "seed " << seed << ": " << said);
  for (const Diagnostic& one : loaded.diagnostics) {
    BOOST_TEST(!one.message.empty(), "seed " << seed);
    BOOST_TEST(one.message.find('\n') == std::string::npos, "seed " << seed << one.message);
    const Span span = one.primary.span;
    BOOST_TEST_REQUIRE(span.source < loaded.sources->size());
    BOOST_TEST(span.begin <= span.end);
    BOOST_TEST(span.end <= loaded.sources->at(span.source).text().size(), "seed " << seed);
  }
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_spoiled_rulebook_is_refused_with_a_reason_or_loads) {
  for (unsigned seed = 1; seed <= 1000; ++seed) check_spoiled(seed);
}
