-- The marks of a client behind which entries stand and that nobody else carries on, locked until the transaction ends.
SELECT m.id FROM ledger_turnover_mark m
JOIN ledger_counter c ON c.client_id = m.client_id AND c.series = m.series AND c.year = m.year AND c.last > m.voucher
WHERE m.client_id = %(client_id)s
ORDER BY m.series, m.year
FOR UPDATE OF m SKIP LOCKED
