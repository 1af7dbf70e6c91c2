-- Accounts on which tax waits for its payment, with their balances at the end of a period in minor units, debit less credit.
SELECT a.number, a.name, coalesce(sum(b.dr - b.cr) FILTER (WHERE p.ends_on <= %(until_on)s), 0)::bigint AS amount
FROM ledger_account a
LEFT JOIN ledger_balance b ON b.client_id = a.client_id AND b.account_id = a.id AND b.ledger = 'main'
LEFT JOIN ledger_period p ON p.client_id = b.client_id AND p.id = b.period_id
WHERE a.client_id = %(client_id)s AND a.role LIKE 'waiting%%'
GROUP BY a.number, a.name
ORDER BY a.number
