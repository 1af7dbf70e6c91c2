-- What expense and revenue accounts have come to on a cost centre in the periods within some days, minor units, debit less credit; what
-- carried results forward is no cost.
SELECT a.number AS account, sum(p.dr - p.cr)::bigint AS amount
FROM ledger_posting p
JOIN ledger_entry e ON e.client_id = p.client_id AND e.id = p.entry_id AND e.ledger = 'main'
JOIN ledger_account a ON a.client_id = p.client_id AND a.id = p.account_id AND a.kind IN ('revenue', 'expense')
WHERE p.client_id = %(client_id)s AND p.cost_centre = %(centre)s AND p.period_id IN (
    SELECT id FROM ledger_period WHERE client_id = %(client_id)s AND starts_on >= %(from_on)s AND ends_on <= %(until_on)s
)
GROUP BY a.number
HAVING sum(p.dr - p.cr) <> 0
ORDER BY a.number
