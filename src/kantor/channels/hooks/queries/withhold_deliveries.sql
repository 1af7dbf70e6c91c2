-- Sends no delivery that is due about a document which its subscription may not tell of any more; the log says why.
UPDATE hooks_delivery d SET state = 'failed', next_try_at = NULL, reason = %(reason)s::text
WHERE d.client_id = %(client_id)s::integer AND d.state = 'waiting' AND d.next_try_at <= %(at)s::timestamptz
    AND d.subscription_id = ANY(%(due)s::bigint[])
    AND NOT EXISTS (
        SELECT FROM unnest(%(subscriptions)s::bigint[], %(ways)s::text[]) AS seen (subscription_id, way)
        JOIN documents_document o ON documents_way(o.type, o.seen_by) = seen.way
        WHERE seen.subscription_id = d.subscription_id AND o.client_id = d.client_id AND o.id = d.document_id
    )
