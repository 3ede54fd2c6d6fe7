#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <variant>
#include <vector>

#include "engine/journal/event.hpp"
#include "rules/language/value.hpp"

namespace termijn::engine {

struct SubmittedDocument {
  std::string name;
  std::optional<std::int64_t> pages;

  friend bool operator==(const SubmittedDocument&, const SubmittedDocument&) = default;
};

/// One arrival of a candidature. A later one never overwrites an earlier one.
struct Version {
  int number = 0;  ///< From 1, in the order of recording.
  Instant arrival;
  std::string channel;    ///< The channel's id, or `none`.
  std::string recipient;  ///< The address it was sent to.
  bool on_time = false;   ///< By the deadline that held for this candidature when last judged.
  std::vector<SubmittedDocument> documents;
  std::vector<std::int64_t> challenges;

  friend bool operator==(const Version&, const Version&) = default;
};

/// One reviewer's scores as recorded, exact decimals by criterion.
using RecordedScores = std::map<std::string, std::string>;

/// A limit that a person moved for this candidature; it outranks the region's.
struct Override {
  Instant closes;
  bool inclusive = false;
  std::string reason;

  friend bool operator==(const Override&, const Override&) = default;
};

/// The last move from stage to stage.
struct Move {
  std::string transition;  ///< Its id in the flow; empty for a move back.
  std::string from;
  std::string to;
  bool automatic = false;
  bool adverse = false;
  Instant happened;

  friend bool operator==(const Move&, const Move&) = default;
};

enum class Standing { open, held, parked, refused, withdrawn, ended };

/// A candidature as its events tell it. `State = fold(events)`: nothing in it comes
/// from anywhere else, so the same events give the same state for ever.
struct State {
  std::string region;
  std::string id;
  std::string rulebook;  ///< The one it is judged by: of its birth, or of the last amendment.
  std::string organisation;
  std::string stage;  ///< Empty before the first submission.
  bool ended = false;
  bool withdrawn = false;
  std::vector<Version> versions;
  std::map<std::string, RecordedScores> scorecards;  ///< By reviewer; the latest counts.
  std::set<std::string> conflicts;                   ///< Reviewers who may not score.
  std::map<std::string, std::string> facts;          ///< Recorded facts, as text by name.
  /// The latest instant of each named event, for limits counted from it: `submitted`,
  /// `decided`, `told`, `pitched`, `rebutted`, `reassessed`.
  std::map<std::string, Instant, std::less<>> anchors;
  std::map<std::string, Override> overrides;  ///< By milestone.
  bool admitted_late = false;
  std::string outcome;  ///< `selected`, `reserve`, `rejected`; empty: undecided.
  std::map<std::string, std::string> reasons;  ///< Of the decision, by criterion.
  std::string reassessment;                    ///< Why so after a rebuttal; empty: none.
  std::string supersedes;  ///< Why the decision took the place of another; empty: it did not.
  std::optional<Move> last_move;
  std::set<std::string> held;     ///< Transitions that wait for a person.
  std::string parked;             ///< Why nothing automatic happens; empty: not parked.
  std::optional<Instant> erased;  ///< When personal data was last erased.
  std::set<std::string> acts;     ///< Digests of the acts recorded.
  Instant last_act;               ///< When the latest act of a person happened.
  std::uint64_t last_sequence = 0;

  friend bool operator==(const State&, const State&) = default;

  bool exists() const { return !versions.empty(); }
  /// Whether anything can still happen to it: amendments reach these and no others.
  bool is_open() const { return exists() && !ended && !withdrawn; }
  Standing standing() const;
  /// The version that counts: of the on-time ones the latest to arrive (recorded in whatever
  /// order), or where none is on time the latest of all. Null before the first.
  const Version* counting() const;
};

std::string_view to_string(Standing standing);

/// A history that cannot be folded: an unknown kind or a malformed body. It is refused,
/// never guessed.
struct FoldFault {
  std::uint64_t sequence = 0;
  std::string message;
};

/// Whether an event is an act that somebody reported, and not a consequence of one.
bool is_act(const Event& event);

/// Takes one event in. The text says what is wrong with it; then `state` is as before
/// but for what can no longer matter.
std::optional<FoldFault> apply(State& state, const Event& event);

std::variant<State, FoldFault> fold(const std::vector<Event>& events);

/// Organisation names compare without regard to case, accents being kept, and to blanks.
std::string folded_name(std::string_view name);

}  // namespace termijn::engine
