-- Enter the originals of a batch, once per client and hash.
INSERT INTO documents_original (client_id, sha256, size_bytes, media_type, stored_as, stored_at)
SELECT DISTINCT ON (sha256) %(client_id)s, decode(sha256, 'hex'), size_bytes, media_type, stored_as, %(at)s::timestamptz
FROM jsonb_to_recordset(%(rows)s::jsonb) AS r (sha256 text, size_bytes bigint, media_type text, stored_as text)
WHERE stored_as IS NOT NULL
ORDER BY sha256
ON CONFLICT (client_id, sha256) DO NOTHING
