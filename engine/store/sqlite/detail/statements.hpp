#pragma once

/// Every statement that is run on an open store. Columns are bound and read by
/// their place here.
namespace termijn::engine::detail::sql {

inline constexpr char begin[] = "BEGIN IMMEDIATE";
inline constexpr char commit[] = "COMMIT";
inline constexpr char rollback[] = "ROLLBACK";

inline constexpr char make_info[] =
    "INSERT INTO store (number, sandbox, origin, created) VALUES (1, ?, ?, ?)";
inline constexpr char info[] = "SELECT sandbox, origin, created FROM store";

inline constexpr char regions[] =
    "SELECT region, rulebook, size, subtrees FROM region ORDER BY region";
inline constexpr char region[] =
    "SELECT region, rulebook, size, subtrees FROM region WHERE region = ?";
inline constexpr char put_region[] =
    "INSERT INTO region (region, rulebook, size, subtrees) VALUES (?, ?, ?, ?) "
    "ON CONFLICT DO UPDATE SET rulebook = excluded.rulebook, size = excluded.size, "
    "subtrees = excluded.subtrees";

/// Steps from region to region: a DISTINCT would read every event.
inline constexpr char logs[] =
    "WITH RECURSIVE log (region) AS (SELECT min(region) FROM event UNION ALL "
    "SELECT (SELECT min(region) FROM event WHERE region > log.region) FROM log "
    "WHERE log.region IS NOT NULL) SELECT region FROM log WHERE region IS NOT NULL";

inline constexpr char append_event[] =
    "INSERT INTO event (region, sequence, candidature, previous, bytes, leaf) "
    "VALUES (?, ?, ?, ?, ?, ?)";
inline constexpr char put_leaf[] = "UPDATE event SET leaf = ? WHERE region = ? AND sequence = ?";
inline constexpr char append_personal[] =
    "INSERT INTO personal (region, sequence, salt, bytes) VALUES (?, ?, ?, ?)";
inline constexpr char head[] = "SELECT head FROM candidature WHERE region = ? AND id = ?";
inline constexpr char put_head[] =
    "INSERT INTO candidature (region, id, head) VALUES (?, ?, ?) "
    "ON CONFLICT DO UPDATE SET head = excluded.head";
inline constexpr char event[] =
    "SELECT sequence, candidature, bytes, leaf, previous FROM event "
    "WHERE region = ? AND sequence = ?";
inline constexpr char scan_events[] =
    "SELECT sequence, candidature, bytes, leaf FROM event WHERE region = ? AND sequence >= ? "
    "ORDER BY sequence";
inline constexpr char personal[] =
    "SELECT sequence, salt, bytes FROM personal WHERE region = ? AND sequence = ?";
inline constexpr char scan_personal[] =
    "SELECT sequence, salt, bytes FROM personal WHERE region = ? AND sequence >= ? "
    "ORDER BY sequence";
inline constexpr char erase_personal[] = "DELETE FROM personal WHERE region = ? AND sequence = ?";

#define TERMIJN_CANDIDATURE_COLUMNS \
  "region, id, organisation, stage, rulebook, standing, arrival, last_sequence"
inline constexpr char candidature[] = "SELECT " TERMIJN_CANDIDATURE_COLUMNS
                                      " FROM candidature "
                                      "WHERE region = ? AND id = ? AND stage IS NOT NULL";
inline constexpr char candidatures[] = "SELECT " TERMIJN_CANDIDATURE_COLUMNS
                                       " FROM candidature "
                                       "WHERE region = ? AND stage IS NOT NULL ORDER BY id";
inline constexpr char candidatures_of[] =
    "SELECT " TERMIJN_CANDIDATURE_COLUMNS
    " FROM candidature "
    "WHERE region = ? AND organisation = ? AND stage IS NOT NULL ORDER BY id";
#undef TERMIJN_CANDIDATURE_COLUMNS
/// Leaves the organisation alone, and with it the index over it.
inline constexpr char update_candidature[] =
    "UPDATE candidature SET stage = ?4, rulebook = ?5, standing = ?6, arrival = ?7, "
    "last_sequence = ?8 WHERE region = ?1 AND id = ?2 AND organisation = ?3";
inline constexpr char put_candidature[] =
    "INSERT INTO candidature "
    "(region, id, organisation, stage, rulebook, standing, arrival, last_sequence) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) ON CONFLICT DO UPDATE SET "
    "organisation = excluded.organisation, stage = excluded.stage, rulebook = excluded.rulebook, "
    "standing = excluded.standing, arrival = excluded.arrival, "
    "last_sequence = excluded.last_sequence";

inline constexpr char limits[] = "SELECT limits FROM candidature WHERE region = ? AND id = ?";
inline constexpr char put_limits[] =
    "INSERT INTO candidature (region, id, limits) VALUES (?, ?, ?) "
    "ON CONFLICT DO UPDATE SET limits = excluded.limits";
inline constexpr char add_due[] =
    "INSERT INTO due (due, region, candidature, limit_id) VALUES (?, ?, ?, ?)";
inline constexpr char remove_due[] =
    "DELETE FROM due WHERE due = ? AND region = ? AND candidature = ? AND limit_id = ?";
inline constexpr char due[] =
    "SELECT due, region, candidature, limit_id FROM due WHERE due <= ? "
    "ORDER BY due, region, candidature, limit_id LIMIT ?";
inline constexpr char upcoming[] =
    "SELECT due, region, candidature, limit_id FROM due WHERE due > ? "
    "ORDER BY due, region, candidature, limit_id LIMIT ?";
inline constexpr char claim[] =
    "INSERT INTO claim (due, region, candidature, limit_id, fired) VALUES (?, ?, ?, ?, ?) "
    "ON CONFLICT DO NOTHING";

inline constexpr char claims[] =
    "SELECT due, region, candidature, limit_id, fired FROM claim "
    "ORDER BY due, region, candidature, limit_id";

inline constexpr char put_notice[] =
    "INSERT INTO notice (occurrence, region, candidature, rule, recipient, text, created) "
    "VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING";
inline constexpr char notices[] =
    "SELECT occurrence, region, candidature, rule, recipient, text, created FROM notice "
    "ORDER BY occurrence, region, candidature, rule, recipient";

inline constexpr char has_refusal[] = "SELECT 1 FROM refused WHERE fingerprint = ?";
inline constexpr char put_refusal[] =
    "INSERT INTO refused (number, fingerprint, recorded, line, code, reason) "
    "VALUES ((SELECT ifnull(max(number), 0) + 1 FROM refused), ?, ?, ?, ?, ?)";
inline constexpr char refusals[] =
    "SELECT recorded, line, code, reason FROM refused ORDER BY number";

inline constexpr char compact[] = "VACUUM";
inline constexpr char erase_refusal[] =
    "UPDATE refused SET fingerprint = CAST('erased ' || number AS BLOB), line = x'', reason = '' "
    "WHERE number = ?";

inline constexpr char put_checkpoint[] =
    "INSERT INTO checkpoint (number, region, size, note, made) "
    "VALUES ((SELECT ifnull(max(number), 0) + 1 FROM checkpoint), ?, ?, ?, ?) RETURNING number";
inline constexpr char checkpoints[] =
    "SELECT number, region, size, note, made FROM checkpoint WHERE region = ? ORDER BY number";
inline constexpr char put_stamp[] =
    "INSERT INTO stamp (number, checkpoint, bytes, attached) "
    "VALUES ((SELECT ifnull(max(number), 0) + 1 FROM stamp), ?, ?, ?) RETURNING number";
inline constexpr char stamps[] =
    "SELECT number, checkpoint, bytes, attached FROM stamp ORDER BY number";
inline constexpr char put_key[] =
    "INSERT INTO key (number, name, verifier, added, required) "
    "VALUES ((SELECT ifnull(max(number), 0) + 1 FROM key), ?, ?, ?, ?) RETURNING number";
inline constexpr char keys[] =
    "SELECT number, name, verifier, added, required FROM key ORDER BY number";
inline constexpr char take_night[] =
    "INSERT INTO night (number, holder, started) VALUES (1, ?, ?) "
    "ON CONFLICT DO UPDATE SET holder = excluded.holder, started = excluded.started";
inline constexpr char release_night[] = "DELETE FROM night";
inline constexpr char night[] = "SELECT holder, started FROM night";

inline constexpr char document[] = "SELECT kind, name, bytes FROM document WHERE digest = ?";
inline constexpr char document_named[] =
    "SELECT kind, name, bytes FROM document WHERE kind = ? AND name = ? ORDER BY digest LIMIT 1";
inline constexpr char documents[] = "SELECT digest FROM document ORDER BY digest";
inline constexpr char put_document[] =
    "INSERT INTO document (number, digest, kind, name, bytes) "
    "VALUES ((SELECT ifnull(max(number), 0) + 1 FROM document), ?, ?, ?, ?)";

/// What holds for each connection; docs/decisions/0003 says why. The cache is in KiB: with
/// SQLite's own 2 MB a batch of 500 limits spills before its commit and syncs six times, not four.
inline constexpr char settings[] =
    "PRAGMA journal_mode = DELETE;"
    "PRAGMA synchronous = EXTRA;"
    "PRAGMA mmap_size = 0;"
    "PRAGMA foreign_keys = ON;"
    "PRAGMA secure_delete = ON;"
    "PRAGMA temp_store = MEMORY;"
    "PRAGMA cache_size = -16384;";
inline constexpr char read_application_id[] = "PRAGMA application_id";
inline constexpr char read_user_version[] = "PRAGMA user_version";
inline constexpr char set_application_id[] = "PRAGMA application_id = ";
inline constexpr char set_user_version[] = "PRAGMA user_version = ";

}  // namespace termijn::engine::detail::sql
