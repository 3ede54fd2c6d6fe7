#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "engine/audit/carry_over.hpp"
#include "engine/audit/impact.hpp"
#include "engine/candidature/decide.hpp"
#include "engine/workflow/adoption.hpp"

namespace termijn::engine {

/// The limit of a row of the night's queue that stands for an amendment begins so; its
/// digest follows. The row is of no candidature.
inline constexpr std::string_view amendment_prefix = "amendment:";

/// An amendment as its event tells it: the rules of a region change from an instant on, for the
/// open candidatures too.
struct Amendment {
  std::string region;
  std::string to;  ///< The digest of the rulebook that then holds.
  std::string actor;
  std::string reason;
  Instant effective;
  std::uint64_t sequence = 0;   ///< Of its event.
  bool allows_earlier = false;  ///< It was said that limits may close earlier.

  DueRow row() const { return {effective, region, "", std::string(amendment_prefix) + to}; }
};

/// Reads a `rulebook-amended` event. Throws StoreError when that is none.
Amendment amendment_of(const Event& event);
/// The amendments of a region, in the order in which they were made.
std::vector<Amendment> amendments_of(const Store& store, const std::string& region);
/// The one that waits for its instant; there is at most one.
std::optional<Amendment> waiting_amendment(const Store& store, const std::string& region);

/// The rulebook that a new candidature is born under, by when it arrives: an amendment counts
/// from its instant on, also before the night has brought it to those that exist; a rulebook that
/// was adopted, from the moment it was recorded. Empty: the region has none.
struct BirthRules {
  std::string digest;
  std::uint64_t since = 0;  ///< The sequence of the event that put it into force.
};
BirthRules birth_rules(const Store& store, const std::string& region, Instant arrival);
/// The amendments that a candidature born under these rules must still go through: they took
/// effect before it was recorded, and after it arrived.
std::vector<Amendment> missed_amendments(const Store& store, const std::string& region,
                                         const BirthRules& birth);

struct RulesChange {
  const Amendment& amendment;
  const Procedure& from;
  const Procedure& to;
  Instant now;
  EarlierCandidatures earlier;
};

/// What an amendment leads to for one open candidature: `rules-changed`, and what follows from
/// the new rules by itself. Pure, and the same for the nightly run and the audit. An amendment
/// refuses nobody: where the new rules would move the candidature to its disadvantage at
/// once, it is parked for a person. So is one whose stage they do not know, under its old rules. A
/// limit that would close earlier without leave to do so stays as it was.
Accepted change_rules(const State& state, const RulesChange& change);

struct AmendmentRequest {
  const rules::Rulebook& rulebook;
  const RulebookFiles& files;
  std::string actor;
  std::string reason;
  Instant effective;
  Instant now;
  bool allow_earlier = false;
};

/// What came of amending.
struct Amended {
  bool done = false;    ///< False: it is in force or waits already, and nothing was written.
  bool waits = false;   ///< Until its instant; otherwise it took effect at once.
  Instant effective;    ///< Never before now: an amendment does not reach back.
  ImpactReport impact;  ///< On all open candidatures, whichever rulebook judges them.
  std::vector<EarlierLimit> earlier;
  std::size_t notices = 0;
};

/// Amends the rules of a region for its open candidatures and for those that arrive from the
/// instant on. Refused (A0130 …; docs/diagnostics/acts.md) where it would leave a
/// candidature without a stage, shorten a limit that runs without leave, or while
/// another waits. A dry run is a transaction that is dropped.
std::variant<Amended, Refusal> amend(Transaction& transaction, const Store& store,
                                     Procedures& procedures, const AmendmentRequest& request);

/// What the night does at the instant: moves every open candidature, in order of id, and puts
/// the rulebook into force for new ones. Returns those that were moved.
std::vector<std::string> take_effect(Transaction& transaction, const Store& store,
                                     Procedures& procedures, const Amendment& amendment,
                                     Instant now);

/// The amendment that must reach this candidature before an act dated `at` is judged: one that
/// waits for the night though its instant has come. None while an earlier limit of it waits too.
std::optional<Amendment> overtaken_by(const Store& store, const State& state, Instant at,
                                      Instant now);

}  // namespace termijn::engine
