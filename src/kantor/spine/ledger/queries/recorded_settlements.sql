-- The settlements that documents made and that nobody has undone.
SELECT s.id, s.open_item_id, s.document_id, s.amount, s.discount
FROM ledger_settlement s
WHERE s.client_id = %(client_id)s AND s.document_id = ANY(%(documents)s) AND s.reverses_id IS NULL
    AND NOT EXISTS (SELECT 1 FROM ledger_settlement u WHERE u.client_id = s.client_id AND u.reverses_id = s.id)
ORDER BY s.id
