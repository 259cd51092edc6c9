-- What naming keeps. docs/archive.md explains every column. `decisions` and `entity_redirects` are truth; all else is
-- made again from the texts by `tracuu doctor`, with the same result.

-- What was found in a version's current text. `fingerprint` tells by which data and code, `sighted` whether learned
-- names were looked for in it too.
CREATE TABLE found (
  version     INTEGER PRIMARY KEY REFERENCES versions (number),
  fingerprint INTEGER NOT NULL,
  sighted     INTEGER NOT NULL,
  packed      BLOB NOT NULL
) STRICT;
CREATE INDEX found_unsighted ON found (version) WHERE NOT sighted;

-- Stories to be linked: `gathered` when their clusters are made and only what is known has changed since.
CREATE TABLE unlinked (
  story    INTEGER PRIMARY KEY,
  turn     INTEGER NOT NULL,
  gathered INTEGER NOT NULL
) STRICT;
CREATE INDEX unlinked_by_state ON unlinked (gathered, story);

-- What a story's versions name, joined: the clusters of the story, and the relations that its sentences state.
CREATE TABLE clusters (
  story     INTEGER PRIMARY KEY,
  conflicts INTEGER NOT NULL,
  packed    BLOB NOT NULL
) STRICT;
CREATE INDEX clusters_by_conflicts ON clusters (conflicts) WHERE conflicts > 0;

CREATE TABLE cluster_names (
  lang  TEXT NOT NULL,
  name  TEXT NOT NULL,
  story INTEGER NOT NULL,
  PRIMARY KEY (lang, name, story)
) STRICT, WITHOUT ROWID;
CREATE INDEX cluster_names_by_story ON cluster_names (story);

-- Names whose evidence has changed since names were last learned.
CREATE TABLE unlearned (
  lang TEXT NOT NULL,
  name TEXT NOT NULL,
  PRIMARY KEY (lang, name)
) STRICT, WITHOUT ROWID;

-- Questions that resolving a story asked of what is known: when an answer changes, it is resolved again.
CREATE TABLE needs (
  key   INTEGER NOT NULL,
  story INTEGER NOT NULL,
  PRIMARY KEY (key, story)
) STRICT, WITHOUT ROWID;
CREATE INDEX needs_by_story ON needs (story);

CREATE TABLE aliases (
  lang    TEXT NOT NULL,
  name    TEXT NOT NULL,
  entity  TEXT NOT NULL,
  stories INTEGER NOT NULL,
  state   TEXT NOT NULL,
  surface TEXT NOT NULL,
  PRIMARY KEY (lang, name, entity)
) STRICT, WITHOUT ROWID;
CREATE INDEX aliases_by_entity ON aliases (entity);

-- Places where a learned name stands without a model word beside it.
CREATE TABLE sightings (
  version INTEGER NOT NULL REFERENCES versions (number),
  start   INTEGER NOT NULL,
  stop    INTEGER NOT NULL,
  lang    TEXT NOT NULL,
  name    TEXT NOT NULL,
  surface TEXT NOT NULL,
  PRIMARY KEY (version, start, stop)
) STRICT, WITHOUT ROWID;
CREATE INDEX sightings_by_name ON sightings (lang, name);

-- The learned names that were looked for in all texts of their language.
CREATE TABLE sought (
  lang TEXT NOT NULL,
  name TEXT NOT NULL,
  PRIMARY KEY (lang, name)
) STRICT, WITHOUT ROWID;

-- An entity's number is made from its id, so that it is the same however often all this is made again.
CREATE TABLE entities (
  number INTEGER PRIMARY KEY,
  id     TEXT NOT NULL UNIQUE,
  kind   TEXT NOT NULL,
  label  TEXT NOT NULL,
  family INTEGER,
  open   INTEGER NOT NULL,
  packed TEXT NOT NULL
) STRICT;
CREATE INDEX entities_by_kind ON entities (kind);
CREATE INDEX entities_by_family ON entities (family) WHERE family IS NOT NULL;

-- What each story by itself tells of the entities that it names and the register does not hold: an entity's attributes
-- are made of all of these. `key` is the question that one answers which the story names completely, NULL for others.
-- `decided` marks what a story calls so only because a user decided it, which counts where no story tells by itself.
CREATE TABLE told (
  entity  INTEGER NOT NULL,
  story   INTEGER NOT NULL,
  key     INTEGER,
  decided INTEGER NOT NULL,
  packed  TEXT NOT NULL,
  PRIMARY KEY (entity, story)
) STRICT, WITHOUT ROWID;
CREATE INDEX told_by_story ON told (story);
CREATE INDEX told_by_key ON told (key) WHERE key IS NOT NULL;

CREATE TABLE mentions (
  version    INTEGER NOT NULL REFERENCES versions (number),
  start      INTEGER NOT NULL,
  stop       INTEGER NOT NULL,
  entity     INTEGER NOT NULL REFERENCES entities (number),
  kind       TEXT NOT NULL,
  confidence REAL NOT NULL,
  how        TEXT NOT NULL,
  surface    TEXT NOT NULL,
  facts      TEXT,
  PRIMARY KEY (version, start, stop)
) STRICT, WITHOUT ROWID;
CREATE INDEX mentions_by_entity ON mentions (entity, version);

CREATE TABLE relations (
  subject INTEGER NOT NULL,
  verb    TEXT NOT NULL,
  object  INTEGER NOT NULL,
  version INTEGER NOT NULL REFERENCES versions (number),
  start   INTEGER NOT NULL,
  stop    INTEGER NOT NULL,
  PRIMARY KEY (subject, verb, object, version, start)
) STRICT, WITHOUT ROWID;
CREATE INDEX relations_by_object ON relations (object);
CREATE INDEX relations_by_version ON relations (version);

-- What users decided, in order. Never taken away, only undone.
CREATE TABLE decisions (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  verb   TEXT NOT NULL,
  args   TEXT NOT NULL,
  at     TEXT NOT NULL,
  undone INTEGER NOT NULL DEFAULT 0
) STRICT;

-- Ids that entities had before more was known of them.
CREATE TABLE entity_redirects (
  old TEXT PRIMARY KEY,
  new TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Whatever brings a version in, moves it or changes what linking looks at: the same transaction marks its story.
CREATE TRIGGER naming_of_new AFTER INSERT ON versions BEGIN
  INSERT INTO unlinked VALUES (NEW.story, 0, 0)
    ON CONFLICT (story) DO UPDATE SET turn = turn + 1, gathered = 0;
END;

CREATE TRIGGER naming_of_moved
AFTER UPDATE OF story, text, extractor, lang, title, day, date_kind, province, site, machine_translated ON versions
BEGIN
  INSERT INTO unlinked VALUES (NEW.story, 0, 0)
    ON CONFLICT (story) DO UPDATE SET turn = turn + 1, gathered = 0;
  INSERT INTO unlinked VALUES (OLD.story, 0, 0)
    ON CONFLICT (story) DO UPDATE SET turn = turn + 1, gathered = 0;
END;

CREATE TRIGGER naming_of_reread AFTER UPDATE OF text, extractor ON versions BEGIN
  DELETE FROM found WHERE version = NEW.number;
  DELETE FROM sightings WHERE version = NEW.number;
END;

-- An archive that is older than naming: everything is yet to be linked.
INSERT INTO unlinked SELECT number, 0, 0 FROM stories;
