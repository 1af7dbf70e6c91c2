-- The kinds of records that a client has, each found by one probe of the index.
WITH RECURSIVE found AS (
    (SELECT kind FROM trail_record WHERE client_id = %(client_id)s::integer ORDER BY kind LIMIT 1)
    UNION ALL
    SELECT (SELECT r.kind FROM trail_record r WHERE r.client_id = %(client_id)s::integer AND r.kind > found.kind ORDER BY r.kind LIMIT 1)
    FROM found WHERE found.kind IS NOT NULL
)
SELECT kind FROM found WHERE kind IS NOT NULL
