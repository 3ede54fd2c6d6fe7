#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "engine/journal/event.hpp"
#include "engine/journal/merkle.hpp"

namespace termijn::engine {

/// The world failed: no such file, not a store, locked, full, damaged. The
/// message is for the operator. Exit code 3.
class StoreError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

struct StoreInfo {
  int format = 2;        ///< 1 of a file of before, until it is first written to.
  bool sandbox = false;  ///< Takes its clock from `--now`; its salts are derived, not random.
  std::string origin;    ///< Names this store in checkpoints.
  Instant created;

  friend bool operator==(const StoreInfo&, const StoreInfo&) = default;
};

/// What a store knows of a region. Derived from its events.
struct RegionRow {
  std::string region;
  std::string rulebook;  ///< Hex digest of the rulebook in force for new candidatures.
  MerkleTree tree;

  friend bool operator==(const RegionRow&, const RegionRow&) = default;
};

/// Where a candidature stands. Derived from its events; `audit verify` recomputes
/// it and compares.
struct CandidatureRow {
  std::string region;
  std::string id;
  std::string organisation;  ///< Folded for comparison (case, blanks).
  std::string stage;
  std::string rulebook;  ///< The one it is judged by.
  std::string standing;  ///< `open`, `held`, `parked` or `ended`.
  std::optional<Instant> arrival;
  std::uint64_t last_sequence = 0;

  friend bool operator==(const CandidatureRow&, const CandidatureRow&) = default;
};

/// A limit that runs for a candidature: the first instant at which it has lapsed.
struct DueRow {
  Instant due;
  std::string region;
  std::string candidature;
  /// The transition's id, or `owed:` and the act. An amendment that waits for its instant
  /// is `amendment:` and its digest, of no candidature.
  std::string limit;

  friend bool operator==(const DueRow&, const DueRow&) = default;
  friend auto operator<=>(const DueRow&, const DueRow&) = default;
};

/// A limit that has fired, and when: what keeps it from firing twice.
struct Claim {
  DueRow limit;
  Instant fired;

  friend bool operator==(const Claim&, const Claim&) = default;
};

/// A message that somebody is to be sent, once.
struct Notice {
  std::string region;
  std::string candidature;
  std::string rule;        ///< What calls for it: a transition's id, `owed:…`, `held`.
  std::string occurrence;  ///< Which time round: the due instant, RFC 3339 in UTC.
  std::string recipient;   ///< A role: `applicant`, `coordinator`, `reviewer`.
  std::string text;
  Instant created;

  friend bool operator==(const Notice&, const Notice&) = default;
};

/// An act that was refused, kept so that nothing a person sent is lost.
struct RefusedAct {
  Instant recorded;
  std::string line;  ///< As it came.
  std::string code;
  std::string reason;

  friend bool operator==(const RefusedAct&, const RefusedAct&) = default;
};

/// A statement of a region's size and root, as a note that may be signed
/// (engine/journal/checkpoint.hpp). Numbered from 1 in the store, in the order of making.
struct CheckpointRow {
  std::uint64_t number = 0;  ///< Assigned when it is put.
  std::string region;
  std::uint64_t size = 0;  ///< How many events it is about: the first so many.
  std::string note;
  Instant made;

  friend bool operator==(const CheckpointRow&, const CheckpointRow&) = default;
};

/// A time stamp (RFC 3161, the response as it came) over a checkpoint's note.
struct StampRow {
  std::uint64_t number = 0;      ///< Assigned when it is put.
  std::uint64_t checkpoint = 0;  ///< Its number.
  std::string bytes;
  Instant attached;

  friend bool operator==(const StampRow&, const StampRow&) = default;
};

/// A key that checkpoints of this store are signed with.
struct KeyRow {
  std::uint64_t number = 0;  ///< Assigned when it is put.
  std::string name;
  std::string verifier;  ///< As `verifier_key` writes it (engine/journal/note.hpp).
  Instant added;
  bool required = false;  ///< Every checkpoint from then on must be signed with it.

  friend bool operator==(const KeyRow&, const KeyRow&) = default;
};

/// Who is running the night.
struct NightHolder {
  std::string holder;
  Instant started;

  friend bool operator==(const NightHolder&, const NightHolder&) = default;
};

/// A text or a data file that rules were made of, kept by digest: rulebook
/// files, calendars, regimes, zone data.
struct Document {
  std::string kind;  ///< `rulebook`, `calendar`, `regime`, `zone`
  std::string name;
  std::string bytes;

  friend bool operator==(const Document&, const Document&) = default;
};

/// What is written together or not at all. Dropped without `commit`: nothing of
/// it stays. Ends before its store does; after `commit` it is of no more use.
/// Everything throws StoreError when the file fails.
class Transaction {
 public:
  virtual ~Transaction() = default;

