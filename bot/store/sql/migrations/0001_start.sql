-- Moments are microseconds since 1970 (UTC). Every BLOB is sealed with a person's own key (vault.py).

CREATE TABLE meta (
    name TEXT PRIMARY KEY,  -- house: the house's own key, wrapped · tzdata: whose rules timers follow
    value BLOB NOT NULL
) WITHOUT ROWID;

CREATE TABLE people (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    address TEXT NOT NULL UNIQUE,
    tidy INTEGER,           -- microseconds after which messages are deleted; NULL: they stay
    key BLOB NOT NULL,      -- theirs, wrapped by the master key
    session BLOB NOT NULL,
    kept BLOB NOT NULL
);

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

CREATE TABLE outbox (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    address TEXT NOT NULL,
    house INTEGER NOT NULL, -- 1: for no person, so sealed with the house's key
    bulk INTEGER NOT NULL,
    made INTEGER NOT NULL,
    tries INTEGER NOT NULL DEFAULT 0,
    deed BLOB NOT NULL
);
CREATE INDEX outbox_of ON outbox (address);

CREATE TABLE updates (
    id INTEGER PRIMARY KEY,
    at INTEGER NOT NULL
);
CREATE INDEX updates_at ON updates (at);

CREATE TABLE keyboards (
    person INTEGER PRIMARY KEY REFERENCES people ON DELETE CASCADE,
    message INTEGER NOT NULL
);

CREATE TABLE messages (     -- to be deleted from the chat, for people who asked for that
    person INTEGER NOT NULL REFERENCES people ON DELETE CASCADE,
    message INTEGER NOT NULL,
    at INTEGER NOT NULL,
    due INTEGER NOT NULL,
    PRIMARY KEY (person, message)
) WITHOUT ROWID;
CREATE INDEX messages_due ON messages (due);

CREATE TABLE files (
    bot TEXT NOT NULL,
    picture TEXT NOT NULL,
    file_id TEXT NOT NULL,
    PRIMARY KEY (bot, picture)
) WITHOUT ROWID;
