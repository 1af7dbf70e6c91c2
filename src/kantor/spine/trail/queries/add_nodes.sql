-- Keeps hashes of subtrees that have become complete.
INSERT INTO trail_node (client_id, level, number, hash)
SELECT %(client_id)s::int, node.level, node.number, node.hash
FROM unnest(%(levels)b::smallint[], %(numbers)b::bigint[], %(hashes)b::bytea[]) AS node (level, number, hash)
