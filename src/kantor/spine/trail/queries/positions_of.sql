-- The first and the last position that a time's records were sealed at.
SELECT min(leaf.position) AS first, max(leaf.position) AS last
FROM trail_record r
JOIN trail_leaf leaf ON leaf.client_id = r.client_id AND leaf.record_id = r.id
WHERE r.client_id = %(client_id)s::int AND r.at >= %(since)s::timestamptz AND r.at < %(before)s::timestamptz
