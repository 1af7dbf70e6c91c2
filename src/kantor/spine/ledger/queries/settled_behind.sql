-- What documents booked behind a day took off open items.
SELECT id FROM ledger_settled_behind(%(client_id)s, %(on)s)
