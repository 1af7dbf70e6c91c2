-- Clients whose training waits for somebody, and those of whose papers enough were confirmed since the last one, a day ago or more.
SELECT c.id AS client_id, o.asked_at, o.id IS NOT NULL AS is_asked
FROM unnest(%(clients)s::int[]) AS c (id)
LEFT JOIN schooling_training o ON o.client_id = c.id AND o.ended_at IS NULL
WHERE (o.id IS NOT NULL AND (o.taken_until IS NULL OR o.taken_until < %(at)s::timestamptz))
    OR (
        o.id IS NULL
        AND NOT EXISTS (SELECT FROM schooling_training t WHERE t.client_id = c.id AND t.ended_at > %(rested)s::timestamptz)
        AND (
            SELECT count(*) FROM (
                SELECT FROM documents_example e
                WHERE e.client_id = c.id AND e.document_id > coalesce(
                    (SELECT max(m.newest_document_id) FROM schooling_model m WHERE m.client_id = c.id), 0
                ) LIMIT %(enough)s
            ) fresh
        ) >= %(enough)s
    )
