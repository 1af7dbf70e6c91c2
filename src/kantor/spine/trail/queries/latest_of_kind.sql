-- What of one kind happened last for a client.
SELECT r.id, r.client_id, r.kind, r.document_id, r.person_id, r.at, r.content, leaf.position
FROM trail_record r
LEFT JOIN trail_leaf leaf ON leaf.client_id = r.client_id AND leaf.record_id = r.id
WHERE r.client_id = %(client_id)s::int AND r.kind = %(kind)s::text AND r.id < coalesce(%(before_id)s::bigint, 9223372036854775807)
ORDER BY r.id DESC
LIMIT %(at_most)s::bigint
