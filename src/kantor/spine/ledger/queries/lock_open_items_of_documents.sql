-- Lock the open items that documents made, in the order of their ids.
SELECT id, document_id, currency, amount, open
FROM ledger_open_item
WHERE client_id = %(client_id)s AND document_id = ANY(%(documents)s)
ORDER BY id
FOR NO KEY UPDATE
