-- The claims that documents made and that nobody has given back.
SELECT c.id, c.document_id, c.what, c.key, c.quantity
FROM facts_claim c
WHERE c.client_id = %(client_id)s AND c.document_id = ANY(%(documents)s) AND c.reverses_id IS NULL
    AND NOT EXISTS (SELECT 1 FROM facts_claim r WHERE r.client_id = c.client_id AND r.reverses_id = c.id)
ORDER BY c.id
