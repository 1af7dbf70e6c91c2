-- What expense and revenue accounts have come to on a cost centre in the periods within some days, minor units, debit less credit; what
-- carried results forward is no cost. The days lead from a period to its entries and from these to their postings.
SELECT a.number AS account, sum(p.dr - p.cr)::bigint AS amount
FROM ledger_period m
JOIN ledger_entry e ON e.client_id = m.client_id AND e.booked_on BETWEEN m.starts_on AND m.ends_on AND e.ledger = 'main'
JOIN ledger_posting p ON p.client_id = e.client_id AND p.entry_id = e.id AND p.cost_centre = %(centre)s
JOIN ledger_account a ON a.client_id = p.client_id AND a.id = p.account_id AND a.kind IN ('revenue', 'expense')
WHERE m.client_id = %(client_id)s AND m.starts_on >= %(from_on)s AND m.ends_on <= %(until_on)s
GROUP BY a.number
HAVING sum(p.dr - p.cr) <> 0
ORDER BY a.number
