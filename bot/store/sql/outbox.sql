-- name: insert
INSERT INTO outbox (id, address, house, bulk, made, deed) VALUES (?, ?, ?, ?, ?, ?);

-- name: after
SELECT outbox.id, outbox.address, outbox.house, outbox.bulk, outbox.made, outbox.tries,
    outbox.deed, people.key
FROM outbox LEFT JOIN people ON people.address = outbox.address
WHERE outbox.id > ?
ORDER BY outbox.id
LIMIT ?;

-- name: tried
UPDATE outbox SET tries = tries + 1 WHERE id IN (SELECT value FROM json_each(?));

-- name: done
DELETE FROM outbox WHERE id IN (SELECT value FROM json_each(?));

-- name: gone
DELETE FROM outbox WHERE address = ?;
