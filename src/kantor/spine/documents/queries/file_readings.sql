-- Write a batch of readings.
INSERT INTO documents_reading (client_id, document_id, version, content, made_by, made_for, made_at)
SELECT %(client_id)s, document_id, version, content::jsonb, made_by, made_for, %(at)s
FROM unnest(%(documents)b::bigint[], %(versions)b::integer[], %(contents)b::text[], %(people)b::integer[],
    %(represented)b::integer[])
    AS r (document_id, version, content, made_by, made_for)
