-- name: set
INSERT INTO timers (person, key, due, frame, arrival, local, zone, late)
VALUES (?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (person, key) DO UPDATE SET
    due = excluded.due, frame = excluded.frame, arrival = excluded.arrival,
    local = excluded.local, zone = excluded.zone, late = excluded.late;

-- name: unset
DELETE FROM timers WHERE person = ? AND key = ?;

-- name: silence
DELETE FROM timers WHERE person = ? AND frame = 0;

-- name: fired
DELETE FROM timers
WHERE person = (SELECT id FROM people WHERE name = ?)
    AND key = ? AND due = ? AND frame = ? AND arrival = ?;

-- name: due
SELECT people.name, keys.key, people.address,
    timers.key, timers.due, timers.frame, timers.arrival
FROM timers
JOIN people ON people.id = timers.person
JOIN keys ON keys.person = timers.person
WHERE timers.due <= ?
ORDER BY timers.due
LIMIT ?;

-- name: next_due
SELECT min(due) FROM timers;

-- name: all_of
SELECT key, due, frame, local, zone FROM timers WHERE person = ? ORDER BY due, key;

-- name: local_of
SELECT person, key, due, local, zone, late
FROM timers
WHERE person = (SELECT id FROM people WHERE name = ?) AND local IS NOT NULL;

-- name: local_after
SELECT person, key, due, local, zone, late
FROM timers
WHERE (person, key) > (?, ?) AND local IS NOT NULL
ORDER BY person, key
LIMIT ?;

-- name: derive
UPDATE timers SET due = ?, zone = ? WHERE person = ? AND key = ?;

-- name: postpone
UPDATE timers SET due = due + ?
WHERE person = (SELECT id FROM people WHERE name = ?) AND due <= ?;
