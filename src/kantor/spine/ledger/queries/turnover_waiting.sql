-- Clients of whom many entries stand behind the marks of their turnover, and how many.
SELECT c.client_id, sum(c.last - coalesce(m.voucher, 0))::bigint AS entries
FROM ledger_counter c
LEFT JOIN ledger_turnover_mark m ON m.client_id = c.client_id AND m.series = c.series AND m.year = c.year
WHERE c.client_id = ANY(%(clients)s::integer[])
GROUP BY c.client_id
HAVING sum(c.last - coalesce(m.voucher, 0)) >= %(least)s
