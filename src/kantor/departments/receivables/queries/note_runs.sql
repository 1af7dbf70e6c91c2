-- Planned runs are dealt with: they became documents, or nothing was due.
UPDATE receivables_planned_run p SET done_on = %(on)s, filed_id = r.document_id
FROM jsonb_to_recordset(%(rows)s::jsonb) AS r (id bigint, document_id bigint)
WHERE p.client_id = %(client_id)s AND p.id = r.id
