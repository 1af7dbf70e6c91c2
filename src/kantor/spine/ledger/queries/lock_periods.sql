-- The periods of some days, locked against closing until the transaction ends; a day without a period is not answered.
SELECT id, year, starts_on, ends_on, currency, closed_at IS NOT NULL AS closed, held_at IS NOT NULL AS held, filed_at IS NOT NULL AS filed
FROM ledger_period p
WHERE client_id = %(client_id)s AND EXISTS (SELECT 1 FROM unnest(%(days)s::date[]) AS day WHERE day BETWEEN p.starts_on AND p.ends_on)
ORDER BY id
FOR SHARE
