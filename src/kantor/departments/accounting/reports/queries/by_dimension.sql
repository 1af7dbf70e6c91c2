-- What revenue and expense accounts came to in the periods within some days, by cost centre or by project; entries that carried results
-- forward do not count, nor what counts for tax alone.
SELECT s.named, a.number, a.name, a.kind, sum(s.amount)::bigint AS amount
FROM (
    SELECT t.account_id, CASE %(dimension)s WHEN 'project' THEN t.project ELSE t.cost_centre END AS named, sum(t.dr - t.cr) AS amount
    FROM ledger_turned t
    WHERE t.client_id = %(client_id)s AND t.ledger = 'main' AND t.period_id = ANY(ARRAY(
        SELECT id FROM ledger_period WHERE client_id = %(client_id)s AND starts_on >= %(from_on)s AND ends_on <= %(until_on)s
    ))
    GROUP BY 1, 2
) s
JOIN ledger_account a ON a.client_id = %(client_id)s AND a.id = s.account_id AND a.kind IN ('revenue', 'expense')
GROUP BY s.named, a.number, a.name, a.kind
HAVING sum(s.amount) <> 0
ORDER BY 1, a.number
