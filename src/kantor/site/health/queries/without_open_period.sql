-- Clients that are served and have books in which nothing can be posted today.
SELECT client.code
FROM access_client client
WHERE (client.closed_on IS NULL OR client.closed_on > %(on)s::date)
  AND EXISTS (SELECT FROM ledger_period period WHERE period.client_id = client.id)
  AND NOT EXISTS (
      SELECT FROM ledger_period period
      WHERE period.client_id = client.id AND period.starts_on <= %(on)s::date AND period.ends_on >= %(on)s::date AND period.closed_at IS NULL
          AND period.held_at IS NULL
  )
ORDER BY 1
