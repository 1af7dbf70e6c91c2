-- Records of finished transactions behind the one sealed last, in the order in which they are sealed.
-- Counted for each record, because a join is planned badly while the statistics do not know the young leaves.
SELECT record.id, record.kind, record.document_id, record.person_id, record.at, record.content, record.transaction
FROM trail_record record
WHERE record.client_id = %(client_id)s::int
    AND record.transaction >= %(transaction)s::bigint AND (record.transaction, record.id) > (%(transaction)s::bigint, %(id)s::bigint)
    AND record.transaction < (SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint)
    AND (SELECT count(*) FROM trail_leaf sealed WHERE sealed.client_id = record.client_id AND sealed.record_id = record.id) = 0
ORDER BY record.transaction, record.id
LIMIT %(at_most)s::bigint
