-- The archive's tables as first released. docs/archive.md explains every column.

CREATE TABLE meta (
  name  TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Bytes, each once: raw bytes as found, and given text in UTF-8 (the same row where both are the same bytes).
CREATE TABLE blobs (
  number     INTEGER PRIMARY KEY,
  sha256     BLOB NOT NULL,
  size       INTEGER NOT NULL,
  dictionary INTEGER REFERENCES dictionaries (number),
  packed     BLOB NOT NULL
) STRICT;
CREATE INDEX blobs_by_sha256 ON blobs (substr(sha256, 1, 8));

-- What blobs are packed against, made once for a subject and never changed.
CREATE TABLE dictionaries (
  number  INTEGER PRIMARY KEY,
  subject TEXT NOT NULL UNIQUE,
  sha256  BLOB NOT NULL,
  packed  BLOB NOT NULL
) STRICT;

-- The first blobs of a subject, of which its dictionary is made, with the bytes of all of them up to this one.
CREATE TABLE dictionary_blobs (
  subject TEXT NOT NULL,
  blob    INTEGER NOT NULL REFERENCES blobs (number),
  bytes   INTEGER NOT NULL,
  PRIMARY KEY (subject, blob)
) STRICT, WITHOUT ROWID;

-- Addresses and other keys, each spelled once.
CREATE TABLE names (
  number INTEGER PRIMARY KEY,
  short  INTEGER NOT NULL,
  name   TEXT NOT NULL,
  bearer INTEGER,
  source INTEGER
) STRICT;
CREATE INDEX names_by_short ON names (short);

CREATE TABLE stories (
  number INTEGER PRIMARY KEY REFERENCES versions (number) DEFERRABLE INITIALLY DEFERRED,
  id     TEXT NOT NULL UNIQUE,
  day    TEXT
) STRICT;
CREATE INDEX stories_by_day ON stories (day);

CREATE TABLE versions (
  number            INTEGER PRIMARY KEY,
  id                TEXT NOT NULL UNIQUE,
  identity          BLOB NOT NULL,
  story             INTEGER NOT NULL REFERENCES stories (number) DEFERRABLE INITIALLY DEFERRED,
  part              INTEGER NOT NULL,
  lang              TEXT NOT NULL,
  lang_confidence   REAL NOT NULL,
  lang_evidence     TEXT NOT NULL,
  text              INTEGER NOT NULL REFERENCES blobs (number),
  raw               INTEGER NOT NULL REFERENCES blobs (number),
  media_type        TEXT NOT NULL,
  charset           TEXT,
  extractor         TEXT NOT NULL,
  page              INTEGER REFERENCES names (number),
  source            INTEGER REFERENCES names (number),
  url_as_found      TEXT,
  source_as_found   TEXT,
  host              TEXT,
  site              TEXT,
  publisher         TEXT,
  province          TEXT,
  province_inferred INTEGER NOT NULL,
  title             TEXT,
  day               TEXT,
  date_kind         TEXT,
  moment            TEXT,
  date_rank         INTEGER,
  machine_translated INTEGER,
  kind              TEXT NOT NULL,
  given_id          TEXT,
  origin            TEXT NOT NULL,
  fetched_at        ANY NOT NULL,
  added_at          ANY NOT NULL,
  extra             TEXT
) STRICT;
CREATE INDEX versions_by_story ON versions (story, date_rank, day);
CREATE INDEX versions_by_part ON versions (part);
CREATE INDEX versions_by_page ON versions (page, lang) WHERE page IS NOT NULL;
CREATE INDEX versions_by_raw ON versions (raw);
CREATE INDEX versions_by_site ON versions (site, lang, day);

CREATE TABLE layers (
  version   INTEGER NOT NULL REFERENCES versions (number),
  extractor TEXT NOT NULL,
  text      INTEGER NOT NULL REFERENCES blobs (number),
  marks     TEXT NOT NULL,
  PRIMARY KEY (version, extractor, text)
) STRICT, WITHOUT ROWID;

CREATE TABLE version_keys (
  version INTEGER NOT NULL REFERENCES versions (number),
  key     INTEGER NOT NULL REFERENCES names (number),
  stated_as_source INTEGER NOT NULL,
  PRIMARY KEY (version, key)
) STRICT, WITHOUT ROWID;

-- Parts that state a source: its name's number, or 0 for several.
CREATE TABLE part_sources (
  part   INTEGER PRIMARY KEY,
  source INTEGER NOT NULL
) STRICT;

CREATE TABLE given_ids (
  given_id TEXT NOT NULL,
  version  INTEGER NOT NULL REFERENCES versions (number),
  PRIMARY KEY (given_id, version)
) STRICT, WITHOUT ROWID;

-- Ids that stories had before they were merged into another.
CREATE TABLE redirects (
  old     TEXT PRIMARY KEY,
  version INTEGER NOT NULL UNIQUE REFERENCES versions (number)
) STRICT, WITHOUT ROWID;

CREATE TABLE seen_again (
  version    INTEGER PRIMARY KEY REFERENCES versions (number),
  times      INTEGER NOT NULL,
  last_at    TEXT NOT NULL,
  raw_sha256 BLOB NOT NULL
) STRICT;

-- What the index has yet to learn.
CREATE TABLE work (
  version INTEGER PRIMARY KEY REFERENCES versions (number),
  touched INTEGER NOT NULL,
  turn    INTEGER NOT NULL
) STRICT;

CREATE TABLE totals (
  kind  TEXT NOT NULL,
  name  TEXT NOT NULL,
  count INTEGER NOT NULL,
  PRIMARY KEY (kind, name)
) STRICT, WITHOUT ROWID;
