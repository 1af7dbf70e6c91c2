-- The pages of these documents' scans that could not be read, and why.
SELECT d.id AS document_id, s.number, s.reason
FROM documents_document d JOIN documents_sheet s ON s.client_id = d.client_id AND s.original_id = d.original_id
WHERE d.id = ANY(%(ids)s::bigint[]) AND s.read_at IS NOT NULL AND s.content IS NULL
ORDER BY d.id, s.number
