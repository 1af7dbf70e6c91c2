-- Add the next entries behind some marks to the turnover, and set the marks behind them; answers how many entries of each. Each voucher is
-- looked up by its key, and its postings by theirs (OFFSET 0), because the planner cannot know how few these are. The rows are written in one
-- order, so that two who carry on never wait for each other in a circle.
WITH entry AS MATERIALIZED (
    SELECT m.id AS mark_id, e.id, e.ledger, next.voucher
    FROM ledger_turnover_mark m
    JOIN ledger_counter c ON c.client_id = m.client_id AND c.series = m.series AND c.year = m.year
    CROSS JOIN LATERAL generate_series(m.voucher + 1, least(c.last, m.voucher + %(most)s)) AS next (voucher)
    CROSS JOIN LATERAL (
        SELECT e.id, e.ledger FROM ledger_entry e
        WHERE e.client_id = m.client_id AND e.series = m.series AND e.year = m.year AND e.voucher = next.voucher OFFSET 0
    ) e
    WHERE m.client_id = %(client_id)s AND m.id = ANY(%(marks)s::bigint[])
), added AS (
    INSERT INTO ledger_turnover AS t
        (client_id, period_id, account_id, ledger, currency, tax_code, cost_centre, project, dr, cr, lines)
    SELECT %(client_id)s, p.period_id, p.account_id, entry.ledger, p.currency, p.tax_code, p.cost_centre, p.project, sum(p.dr), sum(p.cr),
        count(*)
    FROM entry
    CROSS JOIN LATERAL (
        SELECT * FROM ledger_posting p WHERE p.client_id = %(client_id)s AND p.entry_id = entry.id OFFSET 0
    ) p
    GROUP BY p.period_id, p.account_id, entry.ledger, p.currency, p.tax_code, p.cost_centre, p.project
    ORDER BY p.period_id, p.account_id, entry.ledger, p.currency, p.tax_code, p.cost_centre, p.project
    ON CONFLICT (client_id, period_id, account_id, ledger, currency, tax_code, cost_centre, project)
        DO UPDATE SET dr = t.dr + excluded.dr, cr = t.cr + excluded.cr, lines = t.lines + excluded.lines
)
UPDATE ledger_turnover_mark m SET voucher = n.voucher
FROM (SELECT mark_id, max(voucher) AS voucher, count(*) AS entries FROM entry GROUP BY mark_id) n
WHERE m.client_id = %(client_id)s AND m.id = n.mark_id
RETURNING n.entries
