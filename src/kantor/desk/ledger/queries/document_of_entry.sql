-- The document that made an entry.
SELECT document_id FROM ledger_entry WHERE client_id = %(client_id)s AND id = %(entry_id)s
