#pragma once

#include <sstream>

#include "../../support/files.hpp"
#include "../support/desk.hpp"
#include "engine/audit/replay.hpp"

namespace termijn::tests {

inline const std::string season_folder = "examples/lokale-partnerschappen-2023/";

inline std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

/// The example season, played to its end: acts and nights in one order of time.
struct Season {
  std::unique_ptr<engine::Store> store;
  std::unique_ptr<engine::Procedures> procedures;
  std::vector<engine::LineResult> results;            ///< One a line of season.jsonl.
  std::map<std::string, engine::NightReport> nights;  ///< By the words of nights.txt.
  std::vector<std::string> restless;                  ///< Nights whose second run wrote something.

  Season()
      : store(engine::memory_store({.format = 2,
                                    .sandbox = true,
                                    .origin = "season.example",
                                    .created = at("2023-04-01T00:00:00Z")})),
        procedures(std::make_unique<engine::Procedures>(*store)) {}

  std::size_t events() const {
    std::size_t count = 0;
    for (const auto& row : store->regions()) count += row.tree.size();
    return count;
  }

  void adopt(const std::string& file) {
    engine::RulebookFiles kept;
    const std::map<std::string, std::string> files{
        {file, contents(season_folder + file)},
        {"call.toml", contents(season_folder + "call.toml")}};
    const auto rulebook = load(files, file, &kept);
    auto transaction = store->begin();
    engine::adopt(*transaction, *store, rulebook, kept, "coordinator",
                  at("2023-04-19T09:00:00+02:00"));
    transaction->commit();
  }

  void record(const std::string& line) {
    const std::vector<std::string> one{line};
    const auto when = [](const engine::Act* act) { return act ? act->at : rules::Instant{}; };
    for (auto& result : engine::record(*store, *procedures, one, when)) {
      results.push_back(std::move(result));
    }
  }

  void night(const std::string& when) {
    nights[when] = engine::run_night(*store, *procedures, at(when), {});
    const auto before = events();
    const auto notices = store->notices().size();
    const auto again = engine::run_night(*store, *procedures, at(when), {});
    const bool silent = again.fired.empty() && events() == before;
    if (!silent || store->notices().size() != notices) restless.push_back(when);
  }
};

/// The instant of a line of season.jsonl, which begins with it.
inline rules::Instant instant_of(const std::string& line) {
  return at(line.substr(std::string("{\"at\":\"").size(), 25));
}

inline Season play() {
  Season season;
  for (const char* region : {"lier", "mechelen-bodukap", "oostende", "pajotarl", "zora-werkt"}) {
    season.adopt(std::string(region) + ".toml");
  }
  const auto acts = lines_of(contents(season_folder + "season.jsonl"));
  auto next = acts.begin();
  for (const auto& night : lines_of(contents(season_folder + "nights.txt"))) {
    if (night.empty() || night.front() == '#') continue;
    for (; next != acts.end() && instant_of(*next) < at(night); ++next) season.record(*next);
    season.night(night);
  }
  for (; next != acts.end(); ++next) season.record(*next);
  return season;
}

}  // namespace termijn::tests
