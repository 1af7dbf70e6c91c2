-- The client's periods, the newest first, each with the reason of its last change.
SELECT p.year, p.number, p.starts_on, p.ends_on, p.currency, p.closed_at, p.held_at, p.filed_at, coalesce(c.reason, '') AS reason,
    c.document_id AS decided_by
FROM ledger_period p
LEFT JOIN ledger_period_change c ON c.client_id = p.client_id AND c.id = p.change_id
WHERE p.client_id = %(client_id)s
ORDER BY p.starts_on DESC
