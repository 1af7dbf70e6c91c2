-- What came in for each client since a moment and what became of it.
SELECT d.client_id, count(*)::int AS came_in,
    count(*) FILTER (WHERE d.state IN ('effective', 'reversed'))::int AS took_effect,
    count(*) FILTER (WHERE d.state IN ('received', 'read', 'waiting', 'ready'))::int AS under_way,
    count(*) FILTER (WHERE d.state IN ('refused', 'sent_back'))::int AS refused
FROM documents_document d
WHERE d.client_id = ANY(%(clients)s::integer[]) AND d.received_at >= %(since)s::timestamptz AND d.state <> 'split'
GROUP BY d.client_id
ORDER BY d.client_id
