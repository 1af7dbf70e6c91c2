-- A witness could not be told this time.
UPDATE trail_testimony
SET tries = least(tries + 1, 30000), reason = %(reason)s::text, next_try_at = %(next_try_at)s::timestamptz
WHERE client_id = %(client_id)s::int AND id = %(id)s::bigint AND given_at IS NULL
