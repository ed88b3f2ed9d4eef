-- name: seen
SELECT id FROM updates WHERE id IN (SELECT value FROM json_each(?));

-- name: insert
INSERT OR IGNORE INTO updates (id, at) SELECT value, ? FROM json_each(?);

-- name: prune
DELETE FROM updates WHERE at < ?;
