-- Translation tables by numbers of words, many terms in a row. docs/archive.md explains every column. What was learned
-- before is learned again with the next articles, or by `tracuu lexicon learn`.

DROP TABLE lexicon_learned;
DROP TABLE lexicon_words;
DROP TABLE lexicon_alike;
DELETE FROM lexicon_state;
DELETE FROM lexicon_seen;

-- The words of a language: by which number tables hold each term, and how often it was seen.
CREATE TABLE lexicon_words (
  lang   TEXT NOT NULL,
  term   TEXT NOT NULL,
  number INTEGER NOT NULL,
  seen   INTEGER NOT NULL,
  PRIMARY KEY (lang, term)
) STRICT, WITHOUT ROWID;

-- The terms of 64 neighbouring numbers in order, a line each, with a tab and its most frequent spelling where that is
-- another.
CREATE TABLE lexicon_spelled (
  lang  TEXT NOT NULL,
  shelf INTEGER NOT NULL,
  lines TEXT NOT NULL,
  PRIMARY KEY (lang, shelf)
) STRICT, WITHOUT ROWID;

-- What was learned of the terms of 64 neighbouring numbers: those of which anything was, as bits, and the translations
-- (corpus/store/shelves.py).
CREATE TABLE lexicon_learned (
  source TEXT NOT NULL,
  target TEXT NOT NULL,
  shelf  INTEGER NOT NULL,
  taken  BLOB NOT NULL,
  packed BLOB NOT NULL,
  UNIQUE (source, target, shelf)
) STRICT;

-- The terms that an index holds of a language, by what they are spelled like: 128 keys in order, packed; `first` is the
-- first of them.
CREATE TABLE lexicon_alike (
  lang   TEXT NOT NULL,
  first  TEXT NOT NULL,
  packed BLOB NOT NULL,
  UNIQUE (lang, first)
) STRICT;
