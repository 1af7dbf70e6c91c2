-- The postings of a page of entries by day of booking, after the entry seen last, with account, party and the document's number.
WITH page AS (
    SELECT id, ledger, series, year, voucher, booked_on, document_on, text, document_id, reverses_id, posted_at FROM ledger_entry
    WHERE client_id = %(client_id)s AND booked_on BETWEEN %(from_on)s AND %(until_on)s AND (booked_on, id) > (%(after_on)s, %(after_id)s)
    ORDER BY booked_on, id
    LIMIT %(most)s
)
SELECT p.entry_id, p.line, e.ledger, e.series, e.year, e.voucher, e.booked_on, e.document_on, e.text AS entry_text, e.document_id, e.reverses_id,
    e.posted_at, a.number AS account, a.role, a.tax_code AS own_code, p.dr, p.cr, p.currency, p.foreign_currency, p.foreign_amount, p.party_id, p.tax_code,
    p.cost_centre, p.project, p.text, coalesce(d.number, '') AS number
FROM page e
JOIN ledger_posting p ON p.client_id = %(client_id)s AND p.entry_id = e.id
JOIN ledger_account a ON a.client_id = p.client_id AND a.id = p.account_id
LEFT JOIN documents_document d ON d.client_id = p.client_id AND d.id = e.document_id
ORDER BY e.booked_on, e.id, p.line
