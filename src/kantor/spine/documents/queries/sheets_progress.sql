-- How many pages of these documents' scans are read, of how many.
SELECT d.id AS document_id, count(s.read_at)::int AS read, count(*)::int AS pages
FROM documents_document d JOIN documents_sheet s ON s.client_id = d.client_id AND s.original_id = d.original_id
WHERE d.id = ANY(%(ids)s::bigint[])
GROUP BY d.id
