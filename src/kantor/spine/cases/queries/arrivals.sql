-- What came in for each client since a moment and what became of it; each state is counted up to a limit.
-- Documents are numbered as they come, so that all later ones stand behind the first one of that time. States are compared as the index
-- has them, (state, id), because an equal sign invites plans that read the client's whole day for every state.
WITH mine AS (SELECT unnest(%(clients)s::integer[]) AS client_id), first AS (
    SELECT id FROM documents_document
    WHERE client_id = ANY(%(clients)s::integer[]) AND received_at >= %(since)s::timestamptz ORDER BY received_at LIMIT 1
), counted AS MATERIALIZED (
    SELECT m.client_id, one.state, (
        SELECT count(*) FROM (
            SELECT FROM documents_document d
            WHERE d.client_id = m.client_id AND (d.state, d.id) >= (one.state, (SELECT id FROM first)) AND d.state <= one.state
            LIMIT %(most)s
        ) d
    ) AS count
    FROM mine m
    CROSS JOIN unnest('{received,read,waiting,ready,effective,reversed,refused,sent_back}'::text[]) AS one (state)
)
SELECT client_id, sum(count)::int AS came_in,
    sum(count) FILTER (WHERE state IN ('effective', 'reversed'))::int AS took_effect,
    sum(count) FILTER (WHERE state IN ('received', 'read', 'waiting', 'ready'))::int AS under_way,
    sum(count) FILTER (WHERE state IN ('refused', 'sent_back'))::int AS refused
FROM counted
GROUP BY client_id
HAVING sum(count) > 0
ORDER BY client_id
