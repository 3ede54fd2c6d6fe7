#pragma once

#include "engine/candidature/state.hpp"
#include "player.hpp"

namespace termijn::simulation {

/// Makes up the life of a store from a seed: calls over some years, candidatures, what
/// people do with them in and out of order, nonsense, nights, and the nights that never
/// ran. It looks at the store to do what is likely there, so it plays what it writes, and
/// what it plays is held against the promises.
class Author {
 public:
  Author(std::uint64_t seed, engine::Store& store);

  /// Writes and plays the whole; the first broken promise ends it.
  Breach write();
  const Script& script() const { return script_; }
  const Player& player() const { return player_; }

 private:
  Breach live(std::size_t at);
  Breach amend(std::size_t at, Date day);
  Breach one_day(const Call& call, Date day);
  Breach run_night(const Call& call, Date day);
  Breach people(const Call& call, Date day);
  void arrivals(const Call& call, Date day);
  void work_on(const Call& call, const engine::State& state);
  void free_acts(const Call& call, const engine::State& state);
  void nonsense(const Call& call);
  Breach play(Step step);

  /// A line for an act at `now_`, or a while before it.
  void say(const Call& call, const std::string& id, const std::string& act, const std::string& body,
           const std::string& actor = "coordinator");
  void submit(const Call& call, const std::string& id, Instant at);
  std::string outcome();
  std::string a_score();

  Dice dice_;
  Script script_;
  Player player_;
  Instant now_{};
  Instant last_{};                  ///< The clock never goes back.
  std::vector<std::string> lines_;  ///< Of this hour.
  std::vector<std::string> said_;   ///< Some lines of before, to be sent again.
  int born_ = 0;
  int outage_ = 0;  ///< Nights that will not run yet.
};

/// The years that a seed's life spans.
std::deque<Call> make_calls(Dice& dice);

}  // namespace termijn::simulation
