-- Whoever approved these versions last at another step.
SELECT asked.document_id, found.checker_id
FROM unnest(%(documents)s::bigint[], %(versions)s::integer[], %(steps)s::text[]) AS asked (document_id, version, step)
CROSS JOIN LATERAL (
    SELECT x.checker_id FROM documents_decision x
    WHERE x.document_id = asked.document_id AND x.version = asked.version AND x.outcome = 'approved' AND x.step <> asked.step
        AND x.checker_id IS NOT NULL
    ORDER BY x.id DESC LIMIT 1
) found
