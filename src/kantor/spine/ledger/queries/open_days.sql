-- Which of some days lie in an open period.
SELECT day, EXISTS (
    SELECT 1 FROM ledger_period p WHERE p.client_id = %(client_id)s AND day BETWEEN p.starts_on AND p.ends_on AND p.closed_at IS NULL
) AS is_open
FROM unnest(%(days)s::date[]) AS day
