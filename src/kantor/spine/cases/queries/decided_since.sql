-- On how many documents of these clients something was decided since a moment, and on how many of them nobody has decided but the house.
SELECT count(*)::int AS documents, count(*) FILTER (WHERE NOT EXISTS (
    SELECT FROM documents_decision p WHERE p.client_id = decided.client_id AND p.document_id = decided.document_id AND p.checker_id IS NOT NULL
))::int AS untouched
FROM (
    SELECT DISTINCT x.client_id, x.document_id FROM documents_decision x
    WHERE x.client_id = ANY(%(clients)s::integer[]) AND x.at >= %(since)s::timestamptz
) decided
