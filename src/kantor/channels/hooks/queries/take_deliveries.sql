-- Takes deliveries that are due, of documents that their subscription may tell of as they are seen now, into one worker's hand for a while: of each
-- subscription a few, so that none holds the others up, and of each document only the one before which no other waits.
UPDATE hooks_delivery d SET next_try_at = %(until)s::timestamptz
FROM (
    SELECT w.id, s.url, s.secret, s.token_id
    FROM hooks_subscription s
    CROSS JOIN LATERAL (
        SELECT v.id FROM hooks_delivery v
        WHERE v.client_id = s.client_id AND v.subscription_id = s.id AND v.state = 'waiting' AND v.next_try_at <= %(at)s::timestamptz
            AND (v.subscription_id, (
                SELECT documents_way(o.type, o.seen_by)
                FROM documents_document o WHERE o.client_id = v.client_id AND o.id = v.document_id
            )) IN (
                SELECT seen.subscription_id, seen.way
                FROM unnest(%(subscriptions)s::bigint[], %(ways)s::text[]) AS seen (subscription_id, way))
            AND NOT EXISTS (
                SELECT FROM hooks_delivery earlier
                WHERE earlier.client_id = v.client_id AND earlier.subscription_id = v.subscription_id
                    AND earlier.document_id = v.document_id AND earlier.id < v.id AND earlier.state = 'waiting')
        ORDER BY v.id LIMIT %(of_each)s::bigint
        FOR UPDATE OF v SKIP LOCKED
    ) w
    WHERE s.client_id = %(client_id)s::integer AND s.ended_at IS NULL AND s.id = ANY(%(subscriptions)s::bigint[])
    ORDER BY w.id LIMIT %(limit)s::bigint
) due
WHERE d.client_id = %(client_id)s::integer AND d.id = due.id
RETURNING d.id, d.client_id, d.subscription_id, d.record_id, d.content, d.tries, due.url, due.secret, due.token_id
