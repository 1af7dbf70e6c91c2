-- Why the tasks of documents are there, after their values changed.
UPDATE cases_task t SET reasons = r.reasons
FROM jsonb_to_recordset(%(rows)s::jsonb) AS r (document_id bigint, reasons text[])
WHERE t.client_id = %(client_id)s AND t.document_id = r.document_id AND t.state <> 'done'
