-- The record sealed last, by the transaction that wrote it; is_moved: this server has not reached that transaction, the rows were moved here.
SELECT record.transaction, record.id, record.transaction >= pg_snapshot_xmax(pg_current_snapshot())::text::bigint AS is_moved
FROM trail_leaf leaf
JOIN trail_record record ON record.client_id = leaf.client_id AND record.id = leaf.record_id
WHERE leaf.client_id = %(client_id)s::int
ORDER BY leaf.position DESC
LIMIT 1
