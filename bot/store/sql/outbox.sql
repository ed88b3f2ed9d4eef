-- name: insert
INSERT INTO outbox (id, name, address, bulk, made, deed) VALUES (?, ?, ?, ?, ?, ?);

-- name: after
SELECT outbox.id, outbox.name, outbox.address, people.id, keys.key, people.address,
    outbox.bulk, outbox.made, outbox.tries, outbox.deed
FROM outbox
LEFT JOIN people ON people.name = outbox.name
LEFT JOIN keys ON keys.person = people.id
WHERE outbox.id > ?
ORDER BY outbox.id
LIMIT ?;

-- name: tried
UPDATE outbox SET tries = tries + 1 WHERE id IN (SELECT value FROM json_each(?));

-- name: done
DELETE FROM outbox WHERE id IN (SELECT value FROM json_each(?));

-- name: bulk
DELETE FROM outbox WHERE name = ? AND bulk;

-- name: gone
DELETE FROM outbox WHERE name = ?;
