-- Record the effects of a batch; the database looks whether each was decided while its document is still `ready`.
INSERT INTO documents_effect (client_id, document_id, parts, hash, at, reverses_document_id)
SELECT %(client_id)s, document_id, parts, decode(hash, 'hex'), %(at)s::timestamptz, reverses
FROM jsonb_to_recordset(%(rows)s::jsonb) AS r (document_id bigint, parts jsonb, hash text, reverses bigint)
