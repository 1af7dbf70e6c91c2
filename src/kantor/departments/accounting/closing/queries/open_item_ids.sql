-- The open items of a client on which something was open at the end of a day.
SELECT id FROM ledger_open_on(%(client_id)s, %(until_on)s)
