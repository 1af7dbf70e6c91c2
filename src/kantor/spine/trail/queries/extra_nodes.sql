-- Stored subtrees that a log of this size does not have.
SELECT level, number
FROM trail_node
WHERE client_id = %(client_id)s::int
    AND (level <= 0 OR level > 60 OR level %% %(stride)s::int <> 0 OR number < 0 OR number >= (%(size)s::bigint >> level))
ORDER BY level, number
