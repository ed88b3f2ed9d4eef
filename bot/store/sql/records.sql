-- name: insert
INSERT INTO records (person, kind, at, data) VALUES (?, ?, ?, ?);

-- name: memory
SELECT people.address, people.key, records.kind, records.at, records.data
FROM people
CROSS JOIN json_each(:kinds) AS asked
CROSS JOIN records
WHERE people.address IN (SELECT value FROM json_each(:addresses))
    AND records.id IN (
        SELECT id FROM records
        WHERE person = people.id AND kind = asked.value
        ORDER BY at DESC, id DESC
        LIMIT :newest
    )
ORDER BY records.at, records.id;
