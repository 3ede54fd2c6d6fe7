#pragma once

namespace termijn::engine::detail {

/// What a store file is known by: `TRMJ` in its header, and the version of the
/// tables below in `user_version`. Both stay for ever.
constexpr int application_id = 0x54524D4A;
constexpr int store_format = 2;

/// The tables of format 1, and what format 2 adds to the event: its leaf hash, so that a
/// changed event is known from its neighbours. `region` comes first in every key but those of the
/// nightly run, which goes through all regions in due order. Rows that are only ever added lie in
/// the order in which they come, so that a night writes few pages; what changes for a candidature
/// (stage, limits, last event) is one row of one table.
///
/// Instants are seconds since 1970 in UTC. `event.previous` is the candidature's
/// event before, `candidature.head` its last: its history is a walk from there
/// and needs no index. A candidature without stage was never put, only written about.
///
/// The file itself refuses to change what is written: no UPDATE, no DELETE, and no
/// INSERT but the next, since REPLACE deletes without firing a DELETE trigger.
constexpr const char* schema = R"sql(
CREATE TABLE store (
  number INTEGER PRIMARY KEY CHECK (number = 1),
  sandbox INTEGER NOT NULL,
  origin TEXT NOT NULL,
  created INTEGER NOT NULL
) STRICT;
CREATE TABLE region (
  region TEXT PRIMARY KEY,
  rulebook TEXT NOT NULL,
  size INTEGER NOT NULL,
  subtrees BLOB NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE event (
  region TEXT NOT NULL,
  sequence INTEGER NOT NULL,
  candidature TEXT NOT NULL,
  previous INTEGER,
  bytes TEXT NOT NULL,
  leaf BLOB NOT NULL,
  PRIMARY KEY (region, sequence)
) STRICT, WITHOUT ROWID;
CREATE TABLE personal (
  region TEXT NOT NULL,
  sequence INTEGER NOT NULL,
  salt BLOB NOT NULL,
  bytes TEXT NOT NULL,
  PRIMARY KEY (region, sequence),
  FOREIGN KEY (region, sequence) REFERENCES event (region, sequence)
) STRICT, WITHOUT ROWID;
CREATE TABLE candidature (
  region TEXT NOT NULL,
  id TEXT NOT NULL,
  head INTEGER,
  limits TEXT,
  stage TEXT,
  organisation TEXT,
  rulebook TEXT,
  standing TEXT,
  arrival INTEGER,
  last_sequence INTEGER,
  PRIMARY KEY (region, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX candidature_of_organisation ON candidature (region, organisation);
CREATE TABLE due (
  due INTEGER NOT NULL,
  region TEXT NOT NULL,
  candidature TEXT NOT NULL,
  limit_id TEXT NOT NULL,
  PRIMARY KEY (due, region, candidature, limit_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE claim (
  due INTEGER NOT NULL,
  region TEXT NOT NULL,
  candidature TEXT NOT NULL,
  limit_id TEXT NOT NULL,
  fired INTEGER NOT NULL,
  PRIMARY KEY (due, region, candidature, limit_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE notice (
  occurrence TEXT NOT NULL,
  region TEXT NOT NULL,
  candidature TEXT NOT NULL,
  rule TEXT NOT NULL,
  recipient TEXT NOT NULL,
  text TEXT NOT NULL,
  created INTEGER NOT NULL,
  PRIMARY KEY (occurrence, region, candidature, rule, recipient)
) STRICT, WITHOUT ROWID;
CREATE TABLE refused (
  number INTEGER PRIMARY KEY,
  fingerprint BLOB NOT NULL UNIQUE,
  recorded INTEGER NOT NULL,
  line BLOB NOT NULL,
  code TEXT NOT NULL,
  reason TEXT NOT NULL
) STRICT;
CREATE TABLE document (
  number INTEGER PRIMARY KEY,
  digest TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  bytes BLOB NOT NULL
) STRICT;
CREATE INDEX document_of_name ON document (kind, name, digest);

CREATE TRIGGER store_stays BEFORE UPDATE ON store
BEGIN SELECT RAISE(ABORT, 'what a store is never changes'); END;
CREATE TRIGGER store_is_kept BEFORE DELETE ON store
BEGIN SELECT RAISE(ABORT, 'what a store is never changes'); END;
CREATE TRIGGER store_is_one BEFORE INSERT ON store
WHEN EXISTS (SELECT 1 FROM store)
BEGIN SELECT RAISE(ABORT, 'what a store is never changes'); END;

CREATE TRIGGER event_is_kept BEFORE DELETE ON event
BEGIN SELECT RAISE(ABORT, 'events are never removed'); END;
CREATE TRIGGER event_is_next BEFORE INSERT ON event
WHEN NEW.sequence IS NOT
     (SELECT ifnull(max(sequence), 0) + 1 FROM event WHERE region = NEW.region)
BEGIN SELECT RAISE(ABORT, 'an event has the next sequence of its region'); END;

CREATE TRIGGER personal_stays BEFORE UPDATE ON personal
BEGIN SELECT RAISE(ABORT, 'personal data is erased, never changed'); END;
CREATE TRIGGER personal_is_new BEFORE INSERT ON personal
WHEN NEW.sequence IS NOT (SELECT max(sequence) FROM event WHERE region = NEW.region)
  OR EXISTS (SELECT 1 FROM personal WHERE region = NEW.region AND sequence = NEW.sequence)
BEGIN SELECT RAISE(ABORT, 'personal data comes with its event'); END;

CREATE TRIGGER refused_is_kept BEFORE DELETE ON refused
BEGIN SELECT RAISE(ABORT, 'refused acts are never removed'); END;
CREATE TRIGGER refused_is_next BEFORE INSERT ON refused
WHEN NEW.number IS NOT (SELECT ifnull(max(number), 0) + 1 FROM refused)
  OR EXISTS (SELECT 1 FROM refused WHERE fingerprint = NEW.fingerprint)
BEGIN SELECT RAISE(ABORT, 'refused acts are only added'); END;

CREATE TRIGGER document_stays BEFORE UPDATE ON document
BEGIN SELECT RAISE(ABORT, 'documents are never changed'); END;
CREATE TRIGGER document_is_kept BEFORE DELETE ON document
BEGIN SELECT RAISE(ABORT, 'documents are never removed'); END;
CREATE TRIGGER document_is_next BEFORE INSERT ON document
WHEN NEW.number IS NOT (SELECT ifnull(max(number), 0) + 1 FROM document)
  OR EXISTS (SELECT 1 FROM document WHERE digest = NEW.digest)
BEGIN SELECT RAISE(ABORT, 'documents are only added'); END;
)sql";

/// What format 2 has besides: signed statements about the log, time stamps over them, the keys
/// they are signed with, and who is running the night (that one row comes and goes). Of a
/// refused act the line and the reason may be emptied, for an erasure, and nothing else.
constexpr const char* schema_since_2 = R"sql(
CREATE TABLE checkpoint (
  number INTEGER PRIMARY KEY,
  region TEXT NOT NULL,
  size INTEGER NOT NULL,
  note TEXT NOT NULL,
  made INTEGER NOT NULL
) STRICT;
CREATE TABLE stamp (
  number INTEGER PRIMARY KEY,
  checkpoint INTEGER NOT NULL REFERENCES checkpoint (number),
  bytes BLOB NOT NULL,
  attached INTEGER NOT NULL
) STRICT;
CREATE TABLE key (
  number INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  verifier TEXT NOT NULL,
  added INTEGER NOT NULL,
  required INTEGER NOT NULL
) STRICT;
CREATE TABLE night (
  number INTEGER PRIMARY KEY CHECK (number = 1),
  holder TEXT NOT NULL,
  started INTEGER NOT NULL
) STRICT;

CREATE TRIGGER event_stays BEFORE UPDATE ON event
BEGIN SELECT RAISE(ABORT, 'events are never changed'); END;
CREATE TRIGGER refused_stays BEFORE UPDATE ON refused
WHEN NEW.number IS NOT OLD.number
  OR NEW.fingerprint IS NOT CAST('erased ' || OLD.number AS BLOB)
  OR NEW.recorded IS NOT OLD.recorded OR NEW.code IS NOT OLD.code
  OR NEW.line IS NOT x'' OR NEW.reason IS NOT ''
BEGIN SELECT RAISE(ABORT, 'refused acts are emptied, never changed'); END;

CREATE TRIGGER checkpoint_stays BEFORE UPDATE ON checkpoint
BEGIN SELECT RAISE(ABORT, 'checkpoints are never changed'); END;
CREATE TRIGGER checkpoint_is_kept BEFORE DELETE ON checkpoint
BEGIN SELECT RAISE(ABORT, 'checkpoints are never removed'); END;
CREATE TRIGGER checkpoint_is_next BEFORE INSERT ON checkpoint
WHEN NEW.number IS NOT (SELECT ifnull(max(number), 0) + 1 FROM checkpoint)
BEGIN SELECT RAISE(ABORT, 'checkpoints are only added'); END;

CREATE TRIGGER stamp_stays BEFORE UPDATE ON stamp
BEGIN SELECT RAISE(ABORT, 'time stamps are never changed'); END;
CREATE TRIGGER stamp_is_kept BEFORE DELETE ON stamp
BEGIN SELECT RAISE(ABORT, 'time stamps are never removed'); END;
CREATE TRIGGER stamp_is_next BEFORE INSERT ON stamp
WHEN NEW.number IS NOT (SELECT ifnull(max(number), 0) + 1 FROM stamp)
BEGIN SELECT RAISE(ABORT, 'time stamps are only added'); END;

CREATE TRIGGER key_stays BEFORE UPDATE ON key
BEGIN SELECT RAISE(ABORT, 'keys are never changed'); END;
CREATE TRIGGER key_is_kept BEFORE DELETE ON key
BEGIN SELECT RAISE(ABORT, 'keys are never removed'); END;
CREATE TRIGGER key_is_next BEFORE INSERT ON key
WHEN NEW.number IS NOT (SELECT ifnull(max(number), 0) + 1 FROM key)
BEGIN SELECT RAISE(ABORT, 'keys are only added'); END;
)sql";

/// Stands over a file of format 1 while it is only read, so that the statements of format 2
/// read it too: these views are the connection's own, and nothing is written to the file.
constexpr const char* views_over_1 = R"sql(
CREATE TEMP VIEW event AS
  SELECT region, sequence, candidature, previous, bytes, x'' AS leaf FROM main.event;
CREATE TEMP VIEW checkpoint AS
  SELECT 0 AS number, '' AS region, 0 AS size, '' AS note, 0 AS made WHERE 0;
CREATE TEMP VIEW stamp AS SELECT 0 AS number, 0 AS checkpoint, x'' AS bytes, 0 AS attached WHERE 0;
CREATE TEMP VIEW key AS
  SELECT 0 AS number, '' AS name, '' AS verifier, 0 AS added, 0 AS required WHERE 0;
CREATE TEMP VIEW night AS SELECT 0 AS number, '' AS holder, 0 AS started WHERE 0;
)sql";
constexpr const char* drop_views_over_1 =
    "DROP VIEW temp.event; DROP VIEW temp.checkpoint; DROP VIEW temp.stamp;"
    "DROP VIEW temp.key; DROP VIEW temp.night;";

/// What makes a file of format 1 one of format 2, but for the leaves of its events.
constexpr const char* upgrade_from_1 =
    "DROP TRIGGER event_stays; DROP TRIGGER refused_stays;"
    "ALTER TABLE event ADD COLUMN leaf BLOB NOT NULL DEFAULT x'';";

}  // namespace termijn::engine::detail
