-- Record the effects of a batch and bring its documents into their last state.
WITH given AS MATERIALIZED (
    SELECT * FROM jsonb_to_recordset(%(rows)s::jsonb) AS r (document_id bigint, parts jsonb, hash text, reverses bigint)
), recorded AS (
    INSERT INTO documents_effect (client_id, document_id, parts, hash, at, reverses_document_id)
    SELECT %(client_id)s, document_id, parts, decode(hash, 'hex'), %(at)s::timestamptz, reverses FROM given
    RETURNING document_id
)
UPDATE documents_document d SET state = 'effective', took_effect_at = %(at)s::timestamptz, effective_after = NULL
FROM recorded r WHERE d.client_id = %(client_id)s AND d.id = r.document_id
