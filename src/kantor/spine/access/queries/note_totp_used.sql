-- Remembers the code that was used.
UPDATE access_totp SET last_step = %(step)s::bigint, last_used_at = %(at)s::timestamptz WHERE person_id = %(person_id)s::integer
