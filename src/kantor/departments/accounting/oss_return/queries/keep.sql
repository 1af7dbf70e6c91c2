-- Keep returns of the One Stop Shop, and put their files into the outbox; one of a quarter that is filed already is left out.
WITH given AS (
    SELECT * FROM jsonb_to_recordset(%(rows)s::jsonb) AS r (
        document_id bigint, quarter text, payable bigint, cleared bigint, key text, content jsonb, file text
    )
), kept AS (
    INSERT INTO accounting_oss_return (client_id, document_id, quarter, payable, cleared)
    SELECT %(client_id)s, document_id, quarter, payable, cleared FROM given
    ON CONFLICT (client_id, quarter) WHERE reversed_by IS NULL DO NOTHING
    RETURNING document_id
), filed AS (
    INSERT INTO documents_outbox (client_id, document_id, key, kind, content, file, state, created_at)
    SELECT %(client_id)s, g.document_id, g.key, 'tax_return', g.content, decode(g.file, 'hex'), 'approved', %(at)s::timestamptz
    FROM given g JOIN kept USING (document_id)
    WHERE g.file IS NOT NULL
)
SELECT document_id FROM kept
