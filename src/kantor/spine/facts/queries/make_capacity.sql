-- Make rows for what was not counted before, in one order for every writer.
INSERT INTO facts_capacity (client_id, what, key, total, claimed)
SELECT %(client_id)s, what, key, 0, 0
FROM unnest(%(whats)s::text[], %(keys)s::text[]) AS fresh (what, key)
ORDER BY what, key
ON CONFLICT (client_id, what, key) DO NOTHING
