// Runs a fuzz target without a fuzzer: every seed as it is, then so many of them with
// random damage, the same ones each time. What `./run fuzz` found stays found: the inputs
// that once broke something lie among the seeds.
//
//   fuzz_moment_replay ROUNDS WORDS FOLDER…

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

namespace fs = std::filesystem;
using Random = std::mt19937;

std::string contents(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::vector<std::string> seeds_in(const std::vector<std::string>& folders) {
  std::vector<fs::path> paths;
  for (const std::string& folder : folders) {
    for (const auto& entry : fs::directory_iterator(folder)) {
      // Beside rulebooks lie files for people.
      const auto kind = entry.path().extension();
      if (kind.empty() || kind == ".toml") paths.push_back(entry.path());
    }
  }
  std::sort(paths.begin(), paths.end());
  std::vector<std::string> seeds;
  for (const fs::path& path : paths) seeds.push_back(contents(path));
  return seeds;
}

/// The words of a libFuzzer dictionary: each stands between double quotes, a line each.
std::vector<std::string> words_in(const std::string& file) {
  std::vector<std::string> words;
  std::ifstream lines(file);
  for (std::string line; std::getline(lines, line);) {
    if (line.size() > 2 && line.front() == '"') words.push_back(line.substr(1, line.size() - 2));
  }
  return words;
}

std::size_t below(Random& random, std::size_t limit) { return random() % limit; }

std::string damaged(const std::vector<std::string>& seeds, const std::vector<std::string>& words,
                    Random& random) {
  std::string text = seeds[below(random, seeds.size())];
  for (std::size_t times = 1 + below(random, 4); times > 0; --times) {
    const std::size_t at = below(random, text.size() + 1);
    switch (below(random, 5)) {
      case 0:
        text.erase(at, 1 + below(random, 8));
        break;
      case 1:
        text.insert(at, 1, static_cast<char>(below(random, 256)));
        break;
      case 2:
        text.insert(at, " " + words[below(random, words.size())] + " ");
        break;
      case 3: {
        const std::string& other = seeds[below(random, seeds.size())];
        text.insert(at, other.substr(below(random, other.size() + 1), below(random, 40)));
        break;
      }
      default:
        if (at < text.size()) text[at] = static_cast<char>(text[at] + 1);
    }
  }
  return text;
}

void run(const std::string& input) {
  // Kept where a crash leaves it, so that the input is not lost with the process.
  std::ofstream("last-fuzz-input", std::ios::binary) << input;
  LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(input.data()), input.size());
}

}  // namespace

int main(int count, char** arguments) {
  const std::vector<std::string> given(arguments + 1, arguments + count);
  if (given.size() < 3) {
    std::cerr << "usage: ROUNDS WORDS FOLDER…\n";
    return 2;
  }
  const auto seeds = seeds_in({given.begin() + 2, given.end()});
  const auto words = words_in(given[1]);
  if (seeds.empty() || words.empty()) {
    std::cerr << "no seeds or no words\n";
    return 2;
  }
  for (const std::string& seed : seeds) run(seed);
  Random random(20230609);
  const int rounds = std::stoi(given[0]);
  for (int round = 0; round < rounds; ++round) run(damaged(seeds, words, random));
  std::cout << seeds.size() << " seeds, " << rounds << " damaged\n";
}
