-- Moments are microseconds since 1970 (UTC). BLOBs are sealed with a person's own key (vault.py);
-- `name` is a keyed hash of an address, so that without the key file nobody can tell who is here.

CREATE TABLE meta (
    name TEXT PRIMARY KEY,  -- house: the house's own key, wrapped · tzdata: whose rules timers follow
    value BLOB NOT NULL
) WITHOUT ROWID;

-- Only ever appended to: SQLite then never moves a row and leaves no copy of it in a page's slack,
-- as it does elsewhere in spite of secure_delete. A forgotten person's key is overwritten in place.
CREATE TABLE keys (
    person INTEGER PRIMARY KEY,
    key BLOB NOT NULL       -- a person's own, wrapped by the master key; zeros once forgotten
);

CREATE TABLE people (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL UNIQUE,
    tidy INTEGER,           -- microseconds after which messages are deleted; NULL: they stay
    retain INTEGER,         -- microseconds after which records are deleted; NULL: they stay
    address BLOB NOT NULL,
    state BLOB NOT NULL     -- session and kept
);
CREATE INDEX people_retain ON people (id) WHERE retain IS NOT NULL;

CREATE TABLE records (
    id INTEGER PRIMARY KEY,
    person INTEGER NOT NULL REFERENCES people ON DELETE CASCADE,
    kind TEXT NOT NULL,
    at INTEGER NOT NULL,
    data BLOB NOT NULL
);
CREATE INDEX records_of ON records (person, kind, at);

CREATE TABLE timers (
    person INTEGER NOT NULL REFERENCES people ON DELETE CASCADE,
    key TEXT NOT NULL,
    due INTEGER NOT NULL,
    frame INTEGER NOT NULL,
    arrival INTEGER NOT NULL,
    local TEXT,             -- HH:MM in `zone`: the truth, from which `due` is derived
    zone TEXT,
    late INTEGER,           -- minutes after `local` at which this person's turn comes
    PRIMARY KEY (person, key)
) WITHOUT ROWID;
CREATE INDEX timers_due ON timers (due);

-- Short as a rule, so without an index by name, which each message would have to pay for.
CREATE TABLE outbox (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    address BLOB,           -- of no person; then it and the deed are sealed with the house's key
    bulk INTEGER NOT NULL,
    made INTEGER NOT NULL,
    tries INTEGER NOT NULL DEFAULT 0,
    deed BLOB NOT NULL
);

CREATE TABLE updates (
    id INTEGER PRIMARY KEY,
    at INTEGER NOT NULL
);
CREATE INDEX updates_at ON updates (at);

CREATE TABLE keyboards (
    person INTEGER PRIMARY KEY REFERENCES people ON DELETE CASCADE,
    message INTEGER NOT NULL
);

CREATE TABLE messages (     -- numbers of what can be deleted from the chat still
    person INTEGER NOT NULL REFERENCES people ON DELETE CASCADE,
    message INTEGER NOT NULL,
    at INTEGER NOT NULL,
    due INTEGER,            -- when it is to be deleted; NULL: only when its person says so
    PRIMARY KEY (person, message)
) WITHOUT ROWID;
CREATE INDEX messages_at ON messages (at);
CREATE INDEX messages_due ON messages (due) WHERE due IS NOT NULL;

CREATE TABLE files (
    bot TEXT NOT NULL,
    picture TEXT NOT NULL,
    file_id TEXT NOT NULL,
    PRIMARY KEY (bot, picture)
) WITHOUT ROWID;
