-- Turnover, with what stands behind its marks, that is not the sum of its postings; none, ever.
SELECT a.number AS account, period_id, ledger, tax_code, cost_centre, project, coalesce(t.dr, 0) AS dr, coalesce(t.cr, 0) AS cr,
    coalesce(t.lines, 0) AS lines, coalesce(s.dr, 0) AS posted_dr, coalesce(s.cr, 0) AS posted_cr, coalesce(s.lines, 0) AS posted_lines
FROM (
    SELECT account_id, period_id, ledger, currency, tax_code, cost_centre, project, sum(dr)::bigint AS dr, sum(cr)::bigint AS cr,
        sum(lines)::bigint AS lines
    FROM ledger_turned WHERE client_id = %(client_id)s
    GROUP BY 1, 2, 3, 4, 5, 6, 7
) t
FULL JOIN (
    SELECT p.account_id, p.period_id, e.ledger, p.currency, p.tax_code, p.cost_centre, p.project, sum(p.dr)::bigint AS dr,
        sum(p.cr)::bigint AS cr, count(*) AS lines
    FROM ledger_posting p JOIN ledger_entry e ON e.client_id = p.client_id AND e.id = p.entry_id
    WHERE p.client_id = %(client_id)s
    GROUP BY 1, 2, 3, 4, 5, 6, 7
) s USING (account_id, period_id, ledger, currency, tax_code, cost_centre, project)
JOIN (SELECT id, number FROM ledger_account WHERE client_id = %(client_id)s) a ON a.id = account_id
WHERE (coalesce(t.dr, 0), coalesce(t.cr, 0), coalesce(t.lines, 0)) <> (coalesce(s.dr, 0), coalesce(s.cr, 0), coalesce(s.lines, 0))
ORDER BY a.number, period_id, tax_code, cost_centre, project
