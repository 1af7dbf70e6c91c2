-- Accounts on which tax waits for its payment, with their balances in minor units, debit less credit.
SELECT a.number, a.name, coalesce(sum(b.dr - b.cr), 0)::bigint AS amount
FROM ledger_account a
LEFT JOIN ledger_balance b ON b.client_id = a.client_id AND b.account_id = a.id AND b.ledger = 'main'
WHERE a.client_id = %(client_id)s AND a.role LIKE 'waiting%%'
GROUP BY a.number, a.name
ORDER BY a.number
