-- Keep what people said that these papers say; a document that takes effect does so once.
INSERT INTO documents_example (client_id, document_id, type, senders, fields, reader, at)
SELECT %(client_id)s, document_id, type, senders, fields, reader, %(at)s
FROM jsonb_to_recordset(%(rows)s::jsonb) AS r (document_id bigint, type text, senders text[], fields jsonb, reader text)
ON CONFLICT DO NOTHING
