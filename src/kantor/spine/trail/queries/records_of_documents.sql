-- Everything that happened to some documents, as it was sealed; unsealed records last.
SELECT leaf.position, r.id, r.kind, r.document_id, r.person_id, r.at, r.content, r.transaction
FROM trail_record r
LEFT JOIN trail_leaf leaf ON leaf.client_id = r.client_id AND leaf.record_id = r.id
WHERE r.client_id = %(client_id)s::int AND r.document_id = ANY(%(document_ids)s::bigint[])
ORDER BY leaf.position NULLS LAST, r.id
