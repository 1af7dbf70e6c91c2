-- The documents that came in the same mail as this one.
SELECT s.id, s.client_id, s.type, s.seen_by, s.number, s.file_name
FROM documents_document d JOIN documents_document s ON s.client_id = d.client_id AND s.parent_id = d.parent_id AND s.id <> d.id
WHERE d.client_id = %(client_id)s AND d.id = %(document_id)s
ORDER BY s.part, s.id LIMIT 100
