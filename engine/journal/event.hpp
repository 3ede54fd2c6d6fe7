#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include <boost/json/object.hpp>

#include "rules/digest.hpp"
#include "rules/time/date.hpp"

namespace termijn::engine {

using rules::Digest;
using rules::Instant;

/// An act that was accepted, or a consequence of one, written down. Its kinds
/// are listed in engine/candidature/kinds.hpp; stored words never change.
struct Event {
  std::string region;
  std::uint64_t sequence = 0;  ///< From 1 in each region without gaps; assigned when appended.
  std::string candidature;     ///< Empty for what concerns the whole region.
  std::string kind;
  Instant happened;  ///< When it counts from.
  Instant recorded;  ///< When the store learned of it.
  std::string actor;
  std::string rulebook;      ///< Hex digest of the rulebook it was decided under.
  boost::json::object body;  ///< Whole numbers, texts, truths, lists, objects; no fractions.
  /// What may have to be erased one day: it stays outside the hashed bytes, which
  /// hold only a salted commitment to it. Empty: there is none.
  boost::json::object personal;

  friend bool operator==(const Event&, const Event&) = default;
};

/// A salt for one commitment: 16 random bytes (or, in a sandbox, derived ones).
using Salt = std::string;

/// SHA-256(salt ‖ canonical JSON of `personal`).
Digest commitment(const Salt& salt, const boost::json::object& personal);

/// Whether these bytes are UTF-8, as every text of an event must be. Whoever takes
/// a text in asks; JSON and TOML that were read have been asked already.
bool is_text(std::string_view text);

/// JSON with keys sorted by their bytes and no layout: one text for one value (the subset
/// of RFC 8785 that whole numbers, texts, truths, null, lists and objects need). Aborts
/// on a fraction and on a text that is not UTF-8: none is ever put in.
std::string canonical(const boost::json::value& value);

/// The bytes that are stored and hashed: the canonical JSON of format version 1,
/// with `"personal":"<hex commitment>"` where there is personal data. An
/// event is encoded once; verification hashes the stored bytes. Aborts when there is
/// personal data and no salt. docs/decisions/0004-event-encoding.md has the format.
std::string encode(const Event& event, const Salt& salt);

/// An event as it stands in a store.
struct StoredEvent {
  std::uint64_t sequence = 0;
  std::string candidature;
  std::string bytes;
  Salt salt;             ///< Empty when there is no personal data, or it was erased.
  std::string personal;  ///< Canonical JSON; empty likewise.
  /// The leaf hash that was kept beside it when it was appended, 32 bytes; empty in a store of
  /// format 1. What is proved is the hash of `bytes`: this one only tells which event was changed.
  std::string leaf{};
};

/// Reads stored bytes back, and the personal data beside them. The text says what
/// is wrong: not canonical, an unknown format version, a missing field, a row that
/// names another sequence or candidature, personal data that was not committed to.
/// At most 64 levels deep.
std::variant<Event, std::string> decode(const StoredEvent& stored);

}  // namespace termijn::engine
