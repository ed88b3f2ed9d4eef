-- name: identity
SELECT application_id, user_version, (SELECT count(*) FROM sqlite_master)
FROM pragma_application_id, pragma_user_version;

-- name: meta
SELECT value FROM meta WHERE name = ?;

-- name: set_meta
INSERT INTO meta (name, value) VALUES (?, ?)
ON CONFLICT (name) DO UPDATE SET value = excluded.value;

-- name: set_meta_once
INSERT OR IGNORE INTO meta (name, value) VALUES (?, ?);

-- name: file_id
SELECT file_id FROM files WHERE bot = ? AND picture = ?;

-- name: keep_file_id
INSERT INTO files (bot, picture, file_id) VALUES (?, ?, ?)
ON CONFLICT (bot, picture) DO UPDATE SET file_id = excluded.file_id;
