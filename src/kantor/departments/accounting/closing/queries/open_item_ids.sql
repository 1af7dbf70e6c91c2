-- The open items of a client on which something is open.
SELECT id FROM ledger_open_item WHERE client_id = %(client_id)s AND open <> 0
