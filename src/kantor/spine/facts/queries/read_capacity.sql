-- How much there is and how much of it is taken.
SELECT what, key, total, claimed
FROM facts_capacity
WHERE client_id = %(client_id)s
    AND (what, key) IN (SELECT what, key FROM unnest(%(whats)s::text[], %(keys)s::text[]) AS wanted (what, key))
