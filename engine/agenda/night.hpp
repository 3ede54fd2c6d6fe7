#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "engine/agenda/erasure.hpp"
#include "engine/journal/store.hpp"
#include "engine/workflow/adoption.hpp"

namespace termijn::engine {

/// A limit that fired tonight.
struct Fired {
  std::string region;
  std::string candidature;
  std::string limit;   ///< The transition's id.
  Instant due;         ///< When it should have.
  Instant fired;       ///< When it did: later after an outage.
  std::string became;  ///< The stage that the candidature came to.
};

/// Something that waits for a person.
struct Waiting {
  std::string region;
  std::string candidature;
  std::string limit;
  Instant due;
  std::string reason;  ///< In words: what is owed, which fact is missing, why it is held.
};

/// What the next nights will bring.
struct Upcoming {
  std::string region;
  std::string candidature;
  std::string limit;
  Instant due;
};

/// An amendment that took effect tonight.
struct AmendedTonight {
  std::string region;
  std::string rulebook;  ///< Its digest.
  Instant due;
  Instant fired;
  std::size_t candidatures = 0;  ///< That are judged by it from now on.
};

struct NightReport {
  Instant now;
  bool dry_run = false;
  std::vector<Fired> fired;      ///< In due order.
  std::vector<Waiting> held;     ///< Adverse automatic moves above the brake.
  std::vector<Waiting> overdue;  ///< What people owe and did not do, or rules that miss a fact.
  std::vector<Waiting> parked;   ///< Nothing automatic happens to these.
  std::vector<Waiting> soon;     ///< Owed within the next day.
  std::vector<Upcoming> upcoming;
  std::vector<AmendedTonight> amended;
  std::vector<ErasureDue> erasure_due;  ///< For a person to erase.
  std::size_t notices = 0;              ///< Queued tonight.
};

struct NightOptions {
  bool dry_run = false;
  /// Limits in one transaction; more where a brake holds more: all or none.
  std::size_t batch = 500;
  std::size_t upcoming = 20;  ///< How many to list.
  /// Told after each limit how many were handled and how many are left; may be empty.
  std::function<void(std::size_t done, std::size_t left)> progress{};
};

/// Fires every limit that is due at `now` or before, in due order, across all regions,
/// each once: a second run changes nothing. What goes wrong with one candidature parks it
/// with the reason and the rest go on. More automatic adverse moves under a rulebook
/// than its brake allows are held, all of them, for a person to confirm. An amendment takes effect
/// at its place in that order, and the brake looks again at what is then due. A dry run writes
/// nothing and reports the same. Throws StoreError; then what was committed stays and the next run
/// goes on from there.
NightReport run_night(Store& store, Procedures& procedures, Instant now,
                      const NightOptions& options);

}  // namespace termijn::engine
