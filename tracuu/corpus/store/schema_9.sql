-- What vectors say of versions that were compared, and how much was compared. docs/archive.md explains every column. All
-- of it is made again.

-- How nearly two versions say the same by their vectors, from -1 to 1; NULL where one of them has none.
ALTER TABLE story_pairs ADD COLUMN alike REAL;

-- Pairs of sentences that agree in one order, sentences compared of either version, numbers met and not, the share of
-- names met, how like the sentences of the shorter version are to the likest of the other, pairs of sentences that are
-- each other's likest and that such a pair follows.
ALTER TABLE story_pairs ADD COLUMN pairs   INTEGER NOT NULL DEFAULT 0;
ALTER TABLE story_pairs ADD COLUMN shorter INTEGER NOT NULL DEFAULT 0;
ALTER TABLE story_pairs ADD COLUMN longer  INTEGER NOT NULL DEFAULT 0;
ALTER TABLE story_pairs ADD COLUMN figures INTEGER NOT NULL DEFAULT 0;
ALTER TABLE story_pairs ADD COLUMN unmet   INTEGER NOT NULL DEFAULT 0;
ALTER TABLE story_pairs ADD COLUMN names   REAL NOT NULL DEFAULT 0;
ALTER TABLE story_pairs ADD COLUMN mean    REAL NOT NULL DEFAULT 0;
ALTER TABLE story_pairs ADD COLUMN followed INTEGER NOT NULL DEFAULT 0;

-- Rare signs lie together by `era`, 32 days of each (bearers.ERA): so those of a batch, which is of one time, do.
ALTER TABLE story_signs RENAME TO story_signs_before;
CREATE TABLE story_signs (
  era     INTEGER NOT NULL,
  sign    INTEGER NOT NULL,
  day     INTEGER NOT NULL,
  version INTEGER NOT NULL REFERENCES versions (number),
  weight  INTEGER NOT NULL,
  PRIMARY KEY (era, sign, day, version)
) STRICT, WITHOUT ROWID;
INSERT INTO story_signs
SELECT CASE day WHEN 0 THEN -(1 << 40) ELSE (day + 3200000) / 32 - 100000 END, sign, day, version, weight
FROM story_signs_before;
DROP TABLE story_signs_before;

-- What was compared without these is compared anew.
DELETE FROM story_pairs;
INSERT INTO unmatched SELECT version, 0, 0, 1 FROM story_signs_of WHERE true
ON CONFLICT (version) DO UPDATE SET turn = turn + 1, is_read = 0, is_sorted = 1;

-- Which vectors those are (linking's own words); no row where there were none.
CREATE TABLE story_vectors (
  made TEXT NOT NULL PRIMARY KEY
) STRICT, WITHOUT ROWID;

-- By language of terms, how large a share of the versions that no hint ties seem to have a translation, and how many such
-- versions there were when it was looked.
CREATE TABLE story_shares (
  lang     TEXT NOT NULL PRIMARY KEY,
  versions INTEGER NOT NULL,
  share    REAL NOT NULL
) STRICT, WITHOUT ROWID;
