-- What was posted to accounts of the result in the periods within some days, by account and cost centre; entries that carried results forward
-- do not count, nor what counts for tax alone.
SELECT a.number, s.cost_centre, sum(s.amount)::bigint AS amount
FROM (
    SELECT t.account_id, t.cost_centre, sum(t.dr - t.cr) AS amount
    FROM ledger_turned t
    WHERE t.client_id = %(client_id)s AND t.ledger = 'main' AND t.period_id = ANY(ARRAY(
        SELECT id FROM ledger_period WHERE client_id = %(client_id)s AND starts_on >= %(from_on)s AND ends_on <= %(until_on)s
    ))
    GROUP BY t.account_id, t.cost_centre
) s
JOIN ledger_account a ON a.client_id = %(client_id)s AND a.id = s.account_id AND a.kind IN ('revenue', 'expense')
GROUP BY a.number, s.cost_centre
