-- Lock what can run out, in the order of what and key.
SELECT what, key, total, claimed
FROM facts_capacity
WHERE client_id = %(client_id)s
    AND (what, key) IN (SELECT what, key FROM unnest(%(whats)s::text[], %(keys)s::text[]) AS wanted (what, key))
ORDER BY what, key
FOR NO KEY UPDATE
