-- Note what happens to periods, and why.
INSERT INTO ledger_period_change (client_id, period_id, change, reason, document_id, person_id, at)
SELECT %(client_id)s, period_id, %(change)s, %(reason)s, %(document_id)s::bigint, %(person_id)s::integer, %(at)s::timestamptz
FROM unnest(%(periods)s::bigint[]) AS period_id
RETURNING id, period_id
