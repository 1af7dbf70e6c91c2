-- How the period of each of some days is locked, and why; a day without a period is not answered.
SELECT day, p.starts_on, p.ends_on, p.closed_at IS NOT NULL AS closed, p.held_at IS NOT NULL AS held, p.filed_at IS NOT NULL AS filed,
    coalesce(c.reason, '') AS reason
FROM unnest(%(days)s::date[]) AS day
JOIN ledger_period p ON p.client_id = %(client_id)s AND day BETWEEN p.starts_on AND p.ends_on
LEFT JOIN ledger_period_change c ON c.client_id = p.client_id AND c.id = p.change_id
