-- Accounts with a role that should be empty at the end of the period and are not.
SELECT a.number || ' ' || a.name AS label, NULL::bigint AS document_id, a.number AS account, NULL::date AS day, sum(b.dr - b.cr)::bigint AS amount
FROM ledger_account a
JOIN ledger_balance b ON b.client_id = a.client_id AND b.account_id = a.id AND b.ledger = 'main'
JOIN ledger_period p ON p.client_id = b.client_id AND p.id = b.period_id AND p.ends_on <= %(until_on)s
WHERE a.client_id = %(client_id)s AND string_to_array(a.role, ' ') && string_to_array(%(roles)s, ' ')
GROUP BY a.number, a.name
HAVING sum(b.dr - b.cr) <> 0
ORDER BY a.number
LIMIT %(most)s
