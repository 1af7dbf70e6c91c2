-- Balances that are not the sum of their postings; none, ever.
SELECT a.number AS account, period_id, ledger, currency, coalesce(b.dr, 0) AS dr, coalesce(b.cr, 0) AS cr,
    coalesce(s.dr, 0) AS posted_dr, coalesce(s.cr, 0) AS posted_cr
FROM (
    SELECT account_id, period_id, ledger, currency, dr, cr FROM ledger_balance WHERE client_id = %(client_id)s
) b
FULL JOIN (
    SELECT p.account_id, p.period_id, e.ledger, p.currency, sum(p.dr)::bigint AS dr, sum(p.cr)::bigint AS cr
    FROM ledger_posting p JOIN ledger_entry e ON e.client_id = p.client_id AND e.id = p.entry_id
    WHERE p.client_id = %(client_id)s
    GROUP BY p.account_id, p.period_id, e.ledger, p.currency
) s USING (account_id, period_id, ledger, currency)
JOIN ledger_account a ON a.client_id = %(client_id)s AND a.id = account_id
WHERE (coalesce(b.dr, 0), coalesce(b.cr, 0)) <> (coalesce(s.dr, 0), coalesce(s.cr, 0))
ORDER BY a.number, period_id
