#pragma once

#include <algorithm>
#include <sstream>
#include <string>
#include <vector>

#include "../support/files.hpp"

namespace termijn::tests {

inline const std::string example =
    std::string(TERMIJN_SOURCE_DIR) + "/examples/lokale-partnerschappen-2023";

/// One command of a season: acts to record, or a night at an instant.
struct Step {
  std::vector<std::string> acts;  ///< Empty: a night.
  std::string night;

  std::string text() const {
    std::string joined;
    for (const auto& line : acts) joined += line + '\n';
    return joined;
  }
};

inline std::vector<std::string> split_lines(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

/// The season of the five regions in which each `every`-th night is played, and the acts
/// before it are recorded in one go.
inline std::vector<Step> season(std::size_t every) {
  const std::string folder = "examples/lokale-partnerschappen-2023/";
  const auto acts = split_lines(contents(folder + "season.jsonl"));
  auto nights = split_lines(contents(folder + "nights.txt"));
  std::erase_if(nights, [](const std::string& line) { return line.starts_with('#'); });
  std::vector<Step> steps;
  std::size_t next = 0;
  // `{"at":"2023-…` : the instants of one summer in one zone sort as they are written.
  const auto at = [&](std::size_t act) { return acts[act].substr(7, 25); };
  for (std::size_t number = every; number < nights.size(); number += every) {
    Step people;
    while (next < acts.size() && at(next) < nights[number]) people.acts.push_back(acts[next++]);
    if (!people.acts.empty()) steps.push_back(people);
    steps.push_back({{}, nights[number]});
  }
  return steps;
}

}  // namespace termijn::tests
