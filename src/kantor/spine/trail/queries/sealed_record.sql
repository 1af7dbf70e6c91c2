-- A record with the position of its leaf.
SELECT
    leaf.position, record.id, record.kind, record.document_id, record.person_id, record.at, record.content, record.transaction
FROM trail_record record
JOIN trail_leaf leaf ON leaf.client_id = record.client_id AND leaf.record_id = record.id
WHERE record.client_id = %(client_id)s::int AND record.id = %(record_id)s::bigint
