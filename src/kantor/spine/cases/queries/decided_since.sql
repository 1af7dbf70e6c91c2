-- On how many documents of these clients something was decided since a moment, and on how many of them nobody has decided but the house:
-- of each client the last decisions up to a limit.
WITH decided AS (
    SELECT DISTINCT x.client_id, x.document_id
    FROM unnest(%(clients)s::integer[]) AS mine (client_id)
    CROSS JOIN LATERAL (
        SELECT d.client_id, d.document_id FROM documents_decision d
        WHERE d.client_id = mine.client_id AND d.at >= %(since)s::timestamptz
        ORDER BY d.at DESC LIMIT %(most)s
    ) x
)
SELECT count(*)::int AS documents, count(*) FILTER (WHERE NOT EXISTS (
    SELECT FROM documents_decision p WHERE p.client_id = decided.client_id AND p.document_id = decided.document_id AND p.checker_id IS NOT NULL
))::int AS untouched
FROM decided
