-- Ends a subscription, once.
UPDATE hooks_subscription SET ended_at = %(at)s::timestamptz, ended_why = %(why)s::text
WHERE client_id = %(client_id)s::integer AND id = %(id)s::bigint AND ended_at IS NULL
