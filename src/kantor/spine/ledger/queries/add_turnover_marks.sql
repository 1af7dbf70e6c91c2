-- A mark for each series and fiscal year that has none yet.
INSERT INTO ledger_turnover_mark (client_id, series, year)
SELECT c.client_id, c.series, c.year FROM ledger_counter c
WHERE c.client_id = %(client_id)s AND NOT EXISTS (
    SELECT FROM ledger_turnover_mark m WHERE m.client_id = c.client_id AND m.series = c.series AND m.year = c.year
)
ORDER BY c.series, c.year
ON CONFLICT (client_id, series, year) DO NOTHING
