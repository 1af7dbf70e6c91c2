-- What happened last for a client.
SELECT r.id, r.client_id, r.kind, r.document_id, r.person_id, r.at, r.content, leaf.position
FROM trail_record r
LEFT JOIN trail_leaf leaf ON leaf.client_id = r.client_id AND leaf.record_id = r.id
WHERE r.client_id = %(client_id)s::int
    AND (r.transaction, r.id) < (
        coalesce((SELECT page.transaction FROM trail_record page WHERE page.id = %(before_id)s::bigint), 9223372036854775807),
        coalesce(%(before_id)s::bigint, 9223372036854775807)
    )
ORDER BY r.transaction DESC, r.id DESC
LIMIT %(at_most)s::bigint
