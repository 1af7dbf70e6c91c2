-- The sealed records of some positions, in their order.
SELECT leaf.position, r.id, r.kind, r.document_id, r.person_id, r.at, r.content, r.transaction
FROM trail_leaf leaf
JOIN trail_record r ON r.client_id = leaf.client_id AND r.id = leaf.record_id
WHERE leaf.client_id = %(client_id)s::int AND leaf.position >= %(first)s::bigint AND leaf.position < %(until)s::bigint
ORDER BY leaf.position
