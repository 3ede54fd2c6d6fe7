#pragma once

#include <map>
#include <optional>

#include "engine/agenda/night.hpp"
#include "engine/agenda/record.hpp"
#include "engine/candidature/state.hpp"
#include "engine/workflow/adoption.hpp"
#include "script.hpp"

namespace termijn::simulation {

/// A promise that the engine did not keep.
struct Broken {
  std::string promise;  ///< Which: the same word for the same promise.
  std::string how;

  std::string words() const { return promise + ": " + how; }
};
using Breach = std::optional<Broken>;  ///< Empty: all is well.

/// The calls in force so far, by the digest of their rulebook.
using Calls = std::map<std::string, const Call*>;

/// The candidatures of a store, folded again only where something was appended.
class States {
 public:
  explicit States(const engine::Store& store) : store_(store) {}

  /// Null where its history cannot be folded.
  const engine::State* of(const engine::CandidatureRow& row);

 private:
  const engine::Store& store_;
  std::map<std::pair<std::string, std::string>, engine::State> folded_;
};

/// Plays a script onto a store, step by step, and holds what comes of it against what was
/// promised.
class Player {
 public:
  /// `cuts`: the plug is pulled where a step says so.
  Player(engine::Store& store, const std::deque<Call>& calls, bool cuts);

  Breach play(const Step& step);
  /// What takes a whole look at the store: bytes, replay, every history.
  Breach look_over() const;

  const engine::Store& store() const { return store_; }
  engine::Procedures& procedures() { return procedures_; }
  States& states() { return states_; }
  std::size_t recorded() const { return recorded_; }
  std::size_t refused() const { return refused_; }
  std::size_t fired() const { return fired_; }
  std::size_t amended() const { return amended_; }

 private:
  Breach adopt(const Step& step);
  Breach amend(const Step& step);
  void learn(const std::string& rules, const std::string& digest);
  Breach record(const Step& step);
  Breach record_checked(const Step& step);
  Breach night(const Step& step);
  Breach night_with_cuts(const Step& step);
  Breach night_checked(const Step& step);
  Breach second_night(const Step& step);
  engine::NightReport run_night(const Step& step);
  std::vector<engine::LineResult> record_lines(const Step& step);
  Breach kept_what_was_there();
  Breach ran_on(const engine::CandidatureRow& row) const;
  Breach decides_the_same(const std::string& line, Instant now);

  engine::Store& store_;
  const std::deque<Call>& made_;
  Calls calls_;
  bool cuts_;
  mutable engine::Procedures procedures_;
  States states_;
  std::map<std::string, std::vector<std::string>> bytes_;  ///< Of every event so far, by region.
  /// What a line will lead to, decided beforehand; empty: not known.
  std::optional<std::vector<engine::Event>> decided_;
  std::size_t recorded_ = 0;
  std::size_t refused_ = 0;
  std::size_t fired_ = 0;
  std::size_t amended_ = 0;
};

/// The roots of every region, as text: two stores with the same ones hold the same events.
std::string roots(const engine::Store& store);

}  // namespace termijn::simulation
