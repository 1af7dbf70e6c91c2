-- What fiscal years before that of the period earned or lost and nobody carried forward: the last of them, debit less credit of all.
SELECT max(p.year)::text AS label, NULL::bigint AS document_id, '' AS account, max(p.ends_on) AS day, sum(b.dr - b.cr)::bigint AS amount
FROM ledger_balance b
JOIN ledger_account a ON a.client_id = b.client_id AND a.id = b.account_id AND a.kind IN ('revenue', 'expense')
JOIN ledger_period p ON p.client_id = b.client_id AND p.id = b.period_id
WHERE b.client_id = %(client_id)s AND b.ledger IN ('main', 'closing')
    AND p.year < (SELECT m.year FROM ledger_period m WHERE m.client_id = %(client_id)s AND m.ends_on = %(until_on)s)
HAVING sum(b.dr - b.cr) <> 0
LIMIT %(most)s
