-- The periods that lie wholly within some days, locked: waits for those who are posting into them.
SELECT id, year, number, closed_at IS NOT NULL AS closed, held_at IS NOT NULL AS held, filed_at IS NOT NULL AS filed
FROM ledger_period
WHERE client_id = %(client_id)s AND starts_on >= %(from_on)s AND ends_on <= %(until_on)s
ORDER BY id
FOR UPDATE
