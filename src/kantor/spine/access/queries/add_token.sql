-- Enters the key of a program, of which only the hash is kept; nobody who may not log in gets one.
INSERT INTO access_token (person_id, name, hash, permissions, clients, created_at, expires_at)
SELECT p.id, %(name)s::text, %(hash)s::bytea, %(permissions)s::text[], %(clients)s::integer[], %(at)s::timestamptz, %(expires_at)s::timestamptz
FROM access_person p
WHERE p.id = %(person_id)s::integer AND p.is_active
RETURNING id
