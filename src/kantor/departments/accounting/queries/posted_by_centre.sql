-- What was posted to accounts of the result in the periods within some days, by account and cost centre; entries that carried results forward
-- do not count: they are few and taken off, because asking of each posting which ledger its entry is in costs more than all the rest.
WITH period AS MATERIALIZED (
    SELECT id, ends_on FROM ledger_period WHERE client_id = %(client_id)s AND starts_on >= %(from_on)s AND ends_on <= %(until_on)s
), forward AS MATERIALIZED (
    SELECT e.id
    FROM (SELECT DISTINCT p.ends_on FROM period p JOIN ledger_balance b ON b.client_id = %(client_id)s AND b.period_id = p.id AND b.ledger = 'closing') d
    JOIN ledger_entry e ON e.client_id = %(client_id)s AND e.booked_on = d.ends_on AND e.ledger = 'closing'
), summed AS (
    SELECT account_id, cost_centre, sum(dr - cr) AS amount FROM ledger_posting
    WHERE client_id = %(client_id)s AND period_id IN (SELECT id FROM period)
    GROUP BY account_id, cost_centre
    UNION ALL
    SELECT g.account_id, g.cost_centre, -sum(g.dr - g.cr)
    FROM forward JOIN ledger_posting g ON g.client_id = %(client_id)s AND g.entry_id = forward.id
    GROUP BY g.account_id, g.cost_centre
)
SELECT a.number, s.cost_centre, sum(s.amount)::bigint AS amount
FROM summed s
JOIN ledger_account a ON a.client_id = %(client_id)s AND a.id = s.account_id AND a.kind IN ('revenue', 'expense')
GROUP BY a.number, s.cost_centre
