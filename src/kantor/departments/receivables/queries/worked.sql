-- Hours of these persons row by row, on time sheets that stand or wait for a decision.
SELECT d.id, lower(btrim(d.party_name)) AS person, d.state IN ('ready', 'effective') AS is_decided, l.cells
FROM documents_document d
JOIN documents_reading r ON r.client_id = d.client_id AND r.document_id = d.id AND r.version = d.reading_version
CROSS JOIN LATERAL jsonb_array_elements(r.content -> 'tables' -> 'lines') AS l (cells)
WHERE documents_way(d.type, d.seen_by) = 'receivables.time_sheet' AND lower(btrim(d.party_name)) = ANY(%(persons)s::text[])
    AND d.state IN ('received', 'read', 'waiting', 'ready', 'effective')
ORDER BY d.id
