-- A program has not taken a delivery: it rests, or has failed where there is no next try.
UPDATE hooks_delivery SET state = CASE WHEN %(next_try_at)s::timestamptz IS NULL THEN 'failed' ELSE 'waiting' END, status = %(status)s::smallint,
    reason = %(reason)s::text, tries = %(tries)s::smallint, next_try_at = %(next_try_at)s::timestamptz
WHERE client_id = %(client_id)s::integer AND id = %(id)s::bigint
