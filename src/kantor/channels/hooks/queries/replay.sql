-- Lets a delivery be sent once more, from the first try on.
UPDATE hooks_delivery SET state = 'waiting', tries = 0, next_try_at = %(at)s::timestamptz
WHERE client_id = %(client_id)s::integer AND subscription_id = %(subscription_id)s::bigint AND id = %(id)s::bigint
