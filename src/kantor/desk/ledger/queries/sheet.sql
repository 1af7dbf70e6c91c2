-- One page of an account: its postings in the order in which they were made, each with its entry, document and partner. What carried a
-- result forward counts behind its day: it stands among them where the days go on behind the end of that year, but in no cost centre.
SELECT p.id, p.entry_id, e.document_id, e.series, e.year, e.voucher, e.booked_on, coalesce(nullif(p.text, ''), e.text) AS text, p.currency,
    p.dr, p.cr, p.foreign_currency, p.foreign_amount, p.tax_code, p.cost_centre, e.reverses_id, e.ledger, d.number, d.party_name
FROM ledger_posting p
JOIN ledger_entry e ON e.client_id = p.client_id AND e.id = p.entry_id
JOIN documents_document d ON d.client_id = e.client_id AND d.id = e.document_id
WHERE p.client_id = %(client_id)s AND p.id > %(after)s AND e.booked_on BETWEEN %(from_on)s AND %(until_on)s
    AND (e.ledger = 'main' OR (e.ledger = 'closing' AND e.booked_on < %(until_on)s
        AND %(cost_centre)s::text IS NULL AND %(project)s::text IS NULL))
    AND (%(cost_centre)s::text IS NULL OR p.cost_centre = %(cost_centre)s) AND (%(project)s::text IS NULL OR p.project = %(project)s)
    AND p.account_id = (SELECT id FROM ledger_account WHERE client_id = %(client_id)s AND number = %(number)s)
ORDER BY p.id
LIMIT %(limit)s
