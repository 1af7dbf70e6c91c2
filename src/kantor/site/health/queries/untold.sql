-- Events that programs outside were not told of, of webhooks that still stand, since a moment.
SELECT d.state, count(*) AS number, min(d.created_at) AS oldest_at
FROM hooks_delivery d
JOIN hooks_subscription s ON s.client_id = d.client_id AND s.id = d.subscription_id AND s.ended_at IS NULL
WHERE d.state <> 'sent' AND d.created_at > %(since)s::timestamptz
GROUP BY d.state
ORDER BY d.state
