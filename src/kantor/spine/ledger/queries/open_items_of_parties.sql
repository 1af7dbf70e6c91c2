-- What is open with each of some parties, the oldest due first.
SELECT party_id, id, document_id, side, reference, currency, amount, open, due_on, iban, held_reason
FROM ledger_open_item
WHERE client_id = %(client_id)s AND party_id = ANY(%(parties)s) AND open <> 0
ORDER BY party_id, due_on, id
