-- Opening balance, turnover and closing balance of each account that was ever posted to, from the balances kept per period. Entries that
-- carried a result forward count behind their day alone: in what was opened with, else in `carried` where the days cross the end of a year;
-- never in the turnover, and not yet where the days end with that year. ledgers: what is added up, `main` alone or with what stands beside it.
SELECT a.number, a.name, a.kind, a.role, b.currency,
    coalesce(sum(b.dr - b.cr) FILTER (WHERE p.ends_on < %(from_on)s), 0)::bigint AS opening,
    coalesce(sum(b.dr) FILTER (WHERE p.ends_on >= %(from_on)s AND b.ledger = ANY(%(ledgers)s)), 0)::bigint AS dr,
    coalesce(sum(b.cr) FILTER (WHERE p.ends_on >= %(from_on)s AND b.ledger = ANY(%(ledgers)s)), 0)::bigint AS cr,
    coalesce(sum(b.dr - b.cr) FILTER (WHERE p.ends_on >= %(from_on)s AND b.ledger <> ALL(%(ledgers)s)), 0)::bigint AS carried,
    sum(b.dr - b.cr)::bigint AS closing
FROM ledger_balance b
JOIN ledger_period p ON p.client_id = b.client_id AND p.id = b.period_id
JOIN ledger_account a ON a.client_id = b.client_id AND a.id = b.account_id
WHERE b.client_id = %(client_id)s AND p.starts_on <= %(until_on)s
    AND (b.ledger = ANY(%(ledgers)s) OR (b.ledger = 'closing' AND 'main' = ANY(%(ledgers)s) AND p.ends_on < %(until_on)s))
GROUP BY a.number, a.name, a.kind, a.role, b.currency
ORDER BY a.number, b.currency
