-- The versions of what a document says, from one on, the oldest first.
SELECT r.document_id, r.version, r.content, r.made_by, r.made_at FROM documents_reading r
JOIN documents_document d ON d.client_id = r.client_id AND d.id = r.document_id
WHERE d.id = %(id)s::bigint AND r.version >= %(since)s::integer
ORDER BY r.version
