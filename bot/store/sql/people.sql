-- name: load_talks
SELECT address, id, key, session, kept
FROM people
WHERE address IN (SELECT value FROM json_each(?));

-- name: known
SELECT address, id, key, tidy
FROM people
WHERE address IN (SELECT value FROM json_each(?));

-- name: last_ids
SELECT name, seq FROM sqlite_sequence;

-- name: insert
INSERT INTO people (id, address, key, session, kept, tidy) VALUES (?, ?, ?, ?, ?, ?);

-- name: update
UPDATE people SET session = ?, kept = ?, tidy = ? WHERE id = ?;

-- name: count
SELECT count(*) FROM people;

-- name: forget
DELETE FROM people WHERE address = ?;

-- name: forget_parcels
DELETE FROM outbox WHERE address = ?;
