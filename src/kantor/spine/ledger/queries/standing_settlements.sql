-- The settlements of open items that nobody has undone.
SELECT s.open_item_id, s.document_id, s.amount
FROM ledger_settlement s
WHERE s.client_id = %(client_id)s AND s.open_item_id = ANY(%(items)s) AND s.reverses_id IS NULL
    AND NOT EXISTS (SELECT 1 FROM ledger_settlement u WHERE u.client_id = s.client_id AND u.reverses_id = s.id)
ORDER BY s.id
