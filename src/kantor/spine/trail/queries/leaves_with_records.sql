-- Every leaf of a client with its record, by position; the record's columns are NULL where it is gone.
SELECT
    leaf.position, leaf.hash, leaf.record_id,
    record.kind, record.document_id, record.person_id, record.at, record.content, record.transaction
FROM trail_leaf leaf
LEFT JOIN trail_record record ON record.id = leaf.record_id AND record.client_id = leaf.client_id
WHERE leaf.client_id = %(client_id)s::int
ORDER BY leaf.position
