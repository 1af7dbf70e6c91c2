-- Lock open items, in the order of their ids.
SELECT id, document_id, currency, amount, open
FROM ledger_open_item
WHERE client_id = %(client_id)s AND id = ANY(%(items)s)
ORDER BY id
FOR NO KEY UPDATE
