-- Which of some days lie in a period into which anything may be posted, taxes among it.
SELECT day, EXISTS (
    SELECT 1 FROM ledger_period p
    WHERE p.client_id = %(client_id)s AND day BETWEEN p.starts_on AND p.ends_on
        AND p.closed_at IS NULL AND p.held_at IS NULL AND p.filed_at IS NULL
) AS is_open
FROM unnest(%(days)s::date[]) AS day
