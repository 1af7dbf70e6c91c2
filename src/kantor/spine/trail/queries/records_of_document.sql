-- What happened to a document.
SELECT r.id, r.client_id, r.kind, r.document_id, r.person_id, r.at, r.content, leaf.position
FROM trail_record r
LEFT JOIN trail_leaf leaf ON leaf.client_id = r.client_id AND leaf.record_id = r.id
WHERE r.client_id = %(client_id)s::int AND r.document_id = %(document_id)s::bigint
ORDER BY r.id
