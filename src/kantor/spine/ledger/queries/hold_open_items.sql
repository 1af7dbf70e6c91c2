-- Set or clear the reason for which open items are kept back from payment.
UPDATE ledger_open_item SET held_reason = %(reason)s
WHERE client_id = %(client_id)s AND id = ANY(%(items)s) AND open <> 0
RETURNING id
