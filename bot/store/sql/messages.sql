-- name: received
INSERT OR IGNORE INTO messages (person, message, at, due) VALUES (?, ?, ?, ?);

-- name: sent
INSERT OR IGNORE INTO messages (person, message, at, due)
SELECT id, :message, :now, :now + tidy FROM people WHERE id = :person;

-- name: live
INSERT INTO keyboards (person, message)
SELECT id, :message FROM people WHERE id = :person
ON CONFLICT (person) DO UPDATE SET message = excluded.message;

-- name: keyboards
SELECT people.name, keyboards.message
FROM people JOIN keyboards ON keyboards.person = people.id
WHERE people.name IN (SELECT value FROM json_each(?));

-- name: retime
UPDATE messages SET due = at + ? WHERE person = ? AND due IS NOT NULL;

-- name: stay
UPDATE messages SET due = NULL WHERE person = ?;

-- name: too_old
DELETE FROM messages WHERE at < ?;

-- name: due
SELECT people.name, people.id, keys.key, people.address, messages.message
FROM messages
JOIN people ON people.id = messages.person
JOIN keys ON keys.person = messages.person
WHERE messages.due <= ?
ORDER BY messages.due, messages.message
LIMIT ?;

-- name: forget
DELETE FROM messages WHERE person = ? AND message = ?;

-- name: noted
SELECT message FROM messages
WHERE person = (SELECT id FROM people WHERE name = ?) AND at >= ?
ORDER BY message DESC
LIMIT ?;

-- name: all_of
SELECT message, at FROM messages WHERE person = ? ORDER BY at, message;

-- name: unnote
DELETE FROM messages
WHERE person = (SELECT id FROM people WHERE name = :name)
    AND message IN (SELECT value FROM json_each(:messages));

-- name: not_live
DELETE FROM keyboards
WHERE person = (SELECT id FROM people WHERE name = :name)
    AND message IN (SELECT value FROM json_each(:messages));

-- name: gone
DELETE FROM messages WHERE person = (SELECT id FROM people WHERE name = ?);
