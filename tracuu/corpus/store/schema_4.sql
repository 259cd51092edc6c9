-- What crawling keeps, and saved searches. docs/archive.md explains every column. All of it is truth.

-- What users asked to be crawled: `words` is JSON, so that the same words are the same crawl.
CREATE TABLE crawls (
  number  INTEGER PRIMARY KEY,
  words   TEXT NOT NULL UNIQUE
) STRICT;

-- `crawl` is 0 where a run works off several.
CREATE TABLE runs (
  number   INTEGER PRIMARY KEY AUTOINCREMENT,
  crawl    INTEGER NOT NULL,
  command  TEXT NOT NULL,
  begun_at REAL NOT NULL,
  ended_at REAL,
  ended    TEXT,
  counts   TEXT NOT NULL
) STRICT;

-- What politeness remembers. `recent` holds what the last pages lacked, a byte a page, the last one last.
CREATE TABLE hosts (
  number        INTEGER PRIMARY KEY,
  name          TEXT NOT NULL UNIQUE,
  next_at       REAL NOT NULL,
  delay         REAL NOT NULL,
  failures      INTEGER NOT NULL,
  closed_until  REAL NOT NULL,
  robots_status INTEGER NOT NULL,
  robots_at     REAL NOT NULL,
  recent        BLOB NOT NULL
) STRICT;

-- Apart from `hosts`, which is written after every request.
CREATE TABLE robots (
  host INTEGER PRIMARY KEY REFERENCES hosts (number),
  text TEXT NOT NULL
) STRICT;

-- One row for every address that was ever learned of. Numbers of `what` and `origin` stand in store/frontier_keys.py.
CREATE TABLE frontier (
  number        INTEGER PRIMARY KEY,
  key           INTEGER NOT NULL,
  crawl         INTEGER NOT NULL REFERENCES crawls (number),
  host          INTEGER NOT NULL REFERENCES hosts (number),
  what          INTEGER NOT NULL,
  origin        INTEGER NOT NULL,
  state         INTEGER NOT NULL,
  due_at        REAL NOT NULL DEFAULT 0,
  after         INTEGER,
  hops          INTEGER NOT NULL,
  tries         INTEGER NOT NULL DEFAULT 0,
  same          INTEGER NOT NULL DEFAULT 0,
  gone          INTEGER NOT NULL DEFAULT 0,
  quality       INTEGER NOT NULL DEFAULT 0,
  status        INTEGER NOT NULL DEFAULT 0,
  url           TEXT NOT NULL,
  via           ANY,
  lang          TEXT,
  title         TEXT,
  day           TEXT,
  modified      TEXT,
  reason        TEXT,
  detail        TEXT,
  asked_at      REAL,
  changed_at    REAL,
  etag          TEXT,
  last_modified TEXT,
  sha256        ANY,
  version       INTEGER REFERENCES versions (number)
) STRICT;
CREATE INDEX frontier_by_key ON frontier (key);
-- A waiting address is in one of three indexes: it can be asked now, later, or after another.
CREATE INDEX frontier_ready ON frontier (host, what, crawl, origin) WHERE state = 0 AND after IS NULL AND due_at = 0;
CREATE INDEX frontier_put_off ON frontier (host, what, crawl, due_at, state, after)
  WHERE state = 0 AND after IS NULL AND due_at > 0;
CREATE INDEX frontier_held ON frontier (after) WHERE after IS NOT NULL;
CREATE INDEX frontier_leased ON frontier (host) WHERE state = 1;
CREATE INDEX frontier_not_held ON frontier (state, host) WHERE state IN (3, 4, 6, 7);
-- What was not there, and is worth another look when it is due.
CREATE INDEX frontier_missing ON frontier (crawl, due_at) WHERE state = 7 AND due_at > 0;
CREATE INDEX frontier_discovery ON frontier (crawl) WHERE what < 3;

-- Waiting addresses that other crawls than their own asked for too: they pass to the one that runs.
CREATE TABLE frontier_shared (
  crawl   INTEGER NOT NULL REFERENCES crawls (number),
  address INTEGER NOT NULL REFERENCES frontier (number),
  PRIMARY KEY (crawl, address)
) STRICT, WITHOUT ROWID;

-- `state` is -1 for waiting addresses that are held by another.
CREATE TABLE frontier_counts (
  crawl INTEGER NOT NULL,
  host  INTEGER NOT NULL,
  what  INTEGER NOT NULL,
  state INTEGER NOT NULL,
  count INTEGER NOT NULL,
  PRIMARY KEY (crawl, host, what, state)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER frontier_counted AFTER INSERT ON frontier BEGIN
  INSERT INTO frontier_counts VALUES (NEW.crawl, NEW.host, NEW.what, iif(NEW.after IS NULL, NEW.state, -1), 1)
    ON CONFLICT (crawl, host, what, state) DO UPDATE SET count = count + 1;
END;

CREATE TRIGGER frontier_recounted AFTER UPDATE OF crawl, what, state, after ON frontier
WHEN NEW.state <> OLD.state OR NEW.crawl <> OLD.crawl OR NEW.what <> OLD.what OR NEW.after IS NOT OLD.after BEGIN
  UPDATE frontier_counts SET count = count - 1
    WHERE crawl = OLD.crawl AND host = OLD.host AND what = OLD.what AND state = iif(OLD.after IS NULL, OLD.state, -1);
  INSERT INTO frontier_counts VALUES (NEW.crawl, NEW.host, NEW.what, iif(NEW.after IS NULL, NEW.state, -1), 1)
    ON CONFLICT (crawl, host, what, state) DO UPDATE SET count = count + 1;
END;

-- Searches that a user saved, and the versions of the stories that they were told of.
CREATE TABLE saved (
  number  INTEGER PRIMARY KEY AUTOINCREMENT,
  name    TEXT NOT NULL UNIQUE,
  query   TEXT NOT NULL,
  options TEXT NOT NULL,
  run_at  REAL
) STRICT;

CREATE TABLE saved_seen (
  saved   INTEGER NOT NULL REFERENCES saved (number),
  version INTEGER NOT NULL REFERENCES versions (number),
  PRIMARY KEY (saved, version)
) STRICT, WITHOUT ROWID;
