-- Removes a chunk of deliveries that were kept long enough; what is still to be sent stays.
DELETE FROM hooks_delivery d
USING (
    SELECT o.id FROM hooks_delivery o
    JOIN hooks_subscription s ON s.client_id = o.client_id AND s.id = o.subscription_id
    WHERE o.client_id = %(client_id)s::integer AND o.created_at <= %(before)s::timestamptz AND (o.state <> 'waiting' OR s.ended_at IS NOT NULL)
    ORDER BY o.created_at LIMIT %(limit)s::bigint
) old
WHERE d.client_id = %(client_id)s::integer AND d.id = old.id
