-- A program has taken a delivery.
UPDATE hooks_delivery SET state = 'sent', status = %(status)s::smallint, reason = '', next_try_at = NULL, sent_at = %(at)s::timestamptz, tries = tries + 1
WHERE client_id = %(client_id)s::integer AND id = %(id)s::bigint
