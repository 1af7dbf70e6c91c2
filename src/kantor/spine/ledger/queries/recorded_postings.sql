-- The postings of entries, as they were recorded.
SELECT entry_id, account_id, currency, dr, cr, foreign_currency, foreign_amount, party_id, tax_code, cost_centre, project, text
FROM ledger_posting
WHERE client_id = %(client_id)s AND entry_id = ANY(%(entries)s)
ORDER BY entry_id, line
