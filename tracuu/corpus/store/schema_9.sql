-- What vectors say of versions that were compared. docs/archive.md explains every column. All of it is made again.

-- How nearly two versions say the same by their vectors, from -1 to 1; NULL where one of them has none.
ALTER TABLE story_pairs ADD COLUMN alike REAL;

-- Which vectors those are (linking's own words); no row where there were none.
CREATE TABLE story_vectors (
  made TEXT NOT NULL PRIMARY KEY
) STRICT, WITHOUT ROWID;
