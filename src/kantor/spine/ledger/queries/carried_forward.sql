-- Postings that carry results forward, by entries booked within some days; number: of one account, '' for all. Such entries stand on the
-- last days of years alone, and which those are the balances know.
WITH day AS MATERIALIZED (
    SELECT DISTINCT p.ends_on FROM ledger_balance b
    JOIN ledger_period p ON p.client_id = b.client_id AND p.id = b.period_id AND p.ends_on BETWEEN %(from_on)s AND %(until_on)s
    WHERE b.client_id = %(client_id)s AND b.ledger = 'closing'
), entry AS MATERIALIZED (
    SELECT e.id, e.document_id, e.series, e.year, e.voucher, e.booked_on, e.text
    FROM day JOIN ledger_entry e ON e.client_id = %(client_id)s AND e.booked_on = day.ends_on AND e.ledger = 'closing'
)
SELECT entry.id AS entry_id, entry.document_id, entry.series, entry.year, entry.voucher, entry.booked_on, a.number, a.name, g.currency,
    g.dr, g.cr
FROM entry
JOIN ledger_posting g ON g.client_id = %(client_id)s AND g.entry_id = entry.id
JOIN ledger_account a ON a.client_id = g.client_id AND a.id = g.account_id AND (%(number)s = '' OR a.number = %(number)s)
ORDER BY entry.booked_on, entry.id, g.line
