-- Let documents on which two people decide post into periods that are held, each with its reason; where a period is not held nothing is
-- noted.
INSERT INTO ledger_late_posting (client_id, document_id, period_id, reason, at)
SELECT %(client_id)s, fresh.document_id, p.id, fresh.reason, %(at)s::timestamptz
FROM unnest(%(documents)s::bigint[], %(days)s::date[], trim_array(string_to_array(%(reasons)s, E'\x1f'), 1)) AS fresh (document_id, day, reason)
JOIN ledger_period p ON p.client_id = %(client_id)s AND fresh.day BETWEEN p.starts_on AND p.ends_on AND p.held_at IS NOT NULL
JOIN documents_document d ON d.client_id = %(client_id)s AND d.id = fresh.document_id AND d.four_eyes
ON CONFLICT (client_id, document_id, period_id) DO NOTHING