  /// Adds an event with the region's next sequence, hashes its bytes into the
  /// region's tree, and returns it as numbered. A region begins with its first event.
  virtual Event append(Event event) = 0;
  /// Adds an event as another store held it, byte for byte: for an import, which has asked
  /// `decode` whether it is one. Its sequence must be the region's next; its personal data
  /// may have been erased.
  virtual void restore(const std::string& region, const StoredEvent& event) = 0;
  /// The rulebook in force for a region's new candidatures from now on.
  virtual void set_rulebook(const std::string& region, const std::string& digest) = 0;
  virtual void put_candidature(const CandidatureRow& row) = 0;
  /// Replaces the limits that run for a candidature; all of `rows` are of it.
  virtual void put_due(const std::string& region, const std::string& candidature,
                       const std::vector<DueRow>& rows) = 0;
  /// Claims the firing of a limit; false when it was claimed before.
  virtual bool claim(const DueRow& row, Instant fired) = 0;
  /// Queues a notice; false when the same one was queued before.
  virtual bool put_notice(const Notice& notice) = 0;
  /// Keeps a refused act; the same line refused for the same code again is one.
  virtual void put_refusal(const RefusedAct& refused) = 0;
  /// Keeps a document under the SHA-256 of its bytes and returns that in hex. Kept
  /// once: the same bytes under another name are the document that was there.
  virtual std::string put_document(const Document& document) = 0;

  /// Puts a checkpoint, a stamp or a key behind those that are there and gives its number.
  virtual std::uint64_t put_checkpoint(const CheckpointRow& row) = 0;
  virtual std::uint64_t put_stamp(const StampRow& row) = 0;
  virtual std::uint64_t put_key(const KeyRow& row) = 0;

  /// Removes the personal data of an event and its salt; the event stays as it is and its
  /// commitment can no longer be guessed. False when there was none.
  virtual bool erase_personal(const std::string& region, std::uint64_t sequence) = 0;
  /// Empties the line and the reason of the refused act with this place in `refusals`, from 1,
  /// and forgets by what the line was known: a guess at it cannot be tried. Its code, and that
  /// there was one, stay. False when there is none.
  virtual bool erase_refusal(std::uint64_t number) = 0;

  /// Writes down who runs the night, over whoever did; whether that may be is the caller's.
  virtual void take_night(const NightHolder& holder) = 0;
  virtual void release_night() = 0;

  virtual void commit() = 0;
};

/// The one file (or, in memory, its twin) that holds everything. Append-only
/// where it counts: no event is ever changed or removed.
///
/// One object is for one thread. Two processes on one file are safe: writers take
/// turns, `begin` waits for its turn up to the busy timeout and then throws. One
/// object has one transaction at a time: to begin another is a StoreError.
/// Reads see the latest commit, and inside a transaction its own writes.
/// Everything throws StoreError when the file fails.
class Store {
 public:
  virtual ~Store() = default;

  virtual StoreInfo info() const = 0;
  virtual std::vector<RegionRow> regions() const = 0;  ///< Sorted by name.
  virtual std::optional<RegionRow> region(const std::string& name) const = 0;
  /// The names of the regions that have events, sorted, read from the events
  /// themselves: what `regions` should know.
  virtual std::vector<std::string> logs() const = 0;

  /// The events of one candidature, in order; empty when never heard of.
  virtual std::vector<StoredEvent> history(const std::string& region,
                                           const std::string& candidature) const = 0;
  /// Visits a region's events from a sequence on, in order, one at a time; those
  /// that are appended meanwhile may or may not come. Throws what `visit` throws.
  virtual void scan(const std::string& region, std::uint64_t first,
                    const std::function<void(const StoredEvent&)>& visit) const = 0;

  virtual std::optional<CandidatureRow> candidature(const std::string& region,
                                                    const std::string& id) const = 0;
  /// Sorted by id.
  virtual std::vector<CandidatureRow> candidatures(const std::string& region) const = 0;
  /// Those of one organisation (folded), sorted by id.
  virtual std::vector<CandidatureRow> candidatures_of(const std::string& region,
                                                      const std::string& organisation) const = 0;

  /// The limits due at `now` or before, in due order, at most `most`.
  virtual std::vector<DueRow> due(Instant now, std::size_t most) const = 0;
  /// The first limits due after `now`, in due order.
  virtual std::vector<DueRow> upcoming(Instant now, std::size_t most) const = 0;
  virtual std::vector<DueRow> due_of(const std::string& region,
                                     const std::string& candidature) const = 0;

  /// In due order.
  virtual std::vector<Claim> claims() const = 0;
  /// Sorted by occurrence, then region, candidature, rule and recipient.
  virtual std::vector<Notice> notices() const = 0;
  /// In the order in which they were kept.
  virtual std::vector<RefusedAct> refusals() const = 0;
  virtual std::optional<Document> document(const std::string& digest) const = 0;
  /// The document of a kind under a name, such as the parts of a rulebook under
  /// its digest; of several, the one whose own digest sorts first.
  virtual std::optional<Document> document_named(const std::string& kind,
                                                 const std::string& name) const = 0;
  /// The digests of all documents, sorted.
  virtual std::vector<std::string> documents() const = 0;

  /// Of one region, in the order of making.
  virtual std::vector<CheckpointRow> checkpoints(const std::string& region) const = 0;
  virtual std::vector<StampRow> stamps() const = 0;  ///< In the order of attaching.
  virtual std::vector<KeyRow> keys() const = 0;      ///< In the order of adding.
  virtual std::optional<NightHolder> night() const = 0;

  /// The first on a file of an older format upgrades it, in a transaction of its own.
  virtual std::unique_ptr<Transaction> begin() = 0;

  /// Writes the whole store anew, so that nothing of what was erased is left anywhere in
  /// it, not in pages that were freed or rearranged. Outside any transaction; needs room for the
  /// store once more. Throws StoreError.
  virtual void compact() = 0;
};

/// A store that lasts as long as the object. The same promises, for tests and
/// rehearsals.
std::unique_ptr<Store> memory_store(StoreInfo info);

}  // namespace termijn::engine
