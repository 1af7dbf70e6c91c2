-- Notes to whom a client agreed, by the numbers of the other one; what it agreed to before is left out.
INSERT INTO access_connection (client_id, document_id, name, ways)
SELECT %(client_id)s::int, given.document_id, given.name, given.ways
FROM jsonb_to_recordset(%(rows)s::jsonb) AS given (document_id bigint, name text, ways text[])
ON CONFLICT (client_id, ways) WHERE ended_at IS NULL DO NOTHING
RETURNING document_id
