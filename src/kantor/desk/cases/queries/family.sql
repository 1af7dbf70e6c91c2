-- The bundle a document came in, the documents that came in it, and those that it caused.
SELECT d.id, d.type, d.state, d.number, d.file_name, d.party_name, d.client_id, d.seen_by, CASE WHEN d.id = %(parent_id)s::bigint THEN 'parent' ELSE 'child' END AS kin
FROM documents_document d
WHERE d.client_id = %(client_id)s AND (d.id = %(parent_id)s::bigint OR d.parent_id = %(document_id)s)
ORDER BY d.id
LIMIT 200
