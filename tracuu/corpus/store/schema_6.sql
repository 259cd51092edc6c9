-- Stories beyond hints. docs/archive.md explains every column. `story_decisions` is truth, and with it the ties without
-- odds and `disowned_keys`, which follow from it; all else is made again from the texts by `tracuu story link --all`.

-- What users decided, in order. Never taken away, only undone.
CREATE TABLE story_decisions (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  verb   TEXT NOT NULL,
  args   TEXT NOT NULL,
  at     TEXT NOT NULL,
  undone INTEGER NOT NULL DEFAULT 0
) STRICT;

-- Rows of `version_keys` that do not count since a user split the version off.
CREATE TABLE disowned_keys (
  version INTEGER NOT NULL REFERENCES versions (number),
  key     INTEGER NOT NULL REFERENCES names (number),
  stated_as_source INTEGER NOT NULL,
  PRIMARY KEY (version, key)
) STRICT, WITHOUT ROWID;

-- Versions that are one story though they share no key: `odds` of a found one, NULL where a user said so.
CREATE TABLE story_ties (
  one   INTEGER NOT NULL REFERENCES versions (number),
  other INTEGER NOT NULL REFERENCES versions (number),
  odds  REAL,
  PRIMARY KEY (one, other)
) STRICT, WITHOUT ROWID;
CREATE INDEX story_ties_by_other ON story_ties (other);

-- Versions that are yet to be matched; `is_read` when what they show is kept and only their pairs are to be judged;
-- `is_sorted` when it is known that they have to be.
CREATE TABLE unmatched (
  version   INTEGER PRIMARY KEY REFERENCES versions (number),
  turn      INTEGER NOT NULL,
  is_read   INTEGER NOT NULL,
  is_sorted INTEGER NOT NULL
) STRICT;
CREATE INDEX unmatched_unsorted ON unmatched (version) WHERE NOT is_sorted;

-- Versions that no hint ties to another language: their translations are looked for.
CREATE TABLE alone (
  version INTEGER PRIMARY KEY REFERENCES versions (number),
  day     INTEGER NOT NULL
) STRICT;
CREATE INDEX alone_by_day ON alone (day);

-- All others, as long as no such version is of about their time: they are not read.
CREATE TABLE unread (
  day     INTEGER NOT NULL,
  version INTEGER NOT NULL REFERENCES versions (number),
  PRIMARY KEY (day, version)
) STRICT, WITHOUT ROWID;

-- The rare signs of each version, by which others find it; `day` counts from 1970, 0 for none; `weight` in tenths.
CREATE TABLE story_signs (
  sign    INTEGER NOT NULL,
  day     INTEGER NOT NULL,
  version INTEGER NOT NULL REFERENCES versions (number),
  weight  INTEGER NOT NULL,
  PRIMARY KEY (sign, day, version)
) STRICT, WITHOUT ROWID;

-- The signs of each version again, packed: what must go when it is read anew.
CREATE TABLE story_signs_of (
  version INTEGER PRIMARY KEY REFERENCES versions (number),
  day     INTEGER NOT NULL,
  packed  BLOB NOT NULL
) STRICT;

-- Versions that were compared. `shared` is 1 where rare signs brought them together, 0 where a third version did.
CREATE TABLE story_pairs (
  one    INTEGER NOT NULL REFERENCES versions (number),
  other  INTEGER NOT NULL REFERENCES versions (number),
  shared INTEGER NOT NULL,
  onward REAL NOT NULL,
  back   REAL NOT NULL,
  second REAL NOT NULL,
  third  REAL NOT NULL,
  run    REAL NOT NULL,
  tables INTEGER NOT NULL,
  PRIMARY KEY (one, other)
) STRICT, WITHOUT ROWID;
CREATE INDEX story_pairs_by_other ON story_pairs (other);

-- Versions of one language whose texts are nearly the same.
CREATE TABLE story_copies (
  one   INTEGER NOT NULL REFERENCES versions (number),
  other INTEGER NOT NULL REFERENCES versions (number),
  share REAL NOT NULL,
  PRIMARY KEY (one, other)
) STRICT, WITHOUT ROWID;
CREATE INDEX story_copies_by_other ON story_copies (other);

-- How often signs stand in texts of a language, counted in `texts` of them when there were `versions`.
CREATE TABLE sign_samples (
  lang     TEXT PRIMARY KEY,
  versions INTEGER NOT NULL,
  texts    INTEGER NOT NULL,
  packed   BLOB NOT NULL
) STRICT;

-- The translation tables by which versions were compared, with the stories that each had been learned from.
CREATE TABLE sign_tables (
  source TEXT NOT NULL,
  target TEXT NOT NULL,
  used   INTEGER NOT NULL,
  PRIMARY KEY (source, target)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER matching_of_new AFTER INSERT ON versions BEGIN
  INSERT INTO unmatched VALUES (NEW.number, 0, 0, 0);
END;

CREATE TRIGGER matching_of_changed AFTER UPDATE OF text, extractor, lang, title, day ON versions BEGIN
  INSERT INTO unmatched VALUES (NEW.number, 0, 0, 0)
    ON CONFLICT (version) DO UPDATE SET turn = turn + 1, is_read = 0, is_sorted = 0;
END;

-- The stories that it left and came to are named by their lowest versions.
CREATE TRIGGER matching_of_moved AFTER UPDATE OF part, story, site, publisher ON versions BEGIN
  INSERT INTO unmatched SELECT number, 0, 1, 0 FROM versions WHERE number IN (NEW.number, OLD.story, NEW.story)
    ON CONFLICT (version) DO UPDATE SET turn = turn + 1, is_sorted = 0;
END;

INSERT INTO unmatched SELECT number, 0, 0, 0 FROM versions;
