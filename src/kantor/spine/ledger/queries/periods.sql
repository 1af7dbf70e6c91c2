-- The client's periods, the newest first.
SELECT year, number, starts_on, ends_on, currency, closed_at
FROM ledger_period
WHERE client_id = %(client_id)s
ORDER BY starts_on DESC
