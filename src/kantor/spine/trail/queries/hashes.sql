-- Hashes of leaves (level 0) and stored subtrees by level and number.
WITH wanted AS (SELECT * FROM unnest(%(levels)b::smallint[], %(numbers)b::bigint[]) AS wanted (level, number))
SELECT wanted.level, wanted.number, leaf.hash
FROM wanted
JOIN trail_leaf leaf ON leaf.client_id = %(client_id)s::int AND leaf.position = wanted.number
WHERE wanted.level = 0
UNION ALL
SELECT wanted.level, wanted.number, node.hash
FROM wanted
JOIN trail_node node ON node.client_id = %(client_id)s::int AND node.level = wanted.level AND node.number = wanted.number
WHERE wanted.level > 0
