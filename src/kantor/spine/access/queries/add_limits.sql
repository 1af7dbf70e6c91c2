-- Sets limits of authority.
INSERT INTO access_limit (client_id, role, type, amount, from_on, document_id)
SELECT %(client_id)s::int, given.role, given.type, given.amount, given.from_on, given.document_id
FROM jsonb_to_recordset(%(rows)s::jsonb) AS given (role text, type text, amount bigint, from_on date, document_id bigint)
