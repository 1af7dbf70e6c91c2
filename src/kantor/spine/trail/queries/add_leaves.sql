-- Seals records as the next leaves of their client's log.
INSERT INTO trail_leaf (client_id, position, record_id, hash)
SELECT %(client_id)s::int, %(start)s::bigint + leaf.number - 1, leaf.record_id, leaf.hash
FROM unnest(%(records)b::bigint[], %(hashes)b::bytea[]) WITH ORDINALITY AS leaf (record_id, hash, number)
