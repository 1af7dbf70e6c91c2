-- The standing subscriptions of a client that have deliveries which are due.
SELECT s.id, s.client_id, s.person_id, s.token_id FROM hooks_subscription s
WHERE s.client_id = %(client_id)s::integer AND s.ended_at IS NULL AND EXISTS (
    SELECT FROM hooks_delivery d
    WHERE d.client_id = s.client_id AND d.subscription_id = s.id AND d.state = 'waiting' AND d.next_try_at <= %(at)s::timestamptz
)
ORDER BY s.id
