-- Marks that users set on stories. docs/archive.md explains every column. All of it is truth.
-- A mark hangs on a version, so that it stays with its story when that is merged with another or split.

CREATE TABLE marks (
  version INTEGER NOT NULL REFERENCES versions (number),
  kind    TEXT NOT NULL,
  value   TEXT NOT NULL,
  at      TEXT NOT NULL,
  PRIMARY KEY (version, kind, value)
) STRICT, WITHOUT ROWID;
CREATE INDEX marks_by_kind ON marks (kind, value);
