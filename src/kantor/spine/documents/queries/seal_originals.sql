-- Enter the originals of a batch, once per client and hash, each with its wrapped key.
WITH came AS (
    SELECT DISTINCT ON (sha256) decode(sha256, 'hex') AS sha256, size_bytes, media_type, stored_as, decode(wrapped, 'hex') AS wrapped
    FROM jsonb_to_recordset(%(rows)s::jsonb) AS r (sha256 text, size_bytes bigint, media_type text, stored_as text, wrapped text)
    WHERE stored_as IS NOT NULL
    ORDER BY sha256
), entered AS (
    INSERT INTO documents_original (client_id, sha256, size_bytes, media_type, stored_as, stored_at)
    SELECT %(client_id)s, sha256, size_bytes, media_type, stored_as, %(at)s::timestamptz FROM came ORDER BY sha256
    ON CONFLICT (client_id, sha256) DO NOTHING
    RETURNING id, sha256
)
INSERT INTO documents_data_key (client_id, original_id, wrapped)
SELECT %(client_id)s, entered.id, came.wrapped FROM entered JOIN came ON came.sha256 = entered.sha256 ORDER BY entered.id
