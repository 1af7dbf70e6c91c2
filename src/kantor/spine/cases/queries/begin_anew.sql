-- Cases begin anew, with the processes of their documents as they are today.
UPDATE cases_case c SET process = r.process, definition_id = r.definition_id, step = r.step, remaining = r.remaining, closed_at = NULL
FROM jsonb_to_recordset(%(rows)s::jsonb) AS r (document_id bigint, process text, definition_id bigint, step text, remaining text[])
WHERE c.client_id = %(client_id)s AND c.document_id = r.document_id
