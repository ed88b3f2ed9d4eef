-- name: insert
INSERT INTO records (person, kind, at, data) VALUES (?, ?, ?, ?);

-- name: discard
DELETE FROM records WHERE person = ? AND kind = ? AND at = ifnull(?, at);

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

-- name: all_of
SELECT people.name, keys.key, records.kind, records.at, records.data, records.id
FROM people
CROSS JOIN keys ON keys.person = people.id
CROSS JOIN records ON records.person = people.id
WHERE people.id = :person AND (records.kind, records.at, records.id) > (:kind, :at, :id)
ORDER BY records.kind, records.at, records.id
LIMIT :page;

-- name: count_of
SELECT count(*) FROM records WHERE person = ?;

-- name: prune
DELETE FROM records WHERE id IN (
    SELECT records.id
    FROM people CROSS JOIN records ON records.person = people.id
    WHERE people.retain IS NOT NULL AND records.at < :now - people.retain
    LIMIT :chunk
);
