-- The settlements of open items that nobody has undone; what undoes one has the other sign than its item.
SELECT s.open_item_id, s.document_id, s.amount
FROM ledger_settlement s
JOIN ledger_open_item o ON o.client_id = s.client_id AND o.id = s.open_item_id
WHERE s.client_id = %(client_id)s AND s.open_item_id = ANY(%(items)s) AND sign(s.amount) = sign(o.amount)
    AND NOT EXISTS (SELECT 1 FROM ledger_settlement u WHERE u.client_id = s.client_id AND u.reverses_id = s.id)
ORDER BY s.id
