-- Take the next voucher numbers of each series and fiscal year; the counter rows stay locked until the transaction ends.
INSERT INTO ledger_counter AS c (client_id, series, year, last)
SELECT %(client_id)s, series, year, count
FROM unnest(trim_array(string_to_array(%(series)s, E'\x1f'), 1), %(years)s::int[], %(counts)s::bigint[]) AS wanted (series, year, count)
ORDER BY series, year
ON CONFLICT (client_id, series, year) DO UPDATE SET last = c.last + excluded.last
RETURNING series, year, last
