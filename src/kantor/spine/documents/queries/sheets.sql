-- The pages of scans that were read, of these documents: all of them, or one by its number; also those that wait to be read once more.
SELECT d.id AS document_id, s.number, s.content, s.reason
FROM documents_document d JOIN documents_sheet s ON s.client_id = d.client_id AND s.original_id = d.original_id
WHERE d.id = ANY(%(ids)s::bigint[]) AND (s.read_at IS NOT NULL OR s.content IS NOT NULL) AND (%(number)s::int IS NULL OR s.number = %(number)s::int)
ORDER BY d.id, s.number
