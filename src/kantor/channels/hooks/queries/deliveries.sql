-- A page of the deliveries of a subscription, the newest first.
SELECT id, kind, record_id, state, tries, next_try_at, status, reason, created_at, sent_at FROM hooks_delivery
WHERE client_id = %(client_id)s::integer AND subscription_id = %(subscription_id)s::bigint AND id < %(before)s::bigint
    AND (%(state)s::text = '' OR state = %(state)s::text)
ORDER BY id DESC LIMIT %(limit)s::bigint
