-- name: received
INSERT OR IGNORE INTO messages (person, message, at, due) VALUES (?, ?, ?, ?);

-- name: sent
INSERT OR IGNORE INTO messages (person, message, at, due)
SELECT people.id, :message, :now, :now + people.tidy
FROM outbox JOIN people ON people.name = outbox.name
WHERE outbox.id = :parcel AND people.tidy IS NOT NULL;

-- name: live
INSERT INTO keyboards (person, message)
SELECT people.id, :message
FROM outbox JOIN people ON people.name = outbox.name
WHERE outbox.id = :parcel
ON CONFLICT (person) DO UPDATE SET message = excluded.message;

-- name: keyboards
SELECT people.name, keyboards.message
FROM people JOIN keyboards ON keyboards.person = people.id
WHERE people.name IN (SELECT value FROM json_each(?));

-- name: retime
UPDATE messages SET due = at + ? WHERE person = ?;

-- name: drop
DELETE FROM messages WHERE person = ?;

-- name: too_old
DELETE FROM messages WHERE due <= ? AND at < ?;

-- name: due
SELECT people.name, keys.key, people.address, messages.person, messages.message
FROM messages
JOIN people ON people.id = messages.person
JOIN keys ON keys.person = messages.person
WHERE messages.due <= ?
ORDER BY messages.due, messages.message
LIMIT ?;

-- name: forget
DELETE FROM messages WHERE person = ? AND message = ?;

-- name: gone
DELETE FROM messages WHERE person = (SELECT id FROM people WHERE name = ?);
