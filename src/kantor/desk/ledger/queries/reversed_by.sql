-- The entries that undo these entries, each with the one that it undoes.
SELECT e.reverses_id, e.id, e.series, e.year, e.voucher FROM ledger_entry e
WHERE e.client_id = %(client_id)s AND e.reverses_id = ANY(%(entries)s::bigint[])
