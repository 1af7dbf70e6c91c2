-- The moves that documents made and that nobody has reversed.
SELECT m.id, m.document_id, m.article, m.lot, m.source, m.destination, m.quantity, m.unit
FROM ledger_move m
WHERE m.client_id = %(client_id)s AND m.document_id = ANY(%(documents)s) AND m.reverses_id IS NULL
    AND NOT EXISTS (SELECT 1 FROM ledger_move r WHERE r.client_id = m.client_id AND r.reverses_id = m.id)
ORDER BY m.id
