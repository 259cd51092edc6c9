-- A plain database for other programs. docs/exports.md explains every column.

CREATE TABLE about (
  name  TEXT PRIMARY KEY,
  value TEXT
);

CREATE TABLE stories (
  id       TEXT PRIMARY KEY,
  date     TEXT,
  title    TEXT,
  langs    TEXT,
  versions INTEGER,
  tags     TEXT,
  notes    TEXT
);

CREATE TABLE versions (
  number             INTEGER PRIMARY KEY,
  id                 TEXT UNIQUE NOT NULL,
  own_id             TEXT,
  story              TEXT NOT NULL REFERENCES stories (id),
  lang               TEXT NOT NULL,
  title              TEXT,
  original_title     TEXT,
  paper              TEXT,
  site               TEXT,
  province           TEXT,
  date               TEXT,
  date_kind          TEXT,
  url                TEXT,
  original_url       TEXT,
  translation_url    TEXT,
  machine_translated INTEGER,
  kind               TEXT,
  retrieved          TEXT,
  text               TEXT NOT NULL
);
CREATE INDEX versions_by_story ON versions (story);
CREATE INDEX versions_by_date ON versions (date);
CREATE INDEX versions_by_lang ON versions (lang);
CREATE INDEX versions_by_site ON versions (site);

CREATE TABLE entities (
  id       TEXT PRIMARY KEY,
  kind     TEXT NOT NULL,
  label    TEXT NOT NULL,
  code     TEXT,
  issuer   TEXT,
  place    TEXT,
  date     TEXT,
  period   TEXT,
  family   TEXT,
  open     INTEGER NOT NULL,
  stories  INTEGER,
  versions INTEGER,
  mentions INTEGER,
  first    TEXT,
  last     TEXT
);

CREATE TABLE mentions (
  version    TEXT NOT NULL REFERENCES versions (id),
  start      INTEGER NOT NULL,
  "end"      INTEGER NOT NULL,
  surface    TEXT NOT NULL,
  kind       TEXT NOT NULL,
  number     TEXT,
  symbol     TEXT,
  date       TEXT,
  issuer     TEXT,
  entity     TEXT NOT NULL REFERENCES entities (id),
  confidence REAL NOT NULL,
  how        TEXT NOT NULL
);
CREATE INDEX mentions_by_version ON mentions (version);
CREATE INDEX mentions_by_entity ON mentions (entity);

CREATE TABLE aliases (
  lang    TEXT NOT NULL,
  name    TEXT NOT NULL,
  entity  TEXT NOT NULL,
  stories INTEGER NOT NULL,
  state   TEXT NOT NULL,
  surface TEXT
);
CREATE INDEX aliases_by_entity ON aliases (entity);

-- Full text search: accents do not count. Words of Chinese, Japanese and Thai are not told apart here.
CREATE VIRTUAL TABLE versions_fts USING fts5 (
  title, text, content = 'versions', content_rowid = 'number', tokenize = "unicode61 remove_diacritics 2"
);
