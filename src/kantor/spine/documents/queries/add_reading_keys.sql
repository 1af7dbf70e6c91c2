-- Documents become confidential: each gets a key, unless it has one.
INSERT INTO documents_reading_key (client_id, document_id, wrapped)
SELECT %(client_id)s::int, document_id, wrapped
FROM unnest(%(ids)b::bigint[], %(keys)b::bytea[]) AS k (document_id, wrapped)
ON CONFLICT (client_id, document_id) DO NOTHING
