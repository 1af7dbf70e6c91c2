-- What expense and revenue accounts have come to on a cost centre in the periods within some days, minor units, debit less credit; what
-- carried results forward is no cost.
SELECT a.number AS account, sum(t.dr - t.cr)::bigint AS amount
FROM ledger_turned t
JOIN ledger_account a ON a.client_id = t.client_id AND a.id = t.account_id AND a.kind IN ('revenue', 'expense')
WHERE t.client_id = %(client_id)s AND t.ledger = 'main' AND t.cost_centre = %(centre)s AND t.period_id = ANY(ARRAY(
    SELECT id FROM ledger_period WHERE client_id = %(client_id)s AND starts_on >= %(from_on)s AND ends_on <= %(until_on)s
))
GROUP BY a.number
HAVING sum(t.dr - t.cr) <> 0
ORDER BY a.number
