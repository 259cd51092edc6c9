-- Decisions of others that contradict decisions taken here. docs/archive.md explains every column. All of it is truth.

CREATE TABLE conflicts (
  number INTEGER PRIMARY KEY,
  about  TEXT NOT NULL,
  verb   TEXT NOT NULL,
  args   TEXT NOT NULL,
  at     TEXT NOT NULL,
  undone INTEGER NOT NULL,
  ours   TEXT NOT NULL,
  source TEXT NOT NULL,
  state  TEXT NOT NULL
) STRICT;
