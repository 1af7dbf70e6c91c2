-- Clients with deliveries that were kept long enough.
SELECT d.client_id, min(d.created_at) AS due_at, count(*)::int AS number
FROM hooks_delivery d
JOIN hooks_subscription s ON s.client_id = d.client_id AND s.id = d.subscription_id
WHERE d.client_id = ANY(%(clients)s::integer[]) AND d.created_at <= %(before)s::timestamptz AND (d.state <> 'waiting' OR s.ended_at IS NOT NULL)
GROUP BY d.client_id
