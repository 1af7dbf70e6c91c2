-- One page of an account: its postings in the order in which they were made, after the posting seen last.
SELECT p.id, p.entry_id, e.document_id, e.series, e.year, e.voucher, e.booked_on, e.document_on, p.text, e.text AS entry_text,
    p.currency, p.dr, p.cr, p.foreign_currency, p.foreign_amount, p.party_id, p.tax_code, p.cost_centre, p.project, e.reverses_id
FROM ledger_posting p
JOIN ledger_entry e ON e.client_id = p.client_id AND e.id = p.entry_id
WHERE p.client_id = %(client_id)s AND p.id > %(after)s
    AND (e.ledger = %(ledger)s OR (e.ledger = 'closing' AND %(ledger)s = 'main' AND e.booked_on < %(until_on)s))
    AND p.account_id = (SELECT id FROM ledger_account WHERE client_id = %(client_id)s AND number = %(number)s)
    AND e.booked_on BETWEEN %(from_on)s AND %(until_on)s
ORDER BY p.id
LIMIT %(limit)s
