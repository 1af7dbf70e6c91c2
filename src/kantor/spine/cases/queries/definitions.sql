-- The stored definitions with these contents.
SELECT d.id, d.process FROM jsonb_to_recordset(%(rows)s::jsonb) AS r (process text, hash text)
JOIN cases_definition d ON d.client_id = %(client_id)s AND d.process = r.process AND d.hash = r.hash
