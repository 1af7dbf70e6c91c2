-- Ends a key of a person, once.
UPDATE access_token SET revoked_at = %(at)s::timestamptz
WHERE id = %(id)s::integer AND person_id = %(person_id)s::integer AND revoked_at IS NULL
RETURNING name
