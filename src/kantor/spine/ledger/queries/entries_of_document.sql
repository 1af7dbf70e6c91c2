-- The entries that a document made.
SELECT id, document_id, ledger, series, year, voucher, booked_on, document_on, text, reverses_id, posted_at
FROM ledger_entry
WHERE client_id = %(client_id)s AND document_id = %(document_id)s
ORDER BY id
