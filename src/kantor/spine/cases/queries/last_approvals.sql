-- The last decision on each document, where it was an approval by a person and the document has not moved on; locks these documents.
SELECT asked.id AS document_id, last.step, last.maker_id, last.checker_id
FROM unnest(%(documents)s::bigint[]) AS asked (id)
JOIN documents_document d ON d.id = asked.id AND d.state = 'ready'
CROSS JOIN LATERAL (
    SELECT step, maker_id, checker_id, outcome FROM documents_decision x WHERE x.document_id = asked.id ORDER BY x.id DESC LIMIT 1
) last
WHERE last.outcome = 'approved' AND last.checker_id IS NOT NULL
ORDER BY d.id
FOR UPDATE OF d
