-- Notes when a key was used last.
UPDATE access_token SET last_used_at = %(at)s::timestamptz WHERE id = %(id)s::integer
