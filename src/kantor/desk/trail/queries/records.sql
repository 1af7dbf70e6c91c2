-- A page of what happened for a client, the newest first; of one kind, one document or one person where asked.
SELECT r.id, r.client_id, r.kind, r.document_id, r.person_id, r.at, r.content, leaf.position
FROM trail_record r
LEFT JOIN trail_leaf leaf ON leaf.client_id = r.client_id AND leaf.record_id = r.id
WHERE r.client_id = %(client_id)s::integer AND r.id < %(before)s::bigint
    AND (%(kind)s::text = '' OR r.kind = %(kind)s::text)
    AND (%(document)s::bigint IS NULL OR r.document_id = %(document)s::bigint)
    AND (%(person)s::integer IS NULL OR r.person_id = %(person)s::integer)
ORDER BY r.id DESC
LIMIT %(limit)s::bigint
