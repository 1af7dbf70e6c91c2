-- Planned entries became documents.
UPDATE accounting_planned p SET filed_id = r.document_id
FROM jsonb_to_recordset(%(rows)s::jsonb) AS r (id bigint, document_id bigint)
WHERE p.client_id = %(client_id)s AND p.id = r.id
