-- name: insert
INSERT INTO records (person, kind, at, data) VALUES (?, ?, ?, ?);

-- name: memory
SELECT people.name, keys.key, records.kind, records.at, records.data
FROM people
CROSS JOIN keys ON keys.person = people.id
CROSS JOIN json_each(:kinds) AS asked
CROSS JOIN records
WHERE people.name IN (SELECT value FROM json_each(:names))
    AND records.id IN (
        SELECT id FROM records
        WHERE person = people.id AND kind = asked.value
        ORDER BY at DESC, id DESC
        LIMIT :newest
    )
ORDER BY records.at, records.id;
