-- The postings of some entries with their accounts.
SELECT p.entry_id, p.line, a.number AS account, a.name AS account_name, p.currency, p.dr, p.cr, p.foreign_currency, p.foreign_amount,
    p.party_id, p.tax_code, p.cost_centre, p.project, p.text
FROM ledger_posting p
JOIN ledger_account a ON a.client_id = p.client_id AND a.id = p.account_id
WHERE p.client_id = %(client_id)s AND p.entry_id = ANY(%(entries)s)
ORDER BY p.entry_id, p.line
