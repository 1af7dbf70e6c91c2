-- One page of the journal: entries by day of booking, after the entry seen last.
SELECT id, document_id, ledger, series, year, voucher, booked_on, document_on, text, reverses_id, posted_at
FROM ledger_entry
WHERE client_id = %(client_id)s AND ledger = %(ledger)s AND booked_on BETWEEN %(from_on)s AND %(until_on)s
    AND (booked_on, id) > (%(after_on)s, %(after_id)s)
ORDER BY booked_on, id
LIMIT %(limit)s
