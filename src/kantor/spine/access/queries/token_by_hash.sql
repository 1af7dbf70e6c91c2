-- The key with this hash, with the person in whose name it acts, while it holds and that person may log in.
SELECT t.id, t.person_id, p.name AS person_name, p.language, t.name, t.permissions, t.clients, t.created_at, t.expires_at, t.revoked_at,
    t.last_used_at
FROM access_token t
JOIN access_person p ON p.id = t.person_id
WHERE t.hash = %(hash)s::bytea AND t.revoked_at IS NULL AND t.expires_at > %(at)s::timestamptz AND p.is_active
