-- Who was right in the fields of a document that are still open.
UPDATE spotchecks_entry e SET verdict = r.verdict, settled_by = %(person_id)s, settled_at = %(at)s::timestamptz
FROM jsonb_to_recordset(%(rows)s::jsonb) AS r (field text, verdict text)
WHERE e.client_id = %(client_id)s AND e.document_id = %(document_id)s AND e.field = r.field AND e.verdict = 'open'
RETURNING e.field, e.rule, e.model
