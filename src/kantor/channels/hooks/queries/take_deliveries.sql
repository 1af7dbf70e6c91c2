-- Takes deliveries that are due, of (subscription, type of document) pairs that may be told of, into one worker's hand for a while.
UPDATE hooks_delivery d SET next_try_at = %(until)s::timestamptz
FROM (
    SELECT w.id, s.url, s.secret, s.token_id
    FROM hooks_delivery w
    JOIN hooks_subscription s ON s.client_id = w.client_id AND s.id = w.subscription_id AND s.ended_at IS NULL
    JOIN unnest(%(subscriptions)s::bigint[], %(types)s::text[]) AS seen (subscription_id, type)
        ON seen.subscription_id = w.subscription_id AND seen.type = w.content -> 'data' ->> 'document_type'
    WHERE w.client_id = %(client_id)s::integer AND w.state = 'waiting' AND w.next_try_at <= %(at)s::timestamptz
    ORDER BY w.id LIMIT %(limit)s::bigint
    FOR UPDATE OF w SKIP LOCKED
) due
WHERE d.client_id = %(client_id)s::integer AND d.id = due.id
RETURNING d.id, d.client_id, d.subscription_id, d.record_id, d.content, d.tries, due.url, due.secret, due.token_id
