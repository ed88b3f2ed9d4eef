-- name: load_talks
SELECT people.name, people.id, keys.key, people.state
FROM people JOIN keys ON keys.person = people.id
WHERE people.name IN (SELECT value FROM json_each(?));

-- name: known
SELECT people.name, people.id, keys.key, people.tidy, people.retain
FROM people JOIN keys ON keys.person = people.id
WHERE people.name IN (SELECT value FROM json_each(?));

-- name: last_ids
SELECT name, seq FROM sqlite_sequence;

-- name: insert_key
INSERT INTO keys (person, key) VALUES (?, ?);

-- name: insert
INSERT INTO people (id, name, address, state, tidy, retain) VALUES (?, ?, ?, ?, ?, ?);

-- name: update
UPDATE people SET state = ?, tidy = ?, retain = ? WHERE id = ?;

-- name: count
SELECT count(*) FROM people;

-- name: destroy_key
UPDATE keys SET key = zeroblob(length(key))
WHERE person = (SELECT id FROM people WHERE name = ?);

-- name: forget
DELETE FROM people WHERE name = ?;
