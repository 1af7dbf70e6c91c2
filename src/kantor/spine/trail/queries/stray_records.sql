-- Unsealed records after a move from another server, whose transaction numbers say nothing here; those of running transactions are left out.
SELECT record.id, record.kind, record.document_id, record.person_id, record.at, record.content, record.transaction
FROM trail_record record
WHERE record.client_id = %(client_id)s::int
    AND (
        record.transaction < (SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint)
        OR record.transaction >= (SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint)
    )
    AND NOT EXISTS (SELECT FROM trail_leaf sealed WHERE sealed.client_id = record.client_id AND sealed.record_id = record.id)
ORDER BY record.id
LIMIT %(at_most)s::bigint
