-- Let periods be as their last change says; one that was held before it was closed is still known to have been.
UPDATE ledger_period p SET
    held_at = CASE c.change WHEN 'hold' THEN c.at WHEN 'reopen' THEN NULL ELSE p.held_at END,
    closed_at = CASE WHEN c.change = 'close' THEN c.at WHEN c.change IN ('hold', 'reopen') THEN NULL ELSE p.closed_at END,
    filed_at = CASE c.change WHEN 'file' THEN c.at WHEN 'unfile' THEN NULL ELSE p.filed_at END,
    change_id = c.id
FROM ledger_period_change c
WHERE c.client_id = %(client_id)s AND c.id = ANY(%(changes)s::bigint[]) AND p.client_id = c.client_id AND p.id = c.period_id
