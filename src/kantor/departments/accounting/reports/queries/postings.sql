-- The first postings of some days in one ledger, by day and entry, each with its account, voucher and document.
SELECT e.document_id, e.series, e.year, e.voucher, e.booked_on, coalesce(nullif(p.text, ''), e.text) AS text, a.number AS account,
    a.name AS account_name, p.currency, p.dr, p.cr
FROM ledger_entry e
JOIN ledger_posting p ON p.client_id = e.client_id AND p.entry_id = e.id
JOIN ledger_account a ON a.client_id = p.client_id AND a.id = p.account_id
WHERE e.client_id = %(client_id)s AND e.ledger = %(ledger)s AND e.booked_on BETWEEN %(from_on)s AND %(until_on)s
ORDER BY e.booked_on, e.id, p.line
LIMIT %(most)s
