-- What is owed because of a document.
SELECT id, side, party_id, reference, currency, amount, open, due_on, held_reason FROM ledger_open_item
WHERE client_id = %(client_id)s AND document_id = %(document_id)s ORDER BY id
