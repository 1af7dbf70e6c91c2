-- Clients with events that a standing subscription has not seen, with deliveries that are due, or with a subscription whose key is over.
SELECT client_id, min(due_at) AS due_at, sum(number)::int AS number
FROM (
    SELECT s.client_id, NULL::timestamptz AS due_at, 1 AS number
    FROM hooks_subscription s
    WHERE s.client_id = ANY(%(clients)s::integer[]) AND s.ended_at IS NULL AND EXISTS (
        SELECT FROM trail_record t
        WHERE t.client_id = s.client_id AND (t.transaction, t.id) > (s.seen_transaction, s.seen_record)
            AND t.transaction < pg_snapshot_xmin(pg_current_snapshot())::text::bigint
    )
    UNION ALL
    SELECT d.client_id, d.next_try_at, 1
    FROM hooks_delivery d
    JOIN hooks_subscription s ON s.client_id = d.client_id AND s.id = d.subscription_id AND s.ended_at IS NULL
    WHERE d.client_id = ANY(%(clients)s::integer[]) AND d.state = 'waiting' AND d.next_try_at <= %(at)s::timestamptz
        AND NOT EXISTS (
            SELECT FROM hooks_delivery earlier
            WHERE earlier.client_id = d.client_id AND earlier.subscription_id = d.subscription_id AND earlier.document_id = d.document_id
                AND earlier.id < d.id AND earlier.state = 'waiting')
    UNION ALL
    SELECT s.client_id, least(k.revoked_at, k.expires_at), 1
    FROM hooks_subscription s
    JOIN access_token k ON k.id = s.token_id
    WHERE s.client_id = ANY(%(clients)s::integer[]) AND s.ended_at IS NULL
        AND (k.revoked_at IS NOT NULL OR k.expires_at <= %(at)s::timestamptz)
) work
GROUP BY client_id
