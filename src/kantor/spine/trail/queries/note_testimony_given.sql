-- A witness has been told, where nobody noted it before.
UPDATE trail_testimony
SET given_at = %(at)s::timestamptz, told = %(to)s::text, token = %(token)s::bytea, next_try_at = NULL, reason = ''
WHERE client_id = %(client_id)s::int AND id = %(id)s::bigint AND given_at IS NULL
