-- The step at which each case stands, and those that come after it.
UPDATE cases_case c SET step = r.step, remaining = r.remaining
FROM jsonb_to_recordset(%(rows)s::jsonb) AS r (document_id bigint, step text, remaining text[])
WHERE c.client_id = %(client_id)s AND c.document_id = r.document_id
