-- What search across languages keeps. docs/archive.md explains every column. `lexicon_lists` and
-- `lexicon_entries` are truth; all else is learned again from the texts by `tracuu lexicon learn`.

-- Translation tables. Languages are named by the analyser whose terms they use, or else by their own code.

-- The best translations of a term, packed: how often it was seen, then (term, per mille), best first.
CREATE TABLE lexicon_learned (
  source TEXT NOT NULL,
  target TEXT NOT NULL,
  term   TEXT NOT NULL,
  packed TEXT NOT NULL,
  PRIMARY KEY (source, target, term)
) STRICT, WITHOUT ROWID;

-- What each table was learned from, and by which method.
CREATE TABLE lexicon_state (
  source TEXT NOT NULL,
  target TEXT NOT NULL,
  method INTEGER NOT NULL,
  linked INTEGER NOT NULL,
  used   INTEGER NOT NULL,
  pairs  INTEGER NOT NULL,
  terms  INTEGER NOT NULL,
  PRIMARY KEY (source, target)
) STRICT, WITHOUT ROWID;

-- How many versions of each language there were when it was last looked whether anything is to be learned.
CREATE TABLE lexicon_seen (
  lang     TEXT PRIMARY KEY,
  versions INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- The words of a language: how often each term was seen, and its most frequent spelling.
CREATE TABLE lexicon_words (
  lang    TEXT NOT NULL,
  term    TEXT NOT NULL,
  seen    INTEGER NOT NULL,
  surface TEXT NOT NULL,
  PRIMARY KEY (lang, term)
) STRICT, WITHOUT ROWID;

-- The terms that an index holds of a language, by what they are spelled like (`indexer.lexicon.alike`), blank between.
CREATE TABLE lexicon_alike (
  lang  TEXT NOT NULL,
  key   TEXT NOT NULL,
  terms TEXT NOT NULL,
  PRIMARY KEY (lang, key)
) STRICT, WITHOUT ROWID;

-- Word lists that a user imported, and where each came from.
CREATE TABLE lexicon_lists (
  number   INTEGER PRIMARY KEY AUTOINCREMENT,
  name     TEXT NOT NULL UNIQUE,
  source   TEXT NOT NULL,
  target   TEXT NOT NULL,
  origin   TEXT NOT NULL,
  sha256   TEXT NOT NULL,
  at       TEXT NOT NULL,
  rejected INTEGER NOT NULL,
  note     TEXT
) STRICT;

-- Each pair of a list once, as terms and as it was spelled; looked up from either side.
CREATE TABLE lexicon_entries (
  list    INTEGER NOT NULL REFERENCES lexicon_lists (number),
  source  TEXT NOT NULL,
  target  TEXT NOT NULL,
  spelled TEXT NOT NULL,
  means   TEXT NOT NULL,
  PRIMARY KEY (list, source, target)
) STRICT, WITHOUT ROWID;
CREATE INDEX lexicon_entries_by_target ON lexicon_entries (list, target);
