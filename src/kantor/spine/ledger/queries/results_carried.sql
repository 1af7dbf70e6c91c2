-- What revenue and expense accounts have come to at the end of a fiscal year, less what was carried forward of it already.
SELECT a.number, a.name, sum(b.dr - b.cr)::bigint AS balance
FROM ledger_balance b
JOIN ledger_period p ON p.client_id = b.client_id AND p.id = b.period_id AND p.ends_on <= %(ends_on)s
JOIN ledger_account a ON a.client_id = b.client_id AND a.id = b.account_id AND a.kind IN ('revenue', 'expense')
WHERE b.client_id = %(client_id)s AND b.ledger IN ('main', 'closing')
GROUP BY a.number, a.name
HAVING sum(b.dr - b.cr) <> 0
ORDER BY a.number
