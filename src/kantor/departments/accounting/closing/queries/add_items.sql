-- Put items on the checklist.
INSERT INTO accounting_close_item (client_id, document_id, title, check_key, email, due_days, rhythm, from_on)
SELECT %(client_id)s, document_id, title, "check", email, due_days, rhythm, from_on
FROM jsonb_to_recordset(%(rows)s::jsonb) AS r (document_id bigint, title text, "check" text, email text, due_days integer, rhythm text, from_on date)
