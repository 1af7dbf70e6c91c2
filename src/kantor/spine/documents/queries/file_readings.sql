-- Write a batch of readings.
INSERT INTO documents_reading (client_id, document_id, version, content, made_by, made_at)
SELECT %(client_id)s, document_id, version, content, made_by, %(at)s::timestamptz
FROM jsonb_to_recordset(%(rows)s::jsonb) AS r (document_id bigint, version integer, content jsonb, made_by integer)
