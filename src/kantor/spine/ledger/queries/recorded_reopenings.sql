-- What documents gave back of earlier settlements, as far as nobody has undone it.
SELECT s.id, s.open_item_id, s.document_id, s.amount, s.discount, s.paid_on
FROM ledger_settlement s
WHERE s.client_id = %(client_id)s AND s.document_id = ANY(%(documents)s) AND s.reverses_id IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM ledger_settlement u WHERE u.client_id = s.client_id AND u.reverses_id = s.id)
ORDER BY s.id
